// A block that the source sets in deeper, or out: what stays of its translation goes along. So notes whose text was told by its
// indentation become notes with an end, and items of a list go into another one.

import type { Piece } from './pieces';
import type { PlanState } from './planState';
import { placeOf, textOf } from './ranges';
import type { Group } from './sourceChange';

/** @param pieces What becomes of the block's translation; lines of it that stay are set in as the new source's are. */
export function setIn(state: PlanState, group: Group, pieces: readonly Piece[]): readonly Piece[] {
  const [before, after, theirs] = [
    textOf(state.old, group.old),
    textOf(state.next, group.next),
    textOf(state.target, group.target),
  ];
  const [from, to, has] = [before, after, theirs].map((text) => /^[ \t]*/.exec(text)![0]) as [string, string, string];
  if (from === to || has !== from) return pieces;
  const { text } = state.target;
  const { start } = placeOf(state.target, group.target);
  const item = state.add({
    kind: 'patched',
    sourceBefore: before,
    sourceAfter: after,
    source: placeOf(state.next, group.next),
    before: theirs,
    after: to + theirs.slice(has.length),
  });
  const gap = isSetApart(state, group) ? [{ kind: 'text' as const, text: '\n', item }] : [];
  return [
    ...gap,
    ...pieces.flatMap((piece) =>
      piece.kind === 'kept' ? linesSetIn(text, piece, { from, to, start }, item) : [piece],
    ),
  ];
}

function linesSetIn(
  text: string,
  { start, end }: { start: number; end: number },
  by: { from: string; to: string; start: number },
  item: number,
): Piece[] {
  const pieces: Piece[] = [];
  let at = start;
  const keep = (until: number) => {
    if (until > at) pieces.push({ kind: 'kept', start: at, end: until });
  };
  const lineAt = (place: number) => (place === by.start || text[place - 1] === '\n' ? place : after(place));
  const after = (place: number) => {
    const found = text.indexOf('\n', place);
    return found < 0 ? end : found + 1;
  };
  for (let line = lineAt(start); line < end; line = after(line)) {
    const isDeep = text.startsWith(by.from, line) && line + by.from.length <= end;
    if (!isDeep || text[line] === '\n') continue;
    keep(line);
    pieces.push({ kind: 'text', text: by.to, item });
    at = line + by.from.length;
  }
  keep(end);
  return pieces;
}

/** Whether an empty line came before it in the source that the translation lacks as the old source did. */
function isSetApart({ old, next, target }: PlanState, group: Group): boolean {
  const gaps = [
    [old, group.old],
    [next, group.next],
    [target, group.target],
  ] as const;
  const [before, after, theirs] = gaps.map(([{ text, blocks }, [at]]) =>
    at > 0 ? text.slice(blocks[at - 1]!.end, blocks[at]!.start) : undefined,
  );
  return before === '\n' && theirs === '\n' && after !== undefined && /^\n[^\S\n]*\n/.test(after);
}
