// Straight quotes that a Korean particle follows. Whatever makes quotes curly on a site (SmartyPants and its kind) takes the
// one before the particle for an opening one or an apostrophe, so these are written curly. Sees one sentence.

import type { Cell } from '../targetCells';

const curly: Readonly<Record<string, readonly [string, string]>> = { '"': ['“', '”'], "'": ['‘', '’'] };

/** Pairs whose closing quote stands right before Hangul, curly; an apostrophe has no pair and stays. */
export function curlyBeforeParticles(cells: readonly Cell[]): readonly Cell[] {
  const shown = cells.map((cell, n) => ({ cell, n })).filter(({ cell }) => cell.raw !== '' && cell.kind !== 'mark');
  let changed: Cell[] | undefined;
  const open = new Map<string, number>();
  for (const [at, { cell, n }] of shown.entries()) {
    const pair = cell.kind === 'text' && cell.written === undefined ? curly[cell.raw] : undefined;
    if (!pair) continue;
    const before = shown[at - 1]?.cell;
    const opened = open.get(cell.raw);
    const isOpening = before === undefined || (before.kind === 'text' && /[\s([{“‘"']/.test(before.raw));
    if (isOpening && opened === undefined) open.set(cell.raw, n);
    if (isOpening || opened === undefined) continue;
    open.delete(cell.raw);
    const after = shown[at + 1]?.cell;
    if (after?.kind !== 'text' || !/^[가-힣]/.test(after.raw)) continue;
    changed ??= [...cells];
    changed[opened] = { ...changed[opened]!, raw: pair[0] };
    changed[n] = { ...cell, raw: pair[1] };
  }
  return changed ?? cells;
}
