// Markdown as sentences and what lies between them. Only running text is handed out; how a translation is written so that
// the document parses as before is found by trying: plainly first, then with more and more escapes. Knows no model.

import { BlockDocument } from '../blockDocument';
import type { Cell, SentenceWriter, Surroundings } from '../targetCells';
import type { ReadingOptions, TranslatableDocument } from '../translatable';
import { type BlockRole, type MarkdownBlocks, markdownBlocks } from './blocks';
import { comparable, type Shape, shapeOf, shapeOfAtom } from './check';
import { type Care, escapeCells } from './escape';

export function readMarkdown(text: string, options: ReadingOptions): TranslatableDocument {
  const { blocks, definitions } = markdownBlocks(text);
  return new BlockDocument(text, blocks, options, new MarkdownWriter(definitions));
}

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
  ...[/[[\]]/, /!/, /~/, /\$/, /[<>]/, /[:@.]/, /\|/, /[*_]/].map((characters) => ({
    escape: characters,
    apart: true,
  })),
  { apart: true, start: true, escape: everything },
  { apart: true, start: true, escape: everything, hugging: true },
  { apart: true, start: true, escape: everything, spaced: true },
  { apart: true, start: true, escape: everything, spaced: true, hugging: true },
  { apart: true, start: true, escape: everything, spaced: true, swapped: true },
];

class MarkdownWriter implements SentenceWriter {
  constructor(private readonly definitions: MarkdownBlocks['definitions']) {}

  write(cells: readonly Cell[], around: Surroundings): string[] | undefined {
    if (isHarmless(cells)) return cells.map(({ raw }) => raw);
    const role = around.block.layout.role as BlockRole;
    const shape = (sentence: string) => {
      const content = (around.before + sentence + around.after).replace(/\n[ \t>]*/g, '\n');
      return shapeOf(content, role, this.definitionsFor(content));
    };
    const wanted = this.wantedShape(cells, shape(around.source).nodes);
    let tried: string | undefined;
    for (const care of cares) {
      const strings = escapeCells(cells, around, care);
      const sentence = strings.join('');
      if (sentence !== tried && isSame(shape(sentence), wanted)) return strings;
      tried = sentence;
    }
    return undefined;
  }

  /** The nodes of the block as it is, those of atoms that the translation repeats, and what it says. */
  private wantedShape(cells: readonly Cell[], nodes: readonly string[]): Shape {
    const wanted: Shape = { nodes: [...nodes], text: '' };
    const seen = new Set<Cell['atom']>();
    for (const { kind, raw, atom } of cells) {
      if (kind === 'text') wanted.text += comparable(raw);
      if (kind !== 'atom') continue;
      const isText = atom!.text !== undefined;
      const shape = isText ? { nodes: [], text: comparable(atom!.text!) } : shapeOfAtom(raw, this.definitionsFor(raw));
      wanted.text += shape.text;
      if (seen.has(atom)) wanted.nodes.push(...shape.nodes);
      seen.add(atom);
    }
    return { nodes: wanted.nodes.sort(), text: wanted.text };
  }

  /** Only those that `content` may mean: the others cost time. */
  private definitionsFor(content: string): string {
    if (!content.includes('[') || this.definitions.length === 0) return '';
    const lower = content.toLowerCase().replace(/\s+/g, ' ');
    const isMeant = (label: string) =>
      ['[', '[^', '[ '].some((open) => lower.includes(open + label)) || (lower.includes('\\') && lower.includes(label));
    return this.definitions
      .filter(({ label }) => isMeant(label))
      .map(({ definition }) => definition)
      .join('\n\n');
  }
}

/** Words and ordinary punctuation, which need no trying: full stops and colons only where no address can be. */
function isHarmless(cells: readonly Cell[]): boolean {
  if (cells.some(({ kind, written }) => kind !== 'text' || written !== undefined)) return false;
  return /^\p{L}(?:[\p{L}\p{M}\p{N} ,;"'“”‘’…—–%?]|[.:](?= |$))*$/u.test(cells.map(({ raw }) => raw).join(''));
}

function isSame(shape: Shape, wanted: Shape): boolean {
  return shape.text.includes(wanted.text) && shape.nodes.join('\n') === wanted.nodes.join('\n');
}
