// Edits of a text that was written on meanwhile: what stands where it stood takes its edit, what somebody wrote since is left alone.
// So an update that was made is not made again, whoever made it and however its words were corrected. Sees texts only.

import { diffArrays } from 'diff';
import { applyEdits } from './renderUpdate';
import type { TextEdit } from './updatePlan';

/** A stretch of the former text that says something else now. */
interface Rewritten {
  start: number;
  end: number;
  /** How many UTF-16 units more there are now. */
  longer: number;
  /** How far the same change could as well be told to begin earlier, or to end later. */
  slack: { before: number; after: number };
}

/** Above it a rewritten stretch is taken as a whole: comparing its words would take longer than anybody waits. */
const mostCompared = 20_000;

/**
 * @param former The text that the edits are of.
 * @param now What it is by now.
 * @returns Those that can be made still, as edits of `now`; without those that share an item with one that can't.
 */
export function editsSince(former: string, now: string, edits: readonly TextEdit[]): TextEdit[] {
  if (former === now) return [...edits];
  if (applyEdits(former, edits) === now) return [];
  const rewritten = rewrittenParts(former, now);
  const isTouched = (edit: TextEdit) => rewritten.some((part) => touches(part, edit));
  const done = new Set(edits.filter(isTouched).flatMap(({ items }) => items));
  return edits
    .filter((edit) => !isTouched(edit) && !edit.items.some((item) => done.has(item)))
    .map((edit) => {
      const before = rewritten.filter(({ end }) => end <= edit.start);
      const by = before.reduce((sum, { longer }) => sum + longer, 0);
      return { ...edit, start: edit.start + by, end: edit.end + by };
    });
}

function touches({ start, end, slack }: Rewritten, edit: TextEdit): boolean {
  const [from, to] = [start - slack.before, end + slack.after];
  const isPoint = from === to || edit.start === edit.end;
  return isPoint ? from <= edit.end && to >= edit.start : from < edit.end && to > edit.start;
}

function rewrittenParts(former: string, now: string): Rewritten[] {
  const changed = changedParts(linesOf(former), linesOf(now), 0);
  const rewritten = changed.flatMap(({ start, was, is }) => {
    const isShort = was.length + is.length <= mostCompared && was !== '' && is !== '';
    const parts = isShort ? changedParts(wordsOf(was), wordsOf(is), start) : [{ start, was, is }];
    return parts.map((part) => ({
      start: part.start,
      end: part.start + part.was.length,
      longer: part.is.length - part.was.length,
      slack: slackOf(former, part),
    }));
  });
  return [...rewritten, ...alikeBeside(former, changed)];
}

/** Lines that stand beside a change which took their like away: nobody can say which of the two it took. */
function alikeBeside(former: string, changed: readonly Part[]): Rewritten[] {
  return changed.flatMap(({ start, was }, n): Rewritten[] => {
    const gone = new Set(linesOf(was).filter((line) => line.trim() !== ''));
    const end = start + was.length;
    const last = changed[n - 1];
    const above = linesOf(former.slice(last ? last.start + last.was.length : 0, start)).reverse();
    const below = linesOf(former.slice(end, changed[n + 1]?.start));
    const reach = (lines: readonly string[]) => {
      const other = lines.findIndex((line) => line.trim() !== '' && !gone.has(line));
      const near = other < 0 ? lines : lines.slice(0, other);
      return near.slice(0, near.findLastIndex((line) => gone.has(line)) + 1).join('').length;
    };
    const stretches = [
      { start: start - reach(above), end: start },
      { start: end, end: end + reach(below) },
    ];
    return stretches
      .filter((each) => each.start < each.end)
      .map((each) => ({ ...each, longer: 0, slack: { before: 0, after: 0 } }));
  });
}

function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}

interface Part {
  start: number;
  was: string;
  is: string;
}

function changedParts(was: readonly string[], is: readonly string[], from: number): Part[] {
  const parts: Part[] = [];
  let at = from;
  let open: Part | undefined;
  for (const { value, added, removed } of diffArrays([...was], [...is])) {
    const text = value.join('');
    if (!added && !removed) open = undefined;
    else if (!open) {
      open = { start: at, was: '', is: '' };
      parts.push(open);
    }
    if (open) open[added ? 'is' : 'was'] += text;
    if (!added) at += text.length;
  }
  return parts;
}

function wordsOf(text: string): string[] {
  return text.match(/\s|[\p{L}\p{M}\p{N}_]+|[^\s\p{L}\p{M}\p{N}_]/gu) ?? [];
}

/** A line that came in before its like could as well have come in behind it. */
function slackOf(former: string, { start, was, is }: Part): Rewritten['slack'] {
  const end = start + was.length;
  let [before, after] = [0, 0];
  for (const moved of [was, is].filter((text) => text !== '')) {
    let n = 0;
    while (n < start && former[start - 1 - n] === moved[moved.length - 1 - (n % moved.length)]) n++;
    before = Math.max(before, n);
    n = 0;
    while (end + n < former.length && former[end + n] === moved[n % moved.length]) n++;
    after = Math.max(after, n);
  }
  return { before, after };
}
