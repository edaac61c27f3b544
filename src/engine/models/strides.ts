// Rows of numbers that lie at equal distances in one memory, moved to other distances. Knows nothing of what they are.

import type { CacheMemory } from './cacheMemory';

/** In elements: from one row's start to the next before and after, and how many of each row are used. */
export interface Strides {
  from: number;
  to: number;
  used: number;
}

/** Rows at other distances: in their own memory where it is large enough for them, else in a new one of `size` elements. */
export function layRows<T extends CacheMemory>(memory: T, rows: number, strides: Strides, size: number): T {
  if (memory.length >= rows * strides.to) {
    moveRows(memory, rows, strides);
    return memory;
  }
  const larger = new (memory.constructor as new (size: number) => T)(size);
  copyRows(memory, larger, rows, strides);
  return larger;
}

/** Moves the used part of each row in place. */
export function moveRows(memory: CacheMemory, rows: number, { from, to, used }: Strides): void {
  for (let i = 1; i < rows; i++) {
    const row = to > from ? rows - i : i; // so that no row lands on one that was not moved yet
    memory.copyWithin(row * to, row * from, row * from + used);
  }
}

/** Copies the used part of each row into another memory, `offset` elements behind the row's start there. */
export function copyRows<T extends CacheMemory>(
  source: T,
  target: T,
  rows: number,
  strides: Strides,
  offset = 0,
): void {
  const { from, to, used } = strides;
  for (let row = 0; row < rows; row++) target.set(source.subarray(row * from, row * from + used), row * to + offset);
}

/** Row r of `to` becomes row `rows[r]` of `from`. */
export function gather<T extends Float32Array | Uint16Array>(from: T, rows: readonly number[], size: number, to: T): T {
  for (const [row, old] of rows.entries()) to.set(from.subarray(old * size, (old + 1) * size), row * size);
  return to;
}

/**
 * Rows in another order, some of them dropped or repeated: row r becomes what row `from[r]` was. In the same memory where there is
 * room and no row is read that another was written over; else in `other`.
 */
export function rearranged(
  memory: Float32Array,
  from: readonly number[],
  size: number,
  other: () => Float32Array,
): Float32Array {
  const moved = [...from.keys()].filter((row) => from[row] !== row);
  const isKept = (row: number) => row >= from.length || from[row] === row;
  const isInPlace = memory.length >= from.length * size && moved.every((row) => isKept(from[row]!));
  if (!isInPlace) return gather(memory, from, size, other());
  for (const row of moved) memory.copyWithin(row * size, from[row]! * size, (from[row]! + 1) * size);
  return memory;
}
