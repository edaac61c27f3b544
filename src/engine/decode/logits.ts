// Arithmetic over one row of logits [vocabSize], in place. Sees numbers only: no text, no tensors, no randomness.
// Nothing here allocates an array of vocabulary size.

import type { TokenId } from '../../util/tokenId';
import { EngineError } from '../errors';

export interface ScoredToken {
  id: TokenId;
  /** Whatever the row held: a logit, a log probability, a probability. */
  value: number;
}

/** Turns a row of logits [vocabSize] into log probabilities in place, knowing the tokens it goes on from. */
export type AdjustLogits = (row: Float32Array, context: readonly TokenId[]) => void;

const noToken = 'No token is possible: every logit is NaN or masked.';

/** The id of the largest value; of equal ones the lowest id. Throws `internal` when every value is NaN or -Infinity. */
export function argmax(row: Float32Array): TokenId {
  let best = -1;
  let bestValue = -Infinity;
  for (let i = 0; i < row.length; i++) {
    if (row[i]! > bestValue) {
      bestValue = row[i]!;
      best = i;
    }
  }
  if (best < 0) throw new EngineError('internal', noToken);
  return best as TokenId;
}

/** Natural log of the sum of exp(row); -Infinity when every value is -Infinity. Accumulated in double precision. */
export function logSumExp(row: Float32Array): number {
  const { max, sum } = peakOf(row);
  return max === -Infinity ? max : max + Math.log(sum);
}

/** What {@link argmax} gives, with its natural-log probability. */
export function mostProbable(row: Float32Array): { id: TokenId; logProb: number } {
  const { id, sum } = peakOf(row);
  if (id < 0) throw new EngineError('internal', noToken);
  return { id: id as TokenId, logProb: -Math.log(sum) };
}

/**
 * In one pass: the largest value, the lowest id that has it (-1 when none is possible), and the sum of exp(value - max),
 * which is scaled down whenever a larger value turns up.
 */
function peakOf(row: Float32Array): { id: number; max: number; sum: number } {
  let id = -1;
  let max = -Infinity;
  let sum = 0;
  for (let i = 0; i < row.length; i++) {
    const value = row[i]!;
    if (value > max) {
      sum = sum * Math.exp(max - value) + 1;
      max = value;
      id = i;
    } else if (value !== -Infinity) sum += Math.exp(value - max);
  }
  return { id, max, sum };
}

/** Log probabilities (natural) of a row of logits, written to `out` (by default over the row). Returns `out`. */
export function logSoftmax(row: Float32Array, out: Float32Array = row): Float32Array {
  const total = logSumExp(row);
  if (total === -Infinity) throw new EngineError('internal', noToken);
  for (let i = 0; i < row.length; i++) out[i] = row[i]! - total;
  return out;
}

/**
 * The k largest values, largest first; of equal values the lower id first. Masked entries (-Infinity, NaN) are never
 * returned, so there may be fewer than k. A heap of k: O(vocabSize + hits * log k), which for a row without order is
 * close to one pass.
 */
export function topK(row: Float32Array, k: number): ScoredToken[] {
  const heap = new Int32Array(Math.min(k, row.length)); // a min-heap: the worst kept id is at 0
  let size = 0;
  let least = heap.length > 0 ? -Infinity : Infinity; // nearly every value fails this one comparison
  for (let i = 0; i < row.length; i++) {
    if (!(row[i]! > least)) continue;
    if (size < heap.length) {
      heap[size++] = i;
      siftUp(heap, row, size - 1);
    } else {
      heap[0] = i;
      siftDown(heap, row, size);
    }
    if (size === heap.length) least = row[heap[0]!]!;
  }
  const ids = heap.subarray(0, size);
  return Array.from(ids, (id) => ({ id: id as TokenId, value: row[id]! })).sort(
    (a, b) => b.value - a.value || a.id - b.id,
  );
}

/** Whether id `a` is worse than id `b`: a smaller value, or the same and a higher id. */
function isWorse(row: Float32Array, a: number, b: number): boolean {
  return row[a]! < row[b]! || (row[a]! === row[b]! && a > b);
}

function siftUp(heap: Int32Array, row: Float32Array, from: number): void {
  for (let at = from; at > 0; ) {
    const parent = (at - 1) >> 1;
    if (!isWorse(row, heap[at]!, heap[parent]!)) return;
    swap(heap, at, parent);
    at = parent;
  }
}

function siftDown(heap: Int32Array, row: Float32Array, size: number): void {
  for (let at = 0; ; ) {
    const left = 2 * at + 1;
    if (left >= size) return;
    const right = left + 1;
    const child = right < size && isWorse(row, heap[right]!, heap[left]!) ? right : left;
    if (!isWorse(row, heap[child]!, heap[at]!)) return;
    swap(heap, at, child);
    at = child;
  }
}

function swap(values: Int32Array, a: number, b: number): void {
  const kept = values[a]!;
  values[a] = values[b]!;
  values[b] = kept;
}

/**
 * Divides positive and multiplies negative logits of the ids that occurred, each id once however often it occurred;
 * penalty 1 changes nothing. CTRL, Keskar et al. 2019, arXiv 1909.05858, section 4.1, with the sign rule of Hugging
 * Face's RepetitionPenaltyLogitsProcessor. The row must hold logits, not log probabilities.
 */
export function applyRepetitionPenalty(row: Float32Array, ids: Iterable<TokenId>, penalty: number): void {
  if (penalty === 1) return;
  for (const id of new Set(ids)) {
    const value = row[id];
    if (value !== undefined) row[id] = value > 0 ? value / penalty : value * penalty;
  }
}

/** Sets everything but `allowed` to -Infinity. Ids outside the row are ignored. */
export function mask(row: Float32Array, allowed: Iterable<TokenId>): void {
  const kept: [number, number][] = [];
  for (const id of allowed) {
    const value = row[id];
    if (value !== undefined) kept.push([id, value]);
  }
  row.fill(-Infinity);
  for (const [id, value] of kept) row[id] = value;
}
