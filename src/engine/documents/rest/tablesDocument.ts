// A document with tables that are drawn around their cells: cells are read as texts of their own, told before anything is
// rendered, and each table is drawn anew where one of its cells says something else. Knows no model.

import type {
  LeftStretch,
  RenderedSentence,
  SourceSentence,
  TargetSentence,
  TranslatableDocument,
} from '../translatable';
import type { TableCell, TableShape } from './tableSlots';
import { says } from './tables';

/** A table in a document. */
export interface PlacedTable {
  /** From its first sign to the end of its last line. */
  start: number;
  end: number;
  /** Where each of its lines begins, less what stands before the table. */
  lineStarts: readonly number[];
  /** What its lines but the first begin with. */
  prefix: string;
  shape: TableShape;
}

interface Cell {
  document: TranslatableDocument;
  /** Its sentences before this one's first, of all cells. */
  first: number;
}

interface Held {
  table: PlacedTable;
  cells: Cell[];
  source: string;
  written: string;
}

export class TablesDocument implements TranslatableDocument {
  readonly sentences: readonly SourceSentence[];
  readonly first: readonly number[];
  readonly left: readonly LeftStretch[];
  /** By sentence: the index in the document around, or undefined for one of a table. */
  private readonly outerIndex: (number | undefined)[] = [];
  /** Of sentences in tables: whether they are as in the source. */
  private readonly told = new Map<number, RenderedSentence['asInSource']>();
  private readonly held: Held[];
  /** Tables before a sentence of the document around, or before its end. */
  private readonly before = new Map<number, Held[]>();
  private readonly indexes: number[] = [];

  /** @param read Makes a document of a cell's text, whose lines may have so many columns. */
  constructor(
    text: string,
    private readonly outer: TranslatableDocument,
    tables: readonly PlacedTable[],
    read: (text: string, width: number) => TranslatableDocument,
  ) {
    const inner: SourceSentence[] = [];
    const left = [...(outer.left ?? [])];
    this.held = tables.map((table) => {
      const source = text.slice(table.start, table.end);
      const cells = table.shape.cells.map((cell) => {
        const document = read(cell.text, cell.width);
        const first = inner.length;
        inner.push(...document.sentences.map((sentence) => placed(sentence, cell, table)));
        for (const { start, end, kind } of document.left ?? [])
          left.push({ start: placeOf(start, cell, table), end: placeOf(end, cell, table), kind });
        return { document, first };
      });
      return { table, cells, source, written: source };
    });
    this.left = left;
    const all = [
      ...outer.sentences.map((sentence, outerAt) => ({ sentence, outerAt, innerAt: -1 })),
      ...inner.map((sentence, innerAt) => ({ sentence, outerAt: undefined, innerAt })),
    ].sort((a, b) => a.sentence.start - b.sentence.start);
    for (const [index, { outerAt, innerAt }] of all.entries()) {
      this.outerIndex.push(outerAt);
      if (outerAt === undefined) this.indexes[innerAt] = index;
    }
    this.sentences = all.map(({ sentence }) => sentence);
    this.first = [...this.outerIndex.keys()].filter((index) => this.outerIndex[index] === undefined);
    let next = 0;
    for (const held of this.held) {
      while (next < outer.sentences.length && outer.sentences[next]!.start < held.table.start) next++;
      this.before.set(next, [...(this.before.get(next) ?? []), held]);
    }
  }

  get ending(): string {
    return withTables(this.outer.ending, this.before.get(this.outer.sentences.length));
  }

  begin(targets: ReadonlyMap<number, TargetSentence>): void {
    for (const held of this.held) this.draw(held, targets);
  }

  private draw(held: Held, targets: ReadonlyMap<number, TargetSentence>): void {
    const { table, cells } = held;
    const said = new Map<number, RenderedSentence['asInSource']>();
    const texts = cells.map(({ document, first }, n) => {
      const rendered: RenderedSentence[] = [];
      for (const [at, { plain }] of document.sentences.entries()) {
        const index = this.indexes[first + at]!;
        rendered.push(document.render(at, targets.get(index) ?? { plain, links: [] }, rendered));
        said.set(index, rendered[at]!.asInSource);
      }
      const text = rendered.map(({ before, text }) => before + text).join('') + document.ending;
      return rendered.some(({ asInSource }) => !asInSource) ? text : table.shape.cells[n]!.text;
    });
    const isNew = [...said.values()].some((why) => !why);
    const lines = isNew ? table.shape.draw(texts) : [];
    const isWritable = isNew && says(lines, table.shape, texts);
    if (isWritable) held.written = lines.map((line, n) => (n > 0 && line !== '' ? table.prefix : '') + line).join('\n');
    for (const [index, why] of said) this.told.set(index, why ?? (isWritable ? undefined : 'unwritable'));
  }

  render(index: number, target: TargetSentence, rendered: readonly RenderedSentence[]): RenderedSentence {
    const outerAt = this.outerIndex[index];
    if (outerAt === undefined) {
      const asInSource = this.told.get(index);
      const offsets = new Array<number>(target.plain.length + 1).fill(0);
      return { before: '', text: '', offsets, isWithin: true, ...(asInSource && { asInSource }) };
    }
    const known = rendered.slice(0, index).filter((_, n) => this.outerIndex[n] !== undefined);
    const result = this.outer.render(outerAt, target, known);
    return { ...result, before: withTables(result.before, this.before.get(outerAt)) };
  }
}

function placeOf(at: number, { places }: TableCell, { lineStarts }: PlacedTable): number {
  const { line, unit } = places[Math.min(at, places.length - 1)]!;
  return lineStarts[line]! + unit;
}

function placed(sentence: SourceSentence, cell: TableCell, table: PlacedTable): SourceSentence {
  const { start, end, offsets } = sentence;
  const behind = end > 0 ? placeOf(end - 1, cell, table) + 1 : placeOf(end, cell, table);
  const move = (at: number) => placeOf(at, cell, table);
  return { ...sentence, start: move(start), end: behind, offsets: offsets.map(move) };
}

function withTables(text: string, tables: readonly Held[] = []): string {
  let result = '';
  let from = 0;
  for (const { source, written } of tables) {
    const at = text.indexOf(source, from);
    if (at < 0) continue;
    result += text.slice(from, at) + written;
    from = at + source.length;
  }
  return result + text.slice(from);
}
