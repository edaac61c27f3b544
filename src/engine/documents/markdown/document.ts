// Markdown as sentences and what lies between them. Only running text is handed out; how a translation is written so that
// the document parses as before is found by trying: plainly first, then with more and more escapes. Knows no model.

import { LruMap } from '../../../util/lru';
import { BlockDocument } from '../blockDocument';
import { extentOf, type ProseBlock } from '../proseBlock';
import type { Cell, SentenceWriter, Surroundings } from '../targetCells';
import type { LeftStretch, ReadingOptions, TranslatableDocument } from '../translatable';
import { type BlockRole, type MarkdownBlocks, markdownBlocks } from './blocks';
import { comparable, type Shape, shapeOf, shapeOfAtom } from './check';
import { type Care, escapeCells } from './escape';
import { isFrontMatterForm, writeFrontMatter } from './frontMatterWriter';
import { isInnerForm, type ReadableLeft, writeInner } from './innerBlocks';
import { curlyBeforeParticles } from './quotes';
import { type Flavour, maskedDollar } from './syntax';

export function readMarkdown(text: string, options: ReadingOptions): TranslatableDocument {
  return documentOf(
    parsedOnce(text, { isMdx: options.site === 'docusaurus', isKorean: options.from === 'ko' }),
    options,
  );
}

/** A page of MDX: what its parser would stop at is not written. */
export function readMdx(text: string, options: ReadingOptions): TranslatableDocument {
  return documentOf(parsedOnce(text, { isMdx: true, isKorean: options.from === 'ko' }), options);
}

/** Those read last: translating, summarizing and telling the language of one version of a text read it once. */
const parsedLast = new LruMap<string, MarkdownBlocks>(2);

function parsedOnce(text: string, flavour: Flavour): MarkdownBlocks {
  const key = `${flavour.isMdx ? 'mdx' : 'md'} ${flavour.isKorean === true}\n${text}`;
  const known = parsedLast.get(key);
  if (known) return known;
  const parsed = parseMarkdownDocument(text, flavour);
  parsedLast.set(key, parsed);
  return parsed;
}

/** A document's blocks, which hang on nothing but its text. One that is no MDX after all is read as other Markdown. */
export function parseMarkdownDocument(text: string, flavour: Flavour): MarkdownBlocks {
  if (!flavour.isMdx) return markdownBlocks(text, flavour);
  try {
    return markdownBlocks(text, flavour);
  } catch (error) {
    const parsed = markdownBlocks(text, { ...flavour, isMdx: false });
    return { ...parsed, left: [...parsed.left, noMdx(text, error)] };
  }
}

/** The line at which the parser of MDX stopped. */
function noMdx(text: string, error: unknown): LeftStretch {
  const { line = 1 } = error as { line?: number };
  const lines = text.split('\n');
  const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
  return { start, end: start + (lines[line - 1] ?? '').length, kind: 'notMdx' };
}

function documentOf(parsed: MarkdownBlocks, options: ReadingOptions): TranslatableDocument {
  const writer = new MarkdownWriter(parsed, options.site);
  const { syntax } = parsed;
  const blocks = [...(options.frontMatter ? parsed.frontMatter : []), ...parsed.blocks];
  const isRead = ({ start, end, kind }: LeftStretch) =>
    kind === 'frontMatter' && blocks.some(({ starts }) => starts[0]! >= start && starts[0]! < end);
  const { inner, left } = innerOf(
    parsed.left.filter((stretch) => !isRead(stretch)),
    options,
  );
  const { apart, within } = placed(inner, blocks);
  // A block without a word (a heading of nothing but an id) has no place.
  const said = blocks.filter(({ starts }) => starts.length > 0);
  const all = apart.length === 0 ? blocks : [...said, ...apart].sort((a, b) => a.starts[0]! - b.starts[0]!);
  const texts = within.length > 0 ? new BlockDocument(syntax.source, within, options, writer) : undefined;
  return new BlockDocument(syntax.source, all, options, writer, left, texts);
}

/** Texts inside of markup, and what is still left. */
function innerOf(
  all: readonly ReadableLeft[],
  { innerTexts, fits }: ReadingOptions,
): { inner: ProseBlock[]; left: LeftStretch[] } {
  const isRead = ({ inner }: ReadableLeft) => innerTexts === true && inner !== undefined && fits(inner.plain);
  return {
    inner: all.flatMap((each) => (isRead(each) ? [each.inner!] : [])).sort((a, b) => a.starts[0]! - b.starts[0]!),
    left: all.filter((each) => !isRead(each)).map(({ inner: _, ...stretch }) => stretch),
  };
}

/** Those that stand between blocks, and those inside of one. */
function placed(
  inner: readonly ProseBlock[],
  blocks: readonly ProseBlock[],
): { apart: ProseBlock[]; within: ProseBlock[] } {
  const apart: ProseBlock[] = [];
  const within: ProseBlock[] = [];
  let next = 0;
  for (const block of inner) {
    const at = block.starts[0]!;
    while (next < blocks.length && extentOf(blocks[next]!).end <= at) next++;
    (next < blocks.length && extentOf(blocks[next]!).start <= at ? within : apart).push(block);
  }
  return { apart, within };
}

/** Sites whose parser takes `:30[^1]` for a directive. */
const remarkSites = /^(?:docusaurus|starlight|astro)$/;

const mystStart = /^(?:%|\+{3})/;
/** To Python-Markdown `#12` at the beginning of a line is a heading, to MyST `% x` a comment and `+++` a break. */
const blockStarts: Readonly<Record<string, RegExp>> = { mkdocs: /^#/, myst: mystStart, mystmd: mystStart };

const everything = /[!-/:-@[-`{-~]/;

/** What is tried, in this order: ordinary text shall not collect backslashes. */
const cares: readonly Care[] = [
  {},
  { apart: true },
  { start: true },
  { apart: true, swapped: true },
  { apart: true, hugging: true },
  { parted: true },
  { spaced: true },
  { apart: true, spaced: true, hugging: true },
  ...[/[[\]]/, /!/, /~/, /\$/, /[<>{}]/, /[:@.]/, /\|/, /[*_]/].map((characters) => ({
    escape: characters,
    apart: true,
  })),
  { apart: true, start: true, escape: /[<>{}]/ },
  { apart: true, start: true, escape: everything },
  { apart: true, start: true, escape: everything, hugging: true },
  { apart: true, start: true, escape: everything, spaced: true },
  { apart: true, start: true, escape: everything, spaced: true, hugging: true },
  { apart: true, start: true, escape: everything, spaced: true, swapped: true },
];

class MarkdownWriter implements SentenceWriter {
  private readonly definitions: MarkdownBlocks['definitions'];
  private readonly flavour: Flavour;
  /** What the site's parser makes something of. */
  private readonly siteCare: Care;

  constructor({ definitions, syntax }: MarkdownBlocks, site: string | undefined) {
    this.definitions = definitions;
    this.flavour = syntax.flavour;
    this.siteCare = {
      colons: remarkSites.test(site ?? ''),
      braces: /^(?:quarto|pandoc)$/.test(site ?? ''),
      ...(blockStarts[site ?? ''] && { blockStart: blockStarts[site ?? '']! }),
    };
  }

  write(given: readonly Cell[], around: Surroundings): string[] | undefined {
    const form = around.block.layout.role;
    if (isFrontMatterForm(form)) return writeFrontMatter(curlyBeforeParticles(given), around, form);
    if (isInnerForm(form)) return writeInner(given, form);
    const role = form as BlockRole;
    const cells = curlyBeforeParticles(inTitle(given, role));
    if (role === 'html') return cells.map(htmlText);
    if (isHarmless(cells, this.flavour)) return cells.map(({ raw }) => raw);
    const shape = (sentence: string) => {
      const content = (around.before + sentence + around.after).replace(/\n[ \t>]*/g, '\n');
      return this.shape(content, role);
    };
    const before = shape(around.source);
    if (!before) return undefined;
    const wanted = this.wantedShape(cells, before.nodes);
    let tried: string | undefined;
    for (const care of cares) {
      const strings = escapeCells(cells, around, { ...care, ...this.siteCare });
      const sentence = strings.join('');
      const found = sentence === tried ? undefined : shape(sentence);
      if (found && isSame(found, wanted)) return strings;
      tried = sentence;
    }
    return undefined;
  }

  /** With the same markup as the source's sentence; addresses apart, for a translation has its own. */
  holds(written: string, around: Surroundings): boolean {
    const form = around.block.layout.role;
    if (isFrontMatterForm(form) || /[\n|]/.test(written)) return false;
    if (isInnerForm(form)) return /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ,.?!%’-]*$/u.test(written);
    if (/Title$|^html$/.test(form) && /["[\]<>&`]/.test(written)) return false;
    const shape = (sentence: string) => {
      const content = (around.before + sentence + around.after).replace(/\n[ \t>]*/g, '\n');
      return this.shape(content, form as BlockRole)
        ?.nodes.map((node) => node.replace(/\["url","[^"]*"\]/g, ''))
        .sort();
    };
    const [wanted, found] = [shape(around.source), shape(written)];
    return wanted !== undefined && found !== undefined && wanted.join('\n') === found.join('\n');
  }

  /** Undefined where it does not parse, as MDX may not. */
  private shape(content: string, role: BlockRole): Shape | undefined {
    try {
      return shapeOf(content, role, this.definitionsFor(content), this.flavour);
    } catch {
      return undefined;
    }
  }

  /** The nodes of the block as it is, those of atoms that the translation repeats, and what it says. */
  private wantedShape(cells: readonly Cell[], nodes: readonly string[]): Shape {
    const wanted: Shape = { nodes: [...nodes], text: '' };
    const seen = new Set<Cell['atom']>();
    for (const { kind, raw, atom } of cells) {
      if (kind === 'text') wanted.text += comparable(raw);
      if (kind !== 'atom') continue;
      const isText = atom!.text !== undefined;
      const shape = isText
        ? { nodes: [], text: comparable(atom!.text!) }
        : shapeOfAtom(raw, this.definitionsFor(raw), this.flavour);
      wanted.text += shape.text;
      if (seen.has(atom)) wanted.nodes.push(...shape.nodes);
      seen.add(atom);
    }
    return { nodes: wanted.nodes.sort(), text: wanted.text };
  }

  /** Only those that `content` may mean: the others cost time. */
  private definitionsFor(content: string): string {
    if (!content.includes('[') || this.definitions.length === 0) return '';
    const lower = content.toLowerCase().replace(/\s+/g, ' ').replaceAll('$', maskedDollar);
    const isMeant = (label: string) =>
      ['[', '[^', '[ '].some((open) => lower.includes(open + label)) || (lower.includes('\\') && lower.includes(label));
    return this.definitions
      .filter(({ label }) => isMeant(label))
      .map(({ definition }) => definition)
      .join('\n\n');
  }
}

/** Words and ordinary punctuation, which need no trying: full stops and colons only where no address can be. */
function isHarmless(cells: readonly Cell[], { isMdx }: Flavour): boolean {
  if (cells.some(({ kind, written }) => kind !== 'text' || written !== undefined)) return false;
  const text = cells.map(({ raw }) => raw).join('');
  if (isMdx && /^(?:import|export)\b/.test(text)) return false;
  return /^\p{L}(?:[\p{L}\p{M}\p{N} ,;"'“”‘’…—–%?]|[.:](?= |$))*$/u.test(text);
}

/** What would end the words of a title: straight quotes are curly there. */
function inTitle(cells: readonly Cell[], role: BlockRole): readonly Cell[] {
  if (role !== 'quotedTitle') return cells;
  let isOpen = false;
  return cells.map((cell) => {
    if (cell.kind !== 'text' || cell.raw !== '"') return cell;
    isOpen = !isOpen;
    return { ...cell, raw: isOpen ? '“' : '”' };
  });
}

/** Text of HTML, where nothing but these has a meaning. */
function htmlText({ kind, raw, written }: Cell): string {
  if (kind !== 'text') return raw;
  return written ?? (raw === '<' ? '&lt;' : raw === '&' ? '&amp;' : raw);
}

function isSame(shape: Shape, wanted: Shape): boolean {
  return shape.text.includes(wanted.text) && shape.nodes.join('\n') === wanted.nodes.join('\n');
}
