// Edits of a text that goes on changing: where each belongs by now, and whether it is made, can be made, or what it was for was
// written over. Knows no editor; offsets and texts only.

import type { UpdateEdit } from '../shared/protocol/update';
import { rangeAfter, type TextRange, withLf } from '../util/trackedRange';

/** What a person or a command did to the document: `range` is of the text before the whole change. */
export interface DocumentChange {
  range: TextRange;
  text: string;
}

/** `waiting`: its text is not written yet. `changed`: the document says something else there by now. */
export type EditState = 'waiting' | 'ready' | 'made' | 'changed';

export interface PlacedEdit {
  readonly edit: UpdateEdit;
  /** Of the document, with its own line ends. */
  range: TextRange;
  state: EditState;
}

export class PlacedEdits {
  private list: PlacedEdit[] = [];
  /** Since the text was sent, in order: edits that come later are for the text as it was then. */
  private readonly changes: (readonly DocumentChange[])[] = [];
  private readonly lineEnds: number[] = [];

  /**
   * @param text As it was sent, line ends LF.
   * @param read The document's text now.
   */
  constructor(
    private readonly text: string,
    private readonly hasCrLf: boolean,
    private readonly read: (range: TextRange) => string,
  ) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.lineEnds.push(at);
  }

  get all(): readonly PlacedEdit[] {
    return this.list;
  }

  /** All there is to do; what was made stays as it is. */
  set(edits: readonly UpdateEdit[]): void {
    this.list = edits.map((edit) => this.placed(edit));
  }

  /** Each takes the place of those that do the same. */
  add(edits: readonly UpdateEdit[]): void {
    const items = new Set(edits.flatMap((edit) => edit.items));
    const others = this.list.filter(({ edit }) => !edit.items.some((item) => items.has(item)));
    this.list = [...others, ...edits.map((edit) => this.placed(edit))];
    this.list.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  }

  /** The document changed. */
  apply(changes: readonly DocumentChange[]): void {
    this.changes.push(changes);
    for (const placed of this.list) {
      placed.range = this.after(placed.range, placed.edit, changes);
      placed.state = this.stateOf(placed);
    }
  }

  /** In the document, a range of the text as it was sent. */
  place(range: TextRange, edit?: UpdateEdit): TextRange {
    let at = { start: this.offset(range.start), end: this.offset(range.end) };
    for (const changes of this.changes) at = this.after(at, edit, changes);
    return at;
  }

  private placed(edit: UpdateEdit): PlacedEdit {
    const placed: PlacedEdit = { edit, range: this.place(edit.range, edit), state: 'waiting' };
    placed.state = this.stateOf(placed);
    return placed;
  }

  /** Making an edit, taking it back and making it again are told by their texts. */
  private after(range: TextRange, edit: UpdateEdit | undefined, changes: readonly DocumentChange[]): TextRange {
    const own = edit && changes.find((change) => isAt(change.range, range) && this.isOwn(withLf(change.text), edit));
    if (!own)
      return rangeAfter(
        range,
        changes.map(({ range: one, text }) => ({ range: one, length: text.length })),
      );
    const before = changes.filter((change) => change !== own && change.range.end <= range.start);
    const by = before.reduce((sum, { range: one, text }) => sum + text.length - (one.end - one.start), 0);
    return { start: range.start + by, end: range.start + by + own.text.length };
  }

  private isOwn(text: string, edit: UpdateEdit): boolean {
    return (edit.isReady && text === edit.text) || text === this.said(edit);
  }

  private stateOf({ edit, range }: PlacedEdit): EditState {
    const now = withLf(this.read(range));
    if (edit.isReady && now === edit.text && edit.text !== this.said(edit)) return 'made';
    if (now !== this.said(edit)) return 'changed';
    return edit.isReady ? 'ready' : 'waiting';
  }

  private said({ range }: UpdateEdit): string {
    return this.text.slice(range.start, range.end);
  }

  private offset(at: number): number {
    if (!this.hasCrLf) return at;
    let [low, high] = [0, this.lineEnds.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.lineEnds[middle]! < at) low = middle + 1;
      else high = middle;
    }
    return at + low;
  }
}

function isAt(one: TextRange, other: TextRange): boolean {
  return one.start === other.start && one.end === other.end;
}
