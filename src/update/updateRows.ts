// What there is to do to a translation, as rows that can be taken one by one: items that one edit does belong together, and so
// do edits that one item needs. Knows no editor.

import { diffArrays } from 'diff';
import type { ChangedPart, UpdateRowState, UpdateRowView } from '../shared/panelProtocol';
import type { UpdateItem } from '../shared/protocol/update';
import type { TextRange } from '../util/trackedRange';
import type { PlacedEdit } from './placedEdits';

export interface UpdateRow {
  items: readonly number[];
  edits: readonly PlacedEdit[];
}

/** In the order in which the document has them. */
export function rowsOf(edits: readonly PlacedEdit[]): UpdateRow[] {
  const rows: { items: Set<number>; edits: PlacedEdit[] }[] = [];
  for (const edit of edits) {
    const { items } = edit.edit;
    const own = rows.filter((row) => items.some((item) => row.items.has(item)));
    const row = own[0] ?? { items: new Set<number>(), edits: [] };
    for (const other of own.slice(1)) {
      for (const item of other.items) row.items.add(item);
      row.edits.push(...other.edits);
      rows.splice(rows.indexOf(other), 1);
    }
    for (const item of items) row.items.add(item);
    row.edits.push(edit);
    if (own.length === 0) rows.push(row);
  }
  return rows.map((row) => ({ items: [...row.items].sort((a, b) => a - b), edits: row.edits }));
}

export function stateOfRow({ edits }: UpdateRow): UpdateRowState {
  const states = new Set(edits.map(({ state }) => state));
  if (states.has('changed')) return 'changed';
  if (states.has('waiting')) return 'waiting';
  return states.has('ready') ? 'ready' : 'made';
}

/** @param id By which the row is spoken of: the first of its items. */
export function viewOfRow(row: UpdateRow, items: readonly UpdateItem[]): UpdateRowView {
  const own = row.items.map((n) => items[n]!);
  const state = stateOfRow(row);
  const said = joined(own.map(({ sourceBefore }) => sourceBefore));
  const says = joined(own.map(({ sourceAfter }) => sourceAfter));
  const before = joined(own.map((item) => item.before));
  const after = state === 'waiting' ? '' : joined(own.map((item) => item.after));
  const confidences = own.flatMap(({ confidence }) => (confidence === undefined ? [] : [confidence]));
  const memories = own.flatMap(({ memory }) => (memory ? [{ origin: memory.origin, share: memory.share }] : []));
  return {
    id: row.items[0] ?? 0,
    kinds: [...new Set(own.map(({ kind }) => kind))],
    count: own.length,
    state,
    source: partsOf(said, says),
    translation: own.every(({ kind }) => kind === 'moved') ? unchanged(after) : partsOf(before, after),
    confidence: confidences.length > 0 ? Math.min(...confidences) : null,
    memory: memories[0] ?? null,
  };
}

/** Where the source says what a row is about. */
export function sourceRanges({ items: own }: UpdateRow, items: readonly UpdateItem[]): TextRange[] {
  return own.flatMap((n) => items[n]!.source ?? []);
}

/** How many sentences or lines there are to look at. */
export function countOf(
  rows: readonly UpdateRow[],
  items: readonly UpdateItem[],
  isSettled: (text: string) => boolean,
): number {
  const open = rows.filter((row) => stateOfRow(row) !== 'made');
  return open.flatMap((row) => row.items).filter((n) => !isSettled(settledKey(items[n]!))).length;
}

/** By which what was taken once is known again. */
export function settledKey({ kind, sourceAfter, before }: UpdateItem): string {
  return `${kind}\0${sourceAfter ?? ''}\0${kind === 'removed' ? before : ''}`;
}

/** More than that is shown whole: comparing it would take longer than anybody waits. */
const mostCompared = 4000;
/** Of the longer one's letters; with fewer in common two sentences are read one after the other, not laid over each other. */
const leastShared = 0.3;

function partsOf(before: string, after: string): ChangedPart[] {
  if (before === '' || after === '' || before.length + after.length > mostCompared) {
    return partsApart(before, after);
  }
  const parts = diffArrays(wordsOf(before), wordsOf(after)).map(
    ({ value, added, removed }): ChangedPart => ({
      text: value.join(''),
      change: added ? 'added' : removed ? 'removed' : 'same',
    }),
  );
  const shared = lettersIn(parts.filter(({ change }) => change === 'same').map(({ text }) => text));
  if (shared >= leastShared * Math.max(lettersIn([before]), lettersIn([after]))) return parts;
  return partsApart(before, after);
}

function partsApart(before: string, after: string): ChangedPart[] {
  const removed = before === '' ? [] : [{ text: before, change: 'removed' as const }];
  return [...removed, ...(after === '' ? [] : [{ text: after, change: 'added' as const }])];
}

function lettersIn(texts: readonly string[]): number {
  return texts.join('').match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

/** Korean words whole: a library's own would be cut into syllables. */
function wordsOf(text: string): string[] {
  return text.match(/\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? [];
}

function unchanged(text: string): ChangedPart[] {
  return text === '' ? [] : [{ text, change: 'same' }];
}

function joined(texts: readonly (string | undefined)[]): string {
  return texts.filter((text) => text !== undefined && text !== '').join('\n');
}
