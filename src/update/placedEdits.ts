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

/** Where edits begin and end in the document. */
interface Edges {
  starts: ReadonlySet<number>;
  ends: ReadonlySet<number>;
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

  /** All there is to do, in the order of the text; what was made stays as it is. */
  set(edits: readonly UpdateEdit[]): void {
    this.list = edits.map((edit) => ({ edit, range: this.sent(edit), state: 'waiting' }));
    for (const changes of this.changes) this.move(changes);
    this.restate();
  }

  /** Each takes the place of those that do the same. */
  add(edits: readonly UpdateEdit[]): void {
    const items = new Set(edits.flatMap((edit) => edit.items));
    const others = this.list.map(({ edit }) => edit).filter((edit) => !edit.items.some((item) => items.has(item)));
    const first = (edit: UpdateEdit) => Math.min(...edit.items);
    this.set(
      [...others, ...edits].sort(
        (a, b) => a.range.start - b.range.start || a.range.end - b.range.end || first(a) - first(b),
      ),
    );
  }

  /** The document changed. */
  apply(changes: readonly DocumentChange[]): void {
    this.changes.push(changes);
    this.move(changes);
    this.restate();
  }

  private restate(): void {
    const edges = {
      starts: new Set(this.list.map(({ range }) => range.start)),
      ends: new Set(this.list.map(({ range }) => range.end)),
    };
    for (const placed of this.list) placed.state = this.stateOf(placed, edges);
  }

  /**
   * Making an edit, taking it back and making it again are told by their texts. Of several that belong in one place the earlier
   * one's text stays before the later one's, whichever is made first.
   */
  private move(changes: readonly DocumentChange[]): void {
    const makers = new Map<DocumentChange, number>();
    const own = this.list.map(({ edit, range }, n) => {
      const found = changes.find(
        (change) => !makers.has(change) && isAt(change.range, range) && this.isOwn(withLf(change.text), edit),
      );
      if (found) makers.set(found, n);
      return found;
    });
    const ranges = this.list.map(({ range }, n) => {
      const isLater = (change: DocumentChange) => isAt(change.range, range) && (makers.get(change) ?? 0) > n;
      const others = changes.filter((change) => change !== own[n] && !isLater(change));
      if (!own[n]) return rangeAfter(range, others.map(lengthened));
      const start = rangeAfter({ start: range.start, end: range.start }, others.map(lengthened)).start;
      return { start, end: start + own[n].text.length };
    });
    for (const [n, placed] of this.list.entries()) placed.range = ranges[n]!;
  }

  private isOwn(text: string, edit: UpdateEdit): boolean {
    return (edit.isReady && text === edit.text) || text === this.said(edit);
  }

  private stateOf(placed: PlacedEdit, edges: Edges): EditState {
    const { edit, range } = placed;
    const now = withLf(this.read(range));
    if (edit.isReady && now === edit.text && edit.text !== this.said(edit)) return 'made';
    if (now !== this.said(edit) || this.isPartOfAnotherWord(placed, edges)) return 'changed';
    return edit.isReady ? 'ready' : 'waiting';
  }

  /** Somebody went on writing right at its edge: "2" stands there still, but in "22". */
  private isPartOfAnotherWord({ edit, range }: PlacedEdit, { starts, ends }: Edges): boolean {
    const said = this.said(edit);
    const { start, end } = edit.range;
    const isJoined = (was: string, is: string, inside: string) => was !== is && isInWord(is) && isInWord(inside);
    const before =
      range.start === 0 || ends.has(range.start) ? '' : this.read({ start: range.start - 1, end: range.start });
    const behind = starts.has(range.end) ? '' : this.read({ start: range.end, end: range.end + 1 });
    return (
      isJoined(this.text.slice(Math.max(0, start - 1), start), before, said.slice(0, 1)) ||
      isJoined(this.text.slice(end, end + 1), behind, said.slice(-1))
    );
  }

  private said({ range }: UpdateEdit): string {
    return this.text.slice(range.start, range.end);
  }

  /** Where it belongs in the document as it was when the text was sent. */
  private sent({ range }: UpdateEdit): TextRange {
    return { start: this.offset(range.start), end: this.offset(range.end) };
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

function lengthened({ range, text }: DocumentChange): { range: TextRange; length: number } {
  return { range, length: text.length };
}

function isInWord(character: string): boolean {
  return /^[\p{L}\p{N}]$/u.test(character);
}

function isAt(one: TextRange, other: TextRange): boolean {
  return one.start === other.start && one.end === other.end;
}
