// A plan made text: its pieces as edits of the translation, every byte outside of them as it was.

import type { Piece } from './pieces';
import type { UpdatePlan } from './updatePlan';

export interface TextEdit {
  /** In the translation, UTF-16 units. */
  start: number;
  end: number;
  text: string;
  /** What it does, by index in the plan's items. */
  items: readonly number[];
}

/**
 * @param drafts What is written for items that wait for a draft, by index; what is not there stays as it was.
 * @param applied Items with a doubt that were found to be done already.
 */
export function editsOf(
  plan: UpdatePlan,
  drafts: ReadonlyMap<number, string>,
  applied: ReadonlySet<number> = new Set(),
): TextEdit[] {
  const { pieces, items, translation } = plan;
  const written = (item: number) => {
    const { before, sourceAfter } = items[item]!;
    return (applied.has(item) ? before : drafts.get(item)) ?? before ?? sourceAfter ?? '';
  };
  let isSkipped = false;
  const edits: TextEdit[] = [];
  let at = 0;
  let text = '';
  let made: number[] = [];
  const close = (until: number) => {
    const isChange = text !== translation.text.slice(at, until);
    if (isChange) edits.push(narrowed(translation.text, { start: at, end: until, text, items: made }));
    text = '';
    made = [];
  };
  const lay = (piece: Piece) => {
    if (piece.kind === 'region') {
      const said = translation.text.slice(piece.start, piece.end);
      if (isSaid(piece.pieces, said, written)) lay({ kind: 'kept', start: piece.start, end: piece.end });
      else for (const inner of piece.pieces) lay(inner);
    } else if (piece.kind === 'insertion') {
      const said = (inner: Piece) =>
        inner.kind === 'text' ? inner.text : inner.kind === 'draft' ? written(inner.item) : '';
      const isThere = piece.doubt !== undefined && applied.has(piece.doubt);
      isSkipped = isThere || plan.loose.has(piece.pieces.map(said).join('').trim());
      if (isSkipped) return;
      text += piece.gap;
      for (const inner of piece.pieces) lay(inner);
    } else if (piece.kind === 'kept' || (piece.kind === 'gap' && isSkipped)) {
      close(piece.start);
      at = piece.end;
      isSkipped = false;
    } else if (piece.kind === 'touched') {
      if (piece.by.item !== undefined) made.push(piece.by.item);
    } else if (piece.kind === 'gap') {
      text += piece.text;
    } else {
      text += piece.kind === 'text' ? piece.text : written(piece.item);
      if (piece.item !== undefined && made.at(-1) !== piece.item) made.push(piece.item);
    }
  };
  for (const piece of pieces) lay(piece);
  if (pieces.length > 0) close(translation.text.length);
  return edits;
}

/** Whether a text has all that was drafted for it, in order: the same update was made before. */
function isSaid(pieces: readonly Piece[], text: string, written: (item: number) => string): boolean {
  let at = 0;
  let hasDraft = false;
  for (const piece of pieces.flatMap((each) => (each.kind === 'insertion' ? each.pieces : [each]))) {
    if (piece.kind !== 'draft' && (piece.kind !== 'text' || piece.item === undefined)) continue;
    const wanted = piece.kind === 'text' ? piece.text : written(piece.item);
    const found = text.indexOf(wanted, at);
    if (found < 0) return false;
    at = found + wanted.length;
    hasDraft ||= piece.kind === 'draft';
  }
  return hasDraft;
}

/** Without what the ends have in common with what they replace. */
function narrowed(old: string, { start, end, text, items }: TextEdit): TextEdit {
  let from = 0;
  while (start + from < end && from < text.length && old[start + from] === text[from]) from++;
  let to = 0;
  while (end - to > start + from && text.length - to > from && old[end - to - 1] === text[text.length - to - 1]) to++;
  return { start: start + from, end: end - to, text: text.slice(from, text.length - to), items };
}

export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const edit of edits) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}
