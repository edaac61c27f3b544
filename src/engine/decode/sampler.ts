// Chooses the next token from one row of logits, in place. Sees numbers only: no text, no tensors.
// The filters are applied in Hugging Face's order: repetition penalty, temperature, top-k, top-p, min-p.

import type { TokenId } from '../../util/tokenId';
import { EngineError } from '../errors';
import { applyRepetitionPenalty, argmax, topK } from './logits';

export interface SamplingOptions {
  /** 0 is greedy (nothing is drawn); 1 the model's own distribution. */
  temperature: number;
  /** Only the k most probable tokens; 0 = all. Fan et al. 2018, arXiv 1805.04833. */
  topK: number;
  /** 0..1, 1 = all. The smallest set of tokens that holds this much probability. Holtzman et al. 2020, arXiv 1904.09751. */
  topP: number;
  /** 0..1, 0 = all. Tokens at least this fraction as probable as the best one. Nguyen et al. 2024, arXiv 2407.01082. */
  minP: number;
  /** Above 0; 1 = none. Keskar et al. 2019, arXiv 1909.05858. */
  repetitionPenalty: number;
  /** Any integer; the same seed, options and rows give the same tokens. */
  seed: number;
}

export const greedy: Readonly<SamplingOptions> = {
  temperature: 0,
  topK: 0,
  topP: 1,
  minP: 0,
  repetitionPenalty: 1,
  seed: 0,
};

/**
 * Pseudo-random numbers: PCG-XSH-RR 64/32 by O'Neill (2014, pcg-random.org), stream 54 as in its demo, on BigInt: one
 * number a token, so its speed does not matter and its constants can be checked against the reference.
 */
export class Pcg32 {
  private static readonly increment = (54n << 1n) | 1n;
  private state = 0n;

  constructor(seed: number) {
    this.nextUint32();
    this.state = BigInt.asUintN(64, this.state + BigInt(Math.trunc(seed)));
    this.nextUint32();
  }

  /** 0 .. 2^32 - 1. */
  nextUint32(): number {
    const old = this.state;
    this.state = BigInt.asUintN(64, old * 6364136223846793005n + Pcg32.increment);
    const shifted = Number(BigInt.asUintN(32, ((old >> 18n) ^ old) >> 27n));
    const rotation = Number(old >> 59n);
    return ((shifted >>> rotation) | (shifted << (-rotation & 31))) >>> 0;
  }

  /** In [0, 1), a multiple of 2^-32. */
  next(): number {
    return this.nextUint32() / 2 ** 32;
  }
}

/** One sequence's sampler: options, and the random numbers drawn so far. */
export class Sampler {
  private readonly random: Pcg32;
  private scratch = new Int32Array(0);

  constructor(private readonly options: Readonly<SamplingOptions> = greedy) {
    checkOptions(options);
    this.random = new Pcg32(options.seed);
  }

  /** Chooses from `row` (logits [vocabSize]) and overwrites it. `history` is what the repetition penalty looks at. */
  sample(row: Float32Array, history: Iterable<TokenId> = []): TokenId {
    const { temperature, topK: k, topP, minP, repetitionPenalty } = this.options;
    applyRepetitionPenalty(row, history, repetitionPenalty);
    if (temperature === 0) return argmax(row);
    applyTemperature(row, temperature);
    if (k > 0) keepTopK(row, k);
    if (this.scratch.length < row.length) this.scratch = new Int32Array(row.length);
    softmax(row);
    if (topP < 1) keepTopP(row, topP, this.scratch);
    if (minP > 0) keepMinP(row, minP);
    return draw(row, this.random.next());
  }
}

function checkOptions(options: Readonly<SamplingOptions>): void {
  const { temperature, topK: k, topP, minP, repetitionPenalty, seed } = options;
  const isValid =
    temperature >= 0 &&
    Number.isFinite(temperature) &&
    k >= 0 &&
    topP > 0 &&
    topP <= 1 &&
    minP >= 0 &&
    minP <= 1 &&
    repetitionPenalty > 0 &&
    Number.isFinite(repetitionPenalty) &&
    Number.isFinite(seed);
  if (!isValid) throw new EngineError('inputInvalid', `Sampling options out of range: ${JSON.stringify(options)}.`);
}

/** Divides logits by the temperature, measured from their largest, so that no temperature overflows to Infinity. */
export function applyTemperature(row: Float32Array, temperature: number): void {
  const max = row[argmax(row)]!;
  for (let i = 0; i < row.length; i++) row[i] = (row[i]! - max) / temperature;
}

/** Sets all but the k largest logits to -Infinity (exactly k stay; of equal ones the lower ids). */
export function keepTopK(row: Float32Array, k: number): void {
  const kept = topK(row, k);
  row.fill(-Infinity);
  for (const { id, value } of kept) row[id] = value;
}

/** Turns logits into probabilities, in place. */
export function softmax(row: Float32Array): void {
  const max = row[argmax(row)]!;
  let sum = 0;
  for (let i = 0; i < row.length; i++) {
    row[i] = Math.exp(row[i]! - max);
    sum += row[i]!;
  }
  for (let i = 0; i < row.length; i++) row[i]! /= sum;
}

/**
 * Sets to 0 the probabilities outside the nucleus: the smallest set of most probable tokens whose probabilities (summing
 * to 1 over the row) reach `topP`. Tokens exactly as probable as the last one in it stay too. `scratch` is
 * Int32Array [>= row.length], overwritten. A quickselect by mass: linear on average, nothing is sorted.
 */
export function keepTopP(row: Float32Array, topP: number, scratch: Int32Array): void {
  let count = 0;
  for (let i = 0; i < row.length; i++) if (row[i]! > 0) scratch[count++] = i;
  const threshold = nucleusThreshold(row, scratch.subarray(0, count), topP);
  for (let i = 0; i < row.length; i++) if (row[i]! < threshold) row[i] = 0;
}

/** The probability of the least probable token in the nucleus of mass `topP`; reorders `ids`. */
function nucleusThreshold(row: Float32Array, ids: Int32Array, topP: number): number {
  let from = 0;
  let to = ids.length;
  let wanted = topP;
  while (to - from > 1) {
    const pivot = row[ids[(from + to) >> 1]!]!;
    let above = from; // ids[from, above) are more probable than the pivot, [above, at) as probable, [below, to) less
    let below = to;
    let aboveMass = 0;
    for (let at = from; at < below; ) {
      const value = row[ids[at]!]!;
      if (value > pivot) {
        aboveMass += value;
        swap(ids, at++, above++);
      } else if (value < pivot) swap(ids, at, --below);
      else at++;
    }
    const equalMass = pivot * (below - above);
    if (aboveMass >= wanted) to = above;
    else if (aboveMass + equalMass >= wanted) return pivot;
    else {
      wanted -= aboveMass + equalMass;
      from = below;
    }
  }
  return from < ids.length ? row[ids[from]!]! : 0;
}

function swap(values: Int32Array, a: number, b: number): void {
  const kept = values[a]!;
  values[a] = values[b]!;
  values[b] = kept;
}

/** Sets to 0 the probabilities below `minP` times the largest. */
export function keepMinP(row: Float32Array, minP: number): void {
  const threshold = minP * row[argmax(row)]!;
  for (let i = 0; i < row.length; i++) if (row[i]! < threshold) row[i] = 0;
}

/** The token on which `random` (in [0, 1)) falls when the row's weights (>= 0, any sum) are laid end to end. */
export function draw(row: Float32Array, random: number): TokenId {
  let sum = 0;
  for (let i = 0; i < row.length; i++) sum += row[i]!;
  let left = random * sum;
  for (let i = 0; i < row.length; i++) {
    if (row[i]! > 0 && left < row[i]!) return i as TokenId;
    left -= row[i]!;
  }
  return argmax(row); // rounding ate the rest
}
