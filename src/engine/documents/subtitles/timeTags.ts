// Times inside of a cue (`<00:02.040><c> word</c>`), at which its words come one after the other: no model sees them, and the
// words of a translation come at the same times, in order, as evenly as they can. Sees text only.

import type { Cell } from '../targetCells';

const time = '<(?:\\d+:)?\\d{2}:\\d{2}\\.\\d{3}>';

/** Whether the words of a text come one after the other. */
export function hasTimes(text: string): boolean {
  return new RegExp(time).test(text);
}

/** A time with the tag that opens behind it, or what closes one; to be tried at a place. */
export const timeTag = new RegExp(`${time}(?:<c(?:\\.[^<>]*)?>)?|</c>|<c(?:\\.[^<>]*)?>(?=${time})`, 'y');

/** From one time to the next. */
interface Stretch {
  open: string;
  close: string;
}

/** @returns The strings with the times before words; those of the cells that stand for them are empty. */
export function withTimes(cells: readonly Cell[], strings: readonly string[]): string[] {
  const isTime = ({ atom }: Cell) => atom?.isSilent === true && /^<(?:\d|\/?c)/.test(atom.raw);
  const stretches: Stretch[] = [{ open: '', close: '' }];
  for (const { raw } of cells.filter(isTime)) {
    if (/^<\d/.test(raw)) stretches.push({ open: raw, close: '' });
    else stretches.at(-1)!.close += raw;
  }
  const result = strings.map((string, n) => (isTime(cells[n]!) ? '' : string));
  const words = wordStarts(cells.filter((cell) => !isTime(cell)));
  const first = (n: number) => words[Math.floor((n * words.length) / stretches.length)] ?? 0;
  for (let n = stretches.length - 1; n >= 0; n--) {
    const { open, close } = stretches[n]!;
    const next = n + 1 < stretches.length ? first(n + 1) : Number.POSITIVE_INFINITY;
    const last = lastWritten(cells, result, first(n), next);
    // More times than words: they follow each other before one.
    if (last < first(n)) result[first(n)] = open + close + result[first(n)];
    else {
      result[last] += close;
      result[first(n)] = open + result[first(n)];
    }
  }
  return result;
}

/** Indexes of the cells that words begin with, markup before them included. */
function wordStarts(cells: readonly Cell[]): number[] {
  return [...cells.keys()].filter((n) => {
    const isSpace = (cell: Cell | undefined) => cell === undefined || (cell.kind === 'text' && /\s/.test(cell.raw));
    return !isSpace(cells[n]) && isSpace(cells[n - 1]);
  });
}

/** The last cell with something to be seen between two. */
function lastWritten(cells: readonly Cell[], strings: readonly string[], from: number, to: number): number {
  for (let n = Math.min(to, strings.length) - 1; n >= from; n--)
    if (strings[n] !== '' && !(cells[n]!.kind === 'text' && /^\s*$/.test(strings[n]!))) return n;
  return -1;
}
