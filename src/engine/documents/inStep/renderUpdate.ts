// A plan made text: its pieces as edits of the translation, every byte outside of them as it was.

import { newHeadingLinks, withHeadingLinks } from './headingLinks';
import type { Piece } from './pieces';
import type { TextEdit, UpdatePlan } from './updatePlan';

/**
 * @param drafts What is written for items that wait for a draft, by index; what is not there stays as it was.
 * @param applied Items with a doubt that were found to be done already.
 */
export function editsOf(
  plan: UpdatePlan,
  drafts: ReadonlyMap<number, string>,
  applied: ReadonlySet<number> = new Set(),
): TextEdit[] {
  const { items, translation } = plan;
  const drafted = (item: number) => {
    const { before, sourceAfter } = items[item]!;
    return (applied.has(item) ? before : drafts.get(item)) ?? before ?? sourceAfter ?? '';
  };
  const linked = newHeadingLinks(plan, drafted, applied);
  const written = (item: number) => linked(drafted(item));
  const pieces = plan.pieces.map((piece) => withTexts(piece, linked));
  let isSkipped = false;
  const edits: TextEdit[] = [];
  let at = 0;
  let text = '';
  let made: number[] = [];
  /** What came in one after the other, as long as nothing else changed since the last stretch that stays. */
  let came: Pick<TextEdit, 'text' | 'items'>[] | undefined = [];
  const close = (until: number) => {
    const [start, said] = [at, translation.text.slice(at, until)];
    const isApart = came && came.length > 1 && text === came.map((each) => each.text).join('') + said;
    // So each can be taken or left.
    if (came && isApart) edits.push(...came.map((each) => ({ start, end: start, ...each })));
    else if (text !== said) edits.push(narrowed(translation.text, { start, end: until, text, items: made }));
    text = '';
    made = [];
    came = [];
  };
  const lay = (piece: Piece) => {
    if (piece.kind === 'region') {
      const said = translation.text.slice(piece.start, piece.end);
      const isFound = piece.doubt !== undefined && applied.has(piece.doubt);
      if (isFound || isSaid(piece.pieces, said, written)) lay({ kind: 'kept', start: piece.start, end: piece.end });
      else for (const inner of piece.pieces) lay(inner);
    } else if (piece.kind === 'insertion') {
      const said = (inner: Piece) =>
        inner.kind === 'text' ? inner.text : inner.kind === 'draft' ? written(inner.item) : '';
      const isThere = piece.doubt !== undefined && applied.has(piece.doubt);
      isSkipped = isThere || plan.loose.has(piece.pieces.map(said).join('').trim());
      if (isSkipped) return;
      const before = { text: text.length, items: made.length };
      text += piece.gap;
      for (const inner of piece.pieces) lay(inner);
      if (piece.gap === '' || made.length === before.items) came = undefined;
      else came?.push({ text: text.slice(before.text), items: made.slice(before.items) });
    } else if (piece.kind === 'kept' || (piece.kind === 'gap' && isSkipped)) {
      close(piece.start);
      at = piece.end;
      isSkipped = false;
    } else if (piece.kind === 'touched') {
      came = undefined;
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
  return withHeadingLinks(plan, edits);
}

function withTexts(piece: Piece, linked: (text: string) => string): Piece {
  if (piece.kind === 'text') return { ...piece, text: linked(piece.text) };
  if (piece.kind !== 'region' && piece.kind !== 'insertion') return piece;
  return { ...piece, pieces: piece.pieces.map((inner) => withTexts(inner, linked)) } as Piece;
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
