// Tables drawn with `====  ====` over and under them: a row begins where its first column says something, and goes on where that
// is empty; a line of `----` under a row says which columns its cells go over.

import { cellIn, type Slot, slotCount, type TableCell, type TableShape, textOf } from './tableSlots';

type Span = readonly [first: number, last: number];

interface Row {
  /** Lines of the table. */
  rows: number[];
  spans: Span[];
  /** Lines under it: empty ones, and whether it has one of `----`. */
  gap: number;
  isUnderlined: boolean;
}

interface Border {
  border: true;
}

const border = /^=+(?: +=+)*\s*$/;
const underline = /^-+(?: +-+)*\s*$/;

/** @returns undefined where a text crosses from one column to the next */
export function simpleShape(lines: readonly Slot[][]): TableShape | undefined {
  const said = lines.map(textOf);
  if (!border.test(said[0]!) || !border.test(said.at(-1)!) || lines.length < 3) return undefined;
  const columns = runsIn(lines[0]!, '=');
  const parts: (Row | Border)[] = [];
  for (let at = 0; at < lines.length; ) {
    if (border.test(said[at]!)) {
      const whole = runsIn(lines[at]!, '=');
      if (whole.length !== columns.length) return undefined;
      parts.push({ border: true });
      at++;
      continue;
    }
    const row = rowAt(lines, said, at, columns);
    if (!row) return undefined;
    at = row.next;
    parts.push(row);
  }
  const borders = parts.filter((part) => 'border' in part).length;
  const rows = parts.filter((part): part is Row => !('border' in part));
  if (borders > 3 || rows.length === 0) return undefined;
  const headRows = borders === 3 ? parts.findIndex((part, n) => n > 0 && 'border' in part) - 1 : 0;
  const cells = rows.flatMap((row, n) => cellsOf(lines, row, columns, `${n} ${n < headRows}`));
  return { cells, draw: (texts) => drawn(parts, columns, cells, texts) };
}

function runsIn(line: readonly Slot[], sign: string): [number, number][] {
  const runs: [number, number][] = [];
  for (const [at, { said }] of line.entries()) {
    if (said !== sign) continue;
    if (runs.at(-1)?.[1] === at) runs.at(-1)![1] = at + 1;
    else runs.push([at, at + 1]);
  }
  return runs;
}

function rowAt(
  lines: readonly Slot[][],
  said: readonly string[],
  from: number,
  columns: readonly [number, number][],
): (Row & { next: number }) | undefined {
  const rows: number[] = [];
  const isFirst = (at: number) => textOf(lines[at]!.slice(...columns[0]!)).trim() !== '';
  if (said[from]!.trim() === '' || !isFirst(from)) return undefined;
  let at = from;
  do rows.push(at++);
  while (at < lines.length && !border.test(said[at]!) && !underline.test(said[at]!) && !isFirst(at));
  let gap = 0;
  while (said[rows.at(-1)!]!.trim() === '') {
    rows.pop();
    gap++;
  }
  const isUnderlined = at < lines.length && underline.test(said[at]!);
  const spans = isUnderlined ? spansOf(runsIn(lines[at]!, '-'), columns) : columns.map((_, n): Span => [n, n]);
  if (!spans || !rows.every((row) => isApart(lines[row]!, spans, columns))) return undefined;
  if (isUnderlined) at++;
  while (isUnderlined && at < lines.length && said[at]!.trim() === '') {
    at++;
    gap++;
  }
  return { rows, spans, gap, isUnderlined, next: at };
}

function spansOf(runs: readonly [number, number][], columns: readonly [number, number][]): Span[] | undefined {
  const spans = runs.map(([start, end]): Span => {
    return [columns.findIndex((column) => column[0] === start), columns.findIndex((column) => column[1] === end)];
  });
  const isWhole = spans.every(([first, last], n) => first === (spans[n - 1]?.[1] ?? -1) + 1 && last >= first);
  return isWhole && spans.at(-1)?.[1] === columns.length - 1 ? spans : undefined;
}

/** Nothing stands between two cells. */
function isApart(line: readonly Slot[], spans: readonly Span[], columns: readonly [number, number][]): boolean {
  return spans.slice(1).every(([first], n) => {
    const between = line.slice(columns[spans[n]![1]]![1], columns[first]![0]);
    return textOf(between).trim() === '';
  });
}

function cellsOf(
  lines: readonly Slot[][],
  { rows, spans }: Row,
  columns: readonly [number, number][],
  at: string,
): TableCell[] {
  return spans.map(([first, last]) => {
    const right = last === columns.length - 1 ? lines[rows[0]!]!.length : columns[last]![1];
    const cell = cellIn(lines, rows, [columns[first]![0], right], `${at} ${first} ${last}`);
    const longest = Math.max(...cell.text.split('\n').map(slotCount));
    return { ...cell, width: Math.max(longest, columns[last]![1] - columns[first]![0]) };
  });
}

function drawn(
  parts: readonly (Row | Border)[],
  columns: readonly [number, number][],
  cells: readonly TableCell[],
  texts: readonly string[],
): string[] {
  const widths = columns.map(([start, end]) => end - start);
  const gaps = columns.slice(1).map(([start], n) => start - columns[n]![1]);
  const widest = texts.map((text) => Math.max(0, ...text.split('\n').map(slotCount)));
  const spanOf = ({ at }: TableCell) => at.split(' ').slice(-2).map(Number) as [number, number];
  const size = (first: number, last: number) => {
    let all = 0;
    for (let n = first; n <= last; n++) all += widths[n]! + (n < last ? gaps[n]! : 0);
    return all;
  };
  const bySpan = [...cells.keys()].sort((a, b) => {
    const [one, other] = [spanOf(cells[a]!), spanOf(cells[b]!)];
    return one[1] - one[0] - (other[1] - other[0]);
  });
  for (const n of bySpan) {
    const [first, last] = spanOf(cells[n]!);
    widths[last]! += Math.max(0, widest[n]! - size(first, last));
  }
  const line = (sign: string, spans: readonly Span[]) =>
    spans.map(([first, last]) => sign.repeat(size(first, last)) + ' '.repeat(gaps[last] ?? 0)).join('');
  const single = columns.map((_, n): Span => [n, n]);
  const result: string[] = [];
  let next = 0;
  for (const part of parts) {
    if ('border' in part) {
      result.push(line('=', single));
      continue;
    }
    const inside = part.spans.map(() => texts[next++]!.split('\n'));
    const height = Math.max(...inside.map(({ length }) => length));
    for (let n = 0; n < height; n++) {
      const row = part.spans.map(([first, last], k) => {
        const said = inside[k]![n] ?? '';
        return said + ' '.repeat(size(first, last) - slotCount(said) + (gaps[last] ?? 0));
      });
      result.push(row.join('').trimEnd());
    }
    if (part.isUnderlined) result.push(line('-', part.spans));
    for (let n = 0; n < part.gap; n++) result.push('');
  }
  return result;
}
