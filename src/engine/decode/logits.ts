// Arithmetic over one row of logits [vocabSize], in place. Sees numbers only: no text, no tensors, no randomness.
// Nothing here allocates an array of vocabulary size.

import type { TokenId } from '../../util/tokenId';
import { EngineError } from '../errors';
import { sumOfExp } from './sumOfExp';

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

/** The largest value, the lowest id that has it (-1 when none is possible), and the sum of exp(value - max). */
function peakOf(row: Float32Array): { id: number; max: number; sum: number } {
  let id = -1;
  let max = -Infinity;
  for (let i = 0; i < row.length; i++) {
    if (row[i]! > max) {
      max = row[i]!;
      id = i;
    }
  }
  return { id, max, sum: sumOfExp(row, max) };
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
 * @param bounds What no value of each of as many stretches of equal length exceeds: only stretches that may hold one of
 * the k are read then.
 */
export function topK(row: Float32Array, k: number, bounds?: Float32Array): ScoredToken[] {
  const largest = new Largest(row, Math.min(k, row.length));
  if (!bounds) largest.read(0, row.length);
  else readLikely(largest, bounds, row.length / bounds.length, k);
  return largest.sorted();
}

/** The stretches of the k highest bounds, then those that may still hold more than what was found. */
function readLikely(largest: Largest, bounds: Float32Array, length: number, k: number): void {
  const highest = topK(bounds, k).map(({ id }) => id as number);
  for (const at of highest) largest.read(at * length, (at + 1) * length);
  for (let at = 0; at < bounds.length; at++) {
    if (bounds[at]! >= largest.least && !highest.includes(at)) largest.read(at * length, (at + 1) * length);
  }
}

/** The k largest of what was read of a row, in whatever order it is read. */
class Largest {
  private readonly heap: Int32Array; // a min-heap: the worst kept id is at 0
  private size = 0;
  /** No smaller value is among them. */
  least = -Infinity;

  constructor(
    private readonly row: Float32Array,
    k: number,
  ) {
    this.heap = new Int32Array(k);
    if (k === 0) this.least = Infinity;
  }

  /** Ids from `start` to before `end`. */
  read(start: number, end: number): void {
    const { row } = this;
    let { least } = this; // nearly every value fails this one comparison
    for (let id = start; id < end; id++) {
      if (!(row[id]! >= least) || row[id] === -Infinity) continue;
      this.take(id);
      least = this.least;
    }
  }

  sorted(): ScoredToken[] {
    const kept = Array.from(this.heap.subarray(0, this.size), (id) => ({ id: id as TokenId, value: this.row[id]! }));
    return kept.sort((a, b) => b.value - a.value || a.id - b.id);
  }

  private take(id: number): void {
    const { heap, row } = this;
    if (this.size < heap.length) {
      heap[this.size++] = id;
      siftUp(heap, row, this.size - 1);
    } else if (heap.length > 0 && isWorse(row, heap[0]!, id)) {
      heap[0] = id;
      siftDown(heap, row, this.size);
    }
    if (this.size === heap.length && this.size > 0) this.least = row[heap[0]!]!;
  }
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
