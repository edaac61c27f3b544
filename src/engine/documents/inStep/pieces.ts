// An updated translation as a row of pieces, most of them stretches of the old one. Lays units (blocks, sentences, lines) one
// after the other and finds what belongs between them. Knows no language.

import type { TextRange } from '../../../shared/protocol/text';
import type { Range } from './sourceChange';

export type Piece =
  /** A stretch of the translation as it was. */
  | { kind: 'kept'; start: number; end: number }
  /** Text that is known. */
  | { kind: 'text'; text: string; item?: number }
  /** A sentence, or a line's words, that someone has yet to write. */
  | { kind: 'draft'; item: number }
  /** What comes into the translation, with what stands before it; nothing where it is there already, without a partner. */
  | { kind: 'insertion'; gap: string; pieces: readonly Piece[]; doubt?: number }
  /** What stands between two units of the translation that something came between: as it was, where nothing did. */
  | { kind: 'gap'; text: string; start: number; end: number }
  /** Here something of the translation goes, or marks around it change, for an item; no text of its own. */
  | { kind: 'touched'; by: Touching }
  /** What becomes of a stretch of the translation; none of it where the stretch says all of that already, or is found to. */
  | { kind: 'region'; start: number; end: number; pieces: readonly Piece[]; doubt?: number };

/** For which item: of a block that moves it is known when its new place is reached. */
export interface Touching {
  item?: number;
}

/** One side of the weaving: units within a stretch of a text. */
export interface Strand {
  text: string;
  units: readonly TextRange[];
  start: number;
  end: number;
}

export class Weaver {
  readonly pieces: Piece[] = [];
  private lastTarget = -1;
  private lastSource = -1;
  /** Something came or went since the last unit of the translation. */
  private isCut = false;
  /** What went before the first piece was laid. */
  private early: Touching[] = [];

  /**
   * @param target The translation.
   * @param source The new source.
   * @param edges What stands before the first and after the last unit where that is not to be the translation's own.
   */
  constructor(
    private readonly target: Strand,
    private readonly source: Strand,
    private readonly edges: { head?: string; tail?: string; item?: number } = {},
  ) {}

  /** Units of the translation that stay, or whose place is taken by `inner`. */
  keep(target: Range, source: Range | undefined, inner?: readonly Piece[]): void {
    const [from, to] = target;
    if (this.pieces.length === 0) this.head();
    else if (this.lastTarget === from - 1 && !this.isCut) this.kept(this.targetEnd(from - 1), this.targetStart(from));
    else if (source && this.lastSource >= 0 && source[0] === this.lastSource + 1)
      this.gap(from, this.sourceGap(source[0]));
    else if (from > 0) this.kept(this.targetEnd(from - 1), this.targetStart(from));
    else this.gap(0, this.source.units.length > 1 ? this.sourceGap(1) : '\n\n');
    if (inner) this.pieces.push(...inner);
    else this.kept(this.targetStart(from), this.target.units[to - 1]!.end);
    this.lastTarget = to - 1;
    if (source && source[1] > source[0]) this.lastSource = source[1] - 1;
    this.isCut = false;
  }

  /**
   * Units of the new source that the translation lacks.
   * @param doubt Whether it lacks them is another's to say: an item by which it is asked.
   */
  insert(source: Range, inner: readonly Piece[], doubt?: number): void {
    const [from, to] = source;
    const isFirst = this.pieces.length === 0;
    if (isFirst) this.head();
    const before = from > 0 ? this.sourceGap(from) : this.source.units.length > 1 ? this.sourceGap(1) : '\n\n';
    this.pieces.push({
      kind: 'insertion',
      gap: isFirst ? '' : before,
      pieces: inner,
      ...(doubt !== undefined && { doubt }),
    });
    this.lastSource = to - 1;
    this.isCut = true;
  }

  drop(target: Range, by: Touching = {}): void {
    if (this.pieces.length === 0) this.early.push(by);
    else this.pieces.push({ kind: 'touched', by });
    this.lastTarget = target[1] - 1;
    this.isCut = true;
  }

  finish(): readonly Piece[] {
    if (this.pieces.length === 0) return this.pieces;
    if (this.edges.tail !== undefined) this.edge(this.edges.tail);
    else if (this.target.units.length > 0) this.kept(this.target.units.at(-1)!.end, this.target.end);
    else this.text(this.source.text.slice(this.source.units.at(-1)!.end, this.source.end));
    return this.pieces;
  }

  private head(): void {
    if (this.edges.head !== undefined) this.edge(this.edges.head);
    else if (this.target.units.length > 0) this.kept(this.target.start, this.targetStart(0));
    else this.text(this.source.text.slice(this.source.start, this.source.units[0]!.start));
    // Even where nothing stands before the first unit, that was said.
    if (this.pieces.length === 0) this.pieces.push({ kind: 'text', text: '' });
    for (const by of this.early) this.pieces.push({ kind: 'touched', by });
  }

  private sourceGap(at: number): string {
    return this.source.text.slice(this.source.units[at - 1]!.end, this.source.units[at]!.start);
  }

  private gap(at: number, text: string): void {
    const end = this.targetStart(at);
    this.pieces.push({ kind: 'gap', text, start: at === 0 ? end : this.targetEnd(at - 1), end });
  }

  private targetStart(at: number): number {
    return this.target.units[at]!.start;
  }

  private targetEnd(at: number): number {
    return this.target.units[at]!.end;
  }

  private kept(start: number, end: number): void {
    if (end > start) this.pieces.push({ kind: 'kept', start, end });
  }

  private edge(text: string): void {
    this.text(text);
    if (this.edges.item !== undefined) this.pieces.push({ kind: 'touched', by: { item: this.edges.item } });
  }

  private text(text: string): void {
    if (text !== '') this.pieces.push({ kind: 'text', text });
  }
}
