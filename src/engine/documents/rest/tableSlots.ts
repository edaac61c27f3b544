// Lines of a drawn table as slots of one column each, so that columns lie under each other whatever the characters' width.

import { isWide } from '../lineWrap';

/** What a table is made of, columns and rows counted from 0. */
export interface TableShape {
  cells: TableCell[];
  /**
   * The table with other texts in its cells.
   * @param texts One a cell, in order; without the space around it.
   */
  draw(texts: readonly string[]): string[];
}

export interface TableCell {
  /** Its lines less what all of them are indented by, without empty ones at its end. */
  text: string;
  /** For each UTF-16 unit of `text`, and its end, where it is: the table's line and the UTF-16 unit in that. */
  places: { line: number; unit: number }[];
  /** Columns that its text may have. */
  width: number;
  /** Where it is, for comparing. */
  at: string;
}

/** A character in the first of its columns; nothing in the second of a wide one. */
export interface Slot {
  said: string;
  /** In the line (UTF-16 units). */
  unit: number;
}

export function slotsOf(line: string): Slot[] {
  const slots: Slot[] = [];
  let unit = 0;
  for (const said of line) {
    slots.push({ said, unit });
    unit += said.length;
    if (isWide(said)) slots.push({ said: '', unit });
  }
  return slots;
}

export function paddedTo(slots: readonly Slot[], width: number): Slot[] {
  const unit = (slots.at(-1)?.unit ?? 0) + (slots.at(-1)?.said.length ?? 0);
  return [...slots, ...Array.from({ length: Math.max(0, width - slots.length) }, () => ({ said: ' ', unit }))];
}

export function textOf(slots: readonly Slot[]): string {
  return slots.map(({ said }) => said).join('');
}

/** Columns of a text, combining characters being one each, as docutils has it in tables. */
export function slotCount(text: string): number {
  return slotsOf(text).length;
}

/** What stands in a rectangle. @param lines Of the table. */
export function cellIn(
  lines: readonly Slot[][],
  rows: readonly number[],
  [left, right]: readonly [number, number],
  at: string,
): TableCell {
  const cut = rows.map((row) => ({ row, slots: lines[row]!.slice(left, right) }));
  while (cut.length > 1 && textOf(cut.at(-1)!.slots).trim() === '') cut.pop();
  while (cut.length > 1 && textOf(cut[0]!.slots).trim() === '') cut.shift();
  const indents = cut.flatMap(({ slots }) => {
    const said = textOf(slots);
    return said.trim() === '' ? [] : [said.length - said.trimStart().length];
  });
  const indent = indents.length > 0 ? Math.min(...indents) : 0;
  const places: TableCell['places'] = [];
  let text = '';
  for (const [n, { row, slots }] of cut.entries()) {
    const last = slots.findLastIndex(({ said }) => said.trim() !== '');
    const shown = slots.slice(indent, Math.max(indent, last + 1));
    for (const { said, unit } of shown) {
      for (let k = 0; k < said.length; k++) places.push({ line: row, unit: unit + k });
      text += said;
    }
    const end = shown.at(-1);
    places.push({ line: row, unit: end ? end.unit + end.said.length : (slots[0]?.unit ?? 0) });
    if (n < cut.length - 1) text += '\n';
  }
  return { text, places, width: right - left - indent, at };
}
