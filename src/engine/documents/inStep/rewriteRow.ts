// A table's row whose columns changed places, came or went: its cells go along, what else changed in them is patched or drafted.

import { newSentences } from './newBlock';
import { patchSentence, saysTheSame } from './patchSentence';
import type { Piece } from './pieces';
import type { PlanState } from './planState';
import { isEmpty, placeOf, textOf } from './ranges';
import type { Group } from './sourceChange';
import { type ColumnOrder, columnOrder, newnessOf, readRow, said, type TableRow } from './tableColumns';

/** What became of the columns of a row's table. */
export interface RowColumns extends ColumnOrder {
  /** The translation has the new ones already. */
  isDone: boolean;
  /** Whether it has is another's to say. */
  doubt?: { source: string; rival: string; target: string };
}

/** Under it the texts alone don't tell in which order a translation has its columns. */
const leastNewness = 0.03;

/** Of the rows of tables whose columns changed. */
export function changedColumns(state: PlanState, groups: readonly Group[]): Map<Group, RowColumns> {
  const changed = new Map<Group, RowColumns>();
  for (const table of tablesIn(state, groups)) {
    const rows = table.map((group) => ({
      group,
      old: readRow(textOf(state.old, group.old)),
      next: readRow(textOf(state.next, group.next)),
      ...(!isEmpty(group.target) && { target: readRow(textOf(state.target, group.target)) }),
    }));
    const order = columnOrder(rows);
    if (!order) continue;
    const known = rows.flatMap(({ target, ...row }) => (target ? [{ ...row, target }] : []));
    const isEven = order.count === order.from.length;
    const newness = isEven ? newnessOf(known) : 0;
    const joined = (of: 'old' | 'next' | 'target') =>
      known.map((row) => row[of].cells.map((_, n) => said(row[of], n)).join(', ')).join('. ');
    const doubt = { source: joined('next'), rival: joined('old'), target: joined('target') };
    for (const { group, target } of known) {
      const isDone = isEven ? newness >= leastNewness : target.cells.length === order.from.length;
      const isDoubtful = isEven && Math.abs(newness) < leastNewness;
      changed.set(group, { ...order, isDone, ...(isDoubtful && { doubt }) });
    }
  }
  return changed;
}

/** The rows that both versions of a source have, table by table. */
function tablesIn(state: PlanState, groups: readonly Group[]): Group[][] {
  const tables: Group[][] = [];
  let end = -1;
  for (const group of groups) {
    if (isEmpty(group.next)) continue;
    const { kind } = state.next.blocks[group.next[0]]!;
    if (kind !== 'row' && kind !== 'mark') continue;
    if (group.next[0] !== end) tables.push([]);
    end = group.next[1];
    const isRow = kind === 'row' && !isEmpty(group.old) && state.old.blocks[group.old[0]]!.kind === 'row';
    if (isRow) tables.at(-1)!.push(group);
  }
  return tables;
}

/** @returns Undefined where the translation's row has other columns than its table. */
export function rewriteRow(state: PlanState, group: Group, columns: RowColumns): Piece[] | undefined {
  const { from, count, isDone, doubt } = columns;
  const place = placeOf(state.next, group.next);
  const texts = [
    textOf(state.old, group.old),
    textOf(state.next, group.next),
    textOf(state.target, group.target),
  ] as const;
  const [old, next, target] = texts.map(readRow) as [TableRow, TableRow, TableRow];
  if (target.cells.length !== (isDone ? from.length : count) || old.cells.length !== count) return undefined;
  if (next.cells.length !== from.length) return undefined;
  const isSame = (n: number) => from[n] === -1 || said(old, from[n]!) === said(next, n);
  const kept = { kind: 'kept' as const, ...placeOf(state.target, group.target) };
  if (isDone && from.every((_, n) => isSame(n))) return [kept];
  const item = state.add({
    kind: 'patched',
    sourceBefore: texts[0],
    sourceAfter: texts[1],
    source: place,
    before: texts[2],
    ...(doubt && { doubt }),
  });
  const pieces: Piece[] = [{ kind: 'text', text: target.lead, item }];
  for (const n of from.keys()) {
    if (n > 0) pieces.push({ kind: 'text', text: '|' });
    const at = isDone ? n : from[n]!;
    const cell = next.cells[n]!;
    const theirs = target.cells[at]?.text;
    const told =
      theirs !== undefined && isSame(n) ? theirs : theirs && patched(state, said(old, from[n]!), said(next, n), theirs);
    if (told !== undefined) pieces.push({ kind: 'text', text: told, item });
    else pieces.push(...draftedCell(state, place.start + cell.start, cell.text));
  }
  pieces.push({ kind: 'text', text: target.tail });
  if (pieces.every(({ kind }) => kind === 'text')) {
    const after = pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');
    state.items[item]!.after = after;
  }
  return [{ kind: 'region', start: kept.start, end: kept.end, pieces, ...(doubt && { doubt: item }) }];
}

function patched(state: PlanState, old: string, next: string, theirs: string): string | undefined {
  if (saysTheSame(old, next)) return theirs;
  if (theirs.trim() === old) return theirs.replace(old, () => next);
  const text = patchSentence(old, next, theirs.trim(), state.links);
  return text === undefined ? undefined : theirs.replace(theirs.trim(), () => text);
}

function draftedCell(state: PlanState, start: number, text: string): Piece[] {
  const end = start + text.length;
  const { sentences } = state.next;
  const from = sentences.findIndex((sentence) => sentence.start >= start && sentence.end <= end);
  let to = from;
  while (from >= 0 && to < sentences.length && sentences[to]!.end <= end) to++;
  return from < 0
    ? [{ kind: 'text', text: state.links.rewrite(text) }]
    : newSentences(state, { start, end }, [from, to]);
}
