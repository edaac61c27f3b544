// Tables of reStructuredText that are drawn with signs: what each cell says, and the table drawn anew around other texts. Columns
// are counted as docutils counts them, where a wide character is two. Knows no sentences.

import { gridShape } from './gridTable';
import { simpleShape } from './simpleTable';
import { paddedTo, slotsOf, type TableShape } from './tableSlots';

/** @param lines From the table's own column on. @returns undefined for a table that cannot be told apart */
export function readTable(lines: readonly string[]): TableShape | undefined {
  const slots = lines.map(slotsOf);
  const width = Math.max(...slots.map(({ length }) => length));
  const padded = slots.map((line) => paddedTo(line, width));
  return lines[0]?.startsWith('+') ? gridShape(padded) : simpleShape(padded);
}

/** Whether a table that was drawn anew says what it should. */
export function says(lines: readonly string[], shape: TableShape, texts: readonly string[]): boolean {
  const again = readTable(lines);
  return (
    again !== undefined &&
    again.cells.length === shape.cells.length &&
    again.cells.every(({ text, at }, n) => text === texts[n] && at === shape.cells[n]!.at)
  );
}
