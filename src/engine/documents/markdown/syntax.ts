// The one door to the Markdown parser: CommonMark with GitHub's extensions, math and front matter, or MDX; what dialects add
// is masked before. Sees text only.

import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { mathFromMarkdown } from 'mdast-util-math';
import { mdxFromMarkdown } from 'mdast-util-mdx';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfm } from 'micromark-extension-gfm';
import { math } from 'micromark-extension-math';
import { mdxjs } from 'micromark-extension-mdxjs';
import { LruMap } from '../../../util/lru';
import { isParticles } from '../glossary';
import { idsIn, isCiting } from './dialects/inlineMarks';
import type { Mark } from './dialects/marks';
import { type MaskedText, maskDialects } from './dialects/maskDialects';
import { frontMatterEnd } from './frontMatter';

const kinds = ['yaml', 'toml', { type: 'json', fence: { open: '{', close: '}' } }] as const;
const withoutFrontMatter = [gfm(), math()];
const extensions = [...withoutFrontMatter, frontmatter([...kinds])];
const mdastExtensions = [
  // Without their transforms: these look for addresses in text that is parsed already, and make nodes without a place.
  ...gfmFromMarkdown().map((extension) => ({ ...extension, transforms: [] })),
  mathFromMarkdown(),
  frontmatterFromMarkdown([...kinds]),
];

/** Every node has its place. A dollar sign that is no math is read as {@link maskedDollar}. Dialects are not looked at. */
export function parseMarkdown(text: string): Root {
  return fromMarkdown(maskDollars(text), { extensions: extensionsFor(text), mdastExtensions });
}

function extensionsFor(text: string): typeof withoutFrontMatter {
  return frontMatterEnd(text) > 0 ? extensions : withoutFrontMatter;
}

/** @throws an error of the parser where the text is no MDX */
function parseMdx(text: string): Root {
  return fromMarkdown(maskDollars(text), {
    extensions: [...extensionsFor(text), mdxjs()],
    mdastExtensions: [...mdastExtensions, ...mdxFromMarkdown()],
  });
}

/** As what a text is read. */
export interface Flavour {
  isMdx: boolean;
  /** Whether `@key` is a citation; told from the text if left out. */
  cites?: boolean;
  /** Ids that the page gives in braces; told from the text if left out. */
  ids?: readonly string[];
  /** Whether it was written in Korean, with emphasis that means to end before a particle. */
  isKorean?: boolean;
}

export interface MarkdownSyntax extends MaskedText {
  source: string;
  /** What the parser saw: as long as the source. */
  shown: string;
  root: Root;
  marksByStart: ReadonlyMap<number, Mark>;
  /** As what it was read, for parts of it to be read alike. */
  flavour: Required<Flavour>;
}

/** @throws an error of the parser where the text is to be MDX and is none */
export function readSyntax(
  source: string,
  { isMdx, cites = isCiting(source), ids = idsIn(source), isKorean = false }: Flavour,
): MarkdownSyntax {
  const flavour = { isMdx, cites, ids, isKorean };
  const dialects = maskDialects(source, flavour);
  const root = parseWith(dialects, isMdx);
  const marksByStart = new Map(dialects.marks.map((mark) => [mark.start, mark]));
  return { ...dialects, source, shown: maskDollars(dialects.text), root, marksByStart, flavour };
}

/** Those read last: a document's sentences, lines, headings and form are told from one tree. */
const readLast = new LruMap<string, MarkdownSyntax>(4);
/** Trees of longer ones are not held on to, for the memory that they take. */
const longestHeld = 200_000;

/** As {@link readSyntax}, once for a text that is asked for again at once. What it returns is only read. */
export function readSyntaxOnce(source: string, flavour: Flavour): MarkdownSyntax {
  if (source.length > longestHeld) return readSyntax(source, flavour);
  const { isMdx, cites, isKorean = false } = flavour;
  const key = `${isMdx} ${cites} ${isKorean}\n${source}`;
  const known = readLast.get(key);
  if (known) return known;
  const syntax = readSyntax(source, flavour);
  readLast.set(key, syntax);
  return syntax;
}

/** Definitions that the dialects took out stand behind the text for its links, and are no part of it. */
function parseWith({ text, labels }: MaskedText, isMdx: boolean): Root {
  const definitions = labels.map((label) => `\n\n[${label}]: #`).join('');
  const root = isMdx ? parseMdx(text + definitions) : parseMarkdown(text + definitions);
  return labels.length === 0
    ? root
    : { ...root, children: root.children.filter((node) => startOf(node) < text.length) };
}

/** Where a node begins in the text it was parsed from. */
export function startOf(node: Nodes): number {
  return node.position!.start.offset!;
}

export function endOf(node: Nodes): number {
  return node.position!.end.offset!;
}

/**
 * The particles at the end of an address that stands for itself: to most parsers a Korean letter is as good a part of it as
 * any, to the person who wrote `http://localhost:3000을` it is none.
 */
export function particlesBehind(address: string): string {
  const [, tail = ''] = /^[\x21-\x7e]*[\w/)\]=&#-]([가-힣]{1,6}|[\u1100-\u11ff]{2,18})$/.exec(address) ?? [];
  return isParticles(tail.normalize('NFC')) ? tail : '';
}

/** As good a symbol as a dollar sign, and of no meaning in Markdown. */
export const maskedDollar = '€';

/** Escapes, placeholders and code, whose dollar signs enclose nothing outside of it. */
const dollarsAndCode = /\\.|%\d+\$|(?<!`)(`+)(?!`)(?:(?!\n[ \t>]*\n).){1,2000}?(?<!`)\1(?!`)|`+|\$+/gs;

/**
 * Hides dollar signs that only seem to enclose math ("$5 and $6"): as with pandoc and GitHub, an opening one has no white
 * space after it, a closing one none before it and no digit after it. The text keeps its length.
 */
export function maskDollars(text: string): string {
  if (!text.includes('$')) return text;
  const single = [...text.matchAll(dollarsAndCode)].filter(({ 0: match }) => match === '$').map(({ index }) => index);
  const characters = text.split('');
  // The sign in `%1$s` encloses nothing.
  for (const { index, 0: match } of text.matchAll(/%\d+\$/g)) characters[index + match.length - 1] = maskedDollar;
  for (let n = 0; n < single.length; n++) {
    const open = single[n]!;
    const close = single[n + 1];
    if (close !== undefined && isMath(text, open, close)) n++;
    else characters[open] = maskedDollar;
  }
  return characters.join('');
}

function isMath(text: string, open: number, close: number): boolean {
  const inside = text.slice(open + 1, close);
  return /^\S(?:.*\S)?$/s.test(inside) && !blockEnd.test(inside) && !/^\d/.test(text.slice(close + 1, close + 2));
}

/** An empty line, or a line that begins a list item, a heading, a fence or a table's row. */
const blockEnd = /\n[ \t>]*(?:\n|[-*+|#`~]|\d+[.)])/;

const entities = new Map<string, string>();

/** What a character reference (`&amp;`) stands for. */
export function decodeEntity(entity: string): string {
  const known = entities.get(entity);
  if (known !== undefined) return known;
  const [paragraph] = parseMarkdown(`x${entity}x`).children;
  const text =
    paragraph?.type === 'paragraph' && paragraph.children[0]?.type === 'text' ? paragraph.children[0].value : entity;
  const decoded = text.slice(1, -1);
  entities.set(entity, decoded);
  return decoded;
}

/**
 * Whether what a reference stands for is a letter of a word, and no symbol as a Greek one mostly is. Remark writes the letter behind
 * emphasis so where the emphasis would not end before one. `before` and `after` are the characters around it in the source.
 */
export function isLetterOfWord(value: string, before: string, after: string): boolean {
  if (/^\p{Script=Hangul}$/u.test(value)) return true;
  return (
    /^\p{Script=Latin}$/u.test(value) && (/[\p{Script=Latin}*_~>]/u.test(before) || /\p{Script=Latin}/u.test(after))
  );
}
