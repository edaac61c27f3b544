// Tables drawn with `+---+` around every cell: cells may go over several columns and rows.

import { cellIn, type Slot, slotCount, type TableShape, textOf } from './tableSlots';

interface Box {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** @returns undefined where boxes do not fill the table */
export function gridShape(lines: readonly Slot[][]): TableShape | undefined {
  const said = lines.map(textIn);
  const heads = lines.flatMap((line, row) => (/^\+[=+]+\+\s*$/.test(textOf(line)) ? [row] : []));
  const head = heads.find((row) => row > 0 && row < lines.length - 1);
  if (heads.length > 1 || lines.length < 3) return undefined;
  const plain = said.map((line, row) => (row === head ? line.map((sign) => (sign === '=' ? '-' : sign)) : line));
  const boxes = boxesIn(plain);
  if (!boxes) return undefined;
  const rows = edges(boxes.flatMap(({ top, bottom }) => [top, bottom]));
  const columns = edges(boxes.flatMap(({ left, right }) => [left, right]));
  if (head !== undefined && !rows.includes(head)) return undefined;
  const cells = boxes.map((box) => {
    const inside = Array.from({ length: box.bottom - box.top - 1 }, (_, n) => box.top + 1 + n);
    const at = [rows.indexOf(box.top), rows.indexOf(box.bottom), columns.indexOf(box.left), columns.indexOf(box.right)];
    const cell = cellIn(
      lines,
      inside,
      [box.left + 1, box.right],
      `${at.join(' ')} ${head !== undefined && box.top < head}`,
    );
    return { ...cell, width: Math.max(1, box.right - box.left - 3) };
  });
  const draw = (texts: readonly string[]) => drawn({ boxes, rows, columns, head }, texts);
  return { cells, draw };
}

function textIn(line: readonly Slot[]): string[] {
  return line.map(({ said }) => said);
}

function edges(all: readonly number[]): number[] {
  return [...new Set(all)].sort((a, b) => a - b);
}

/** The boxes from the upper left on; undefined where they do not cover the table. */
function boxesIn(lines: readonly string[][]): Box[] | undefined {
  const [height, width] = [lines.length, lines[0]!.findLastIndex((sign) => sign.trim() !== '') + 1];
  const boxes: Box[] = [];
  const corners: [number, number][] = [[0, 0]];
  let area = 0;
  while (corners.length > 0) {
    const [top, left] = corners.shift()!;
    if (top >= height - 1 || left >= width - 1) continue;
    if (boxes.some((box) => isInside([top, left], box))) continue;
    const box = boxAt(lines, top, left);
    if (!box || boxes.some((other) => overlap(box, other))) return undefined;
    boxes.push(box);
    area += (box.bottom - box.top) * (box.right - box.left);
    corners.push([top, box.right], [box.bottom, left]);
    corners.sort(([a, c], [b, d]) => a - b || c - d);
  }
  return area === (height - 1) * (width - 1) ? boxes : undefined;
}

function isInside([top, left]: readonly [number, number], box: Box): boolean {
  return top >= box.top && top < box.bottom && left >= box.left && left < box.right;
}

function overlap(a: Box, b: Box): boolean {
  return a.top < b.bottom && b.top < a.bottom && a.left < b.right && b.left < a.right;
}

/** The smallest box with a corner there. */
function boxAt(lines: readonly string[][], top: number, left: number): Box | undefined {
  const isLine = (row: number, from: number, to: number) =>
    lines[row]!.slice(from, to + 1).every((sign) => sign === '-' || sign === '+');
  if (lines[top]?.[left] !== '+') return undefined;
  for (let right = left + 1; right < lines[top]!.length; right++) {
    if (lines[top]![right] !== '+' && lines[top]![right] !== '-') return undefined;
    if (lines[top]![right] !== '+') continue;
    for (let bottom = top + 1; bottom < lines.length; bottom++) {
      const sides = [lines[bottom]![left], lines[bottom]![right]];
      if (!sides.every((sign) => sign === '|' || sign === '+')) break;
      if (sides.every((sign) => sign === '+') && isLine(bottom, left, right)) return { top, bottom, left, right };
    }
  }
  return undefined;
}

interface Grid {
  boxes: readonly Box[];
  rows: readonly number[];
  columns: readonly number[];
  head: number | undefined;
}

function drawn({ boxes, rows, columns, head }: Grid, texts: readonly string[]): string[] {
  const inside = texts.map((text) => text.split('\n'));
  const widest = inside.map((lines) => Math.max(0, ...lines.map(slotCount)) + 2);
  const wanted = (of: (box: Box) => [number, number], sizes: readonly number[]) =>
    boxes.map((box, n) => ({ from: of(box)[0], to: of(box)[1], size: sizes[n]! }));
  const x = placed(
    columns,
    wanted(({ left, right }) => [left, right], widest),
    true,
  );
  const heights = inside.map(({ length }) => length);
  const y = placed(
    rows,
    wanted(({ top, bottom }) => [top, bottom], heights),
    false,
  );
  const page = Array.from({ length: y.get(rows.at(-1)!)! + 1 }, () =>
    new Array<string>(x.get(columns.at(-1)!)! + 1).fill(' '),
  );
  const frames = boxes.map((box) => ({
    top: y.get(box.top)!,
    bottom: y.get(box.bottom)!,
    left: x.get(box.left)!,
    right: x.get(box.right)!,
  }));
  for (const { top, bottom, left, right } of frames)
    for (const row of [top, bottom])
      page[row]!.fill(head !== undefined && row === y.get(head) ? '=' : '-', left, right);
  for (const { top, bottom, left, right } of frames)
    for (let row = top + 1; row < bottom; row++) for (const column of [left, right]) page[row]![column] = '|';
  for (const { top, bottom, left, right } of frames)
    for (const row of [top, bottom]) for (const column of [left, right]) page[row]![column] = '+';
  for (const [n, { top, left }] of frames.entries()) {
    for (const [k, line] of inside[n]!.entries()) {
      let column = left + 2;
      for (const character of line) {
        page[top + 1 + k]![column] = character;
        const size = slotCount(character);
        if (size === 2) page[top + 1 + k]![column + 1] = '';
        column += size;
      }
    }
  }
  return page.map((line) => line.join(''));
}

/** Where each edge comes to lie, so that what is between two has its size. @param keeps No distance becomes less. */
function placed(
  all: readonly number[],
  wanted: readonly { from: number; to: number; size: number }[],
  keeps: boolean,
): Map<number, number> {
  const sizes = all.slice(1).map((edge, n) => (keeps ? edge - all[n]! - 1 : 1));
  const spans = wanted
    .map(({ from, to, size }) => ({ first: all.indexOf(from), last: all.indexOf(to) - 1, size }))
    .sort((a, b) => a.last - a.first - (b.last - b.first));
  for (const { first, last, size } of spans) {
    let so = last - first;
    for (let n = first; n <= last; n++) so += sizes[n]!;
    if (so < size) sizes[last]! += size - so;
  }
  const places = new Map([[all[0]!, 0]]);
  for (const [n, size] of sizes.entries()) places.set(all[n + 1]!, places.get(all[n]!)! + size + 1);
  return places;
}
