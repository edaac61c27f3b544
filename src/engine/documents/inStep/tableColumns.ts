// Columns of a table that changed places, came or went: told from all of its rows together, since a single cell says nothing of its
// column. Sees texts only.

import { traitsOf, translationLikeness } from './traits';

/** A row as what stands between its bars, white space and all, with what stands around. */
export interface TableRow {
  lead: string;
  cells: readonly { text: string; start: number }[];
  tail: string;
}

export interface ColumnOrder {
  /** Of each new column, which of the old ones it was; -1 where it came. */
  from: readonly number[];
  /** How many there were. */
  count: number;
}

export function readRow(text: string): TableRow {
  const lead = /^[\s>]*(?:\|)?/.exec(text)![0];
  const tail = /(?<!\\)\|\s*$/.exec(text.slice(lead.length))?.[0] ?? '';
  const cells: { text: string; start: number }[] = [];
  let start = lead.length;
  for (const cell of text.slice(start, text.length - tail.length).split(/(?<!\\)\|/)) {
    cells.push({ text: cell, start });
    start += cell.length + 1;
  }
  return { lead, cells, tail };
}

/**
 * @param rows Versions of each row, that both have.
 * @returns Undefined where the columns are those that they were, or where that can't be told.
 */
export function columnOrder(rows: readonly { old: TableRow; next: TableRow }[]): ColumnOrder | undefined {
  const [count, wide] = [rows[0]?.old.cells.length ?? 0, rows[0]?.next.cells.length ?? 0];
  const even = rows.filter(({ old, next }) => old.cells.length === count && next.cells.length === wide);
  if (even.length < 2) return undefined;
  const pairs = Array.from({ length: wide }, (_, to) =>
    Array.from({ length: count }, (__, from) => ({
      to,
      from,
      alike: even.filter(({ old, next }) => said(old, from) === said(next, to)).length,
    })),
  ).flat();
  pairs.sort((a, b) => b.alike - a.alike || Math.abs(a.from - a.to) - Math.abs(b.from - b.to));
  const from = new Array<number>(wide).fill(-1);
  for (const pair of pairs)
    if (2 * pair.alike > even.length && from[pair.to] === -1 && !from.includes(pair.from)) from[pair.to] = pair.from;
  if (from.every((n) => n === -1)) return undefined;
  // One that says something else throughout is still that column.
  const [lost, open] = [[...Array(count).keys()].filter((n) => !from.includes(n)), from.filter((n) => n === -1)];
  if (lost.length === open.length) for (const [n, at] of from.entries()) if (at === -1) from[n] = lost.shift()!;
  return count === wide && from.every((n, at) => n === at) ? undefined : { from, count };
}

/** What a cell says, however wide its column is. */
export function said({ cells }: TableRow, n: number): string {
  return cells[n]!.text.trim().replace(/\s+/g, ' ');
}

/**
 * How much likelier a translation has the columns of the new source than those of the old one: over 0 for the new ones, near 0 where
 * nothing tells.
 */
export function newnessOf(rows: readonly { old: TableRow; next: TableRow; target: TableRow }[]): number {
  let sum = 0;
  let count = 0;
  for (const { old, next, target } of rows) {
    for (const n of target.cells.keys()) {
      if (!old.cells[n] || !next.cells[n]) continue;
      const [was, is, theirs] = [said(old, n), said(next, n), said(target, n)].map((text) => traitsOf('text', text));
      sum += translationLikeness(is!, theirs!) - translationLikeness(was!, theirs!);
      count++;
    }
  }
  return count === 0 ? 0 : sum / count;
}
