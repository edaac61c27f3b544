// Keys and values of every layer for a batch of sequences, and the tensors over them under the graph's names.
//
// A run reads the past and hands back only what it adds, which is written behind the past here. onnxruntime-node 1.30
// copies every output into new memory, preallocated ones too: with the whole past among them that was half of a token.

import type { DecoderShape, KvBuffers } from '../decode/decoderModel';
import { type CacheMemory, cacheMemory } from './cacheMemory';
import { type DecoderSignature, sideNames } from './decoderSignature';
import type { GraphSession, GraphTensor } from './session';
import { copyRows, layRows } from './strides';

/** Positions by which the tensors over keys and values grow: the operator copies all that they span. */
const CAPACITY_STEP = 32;

/** Positions by which the memory below them grows, and never shrinks: a new array costs more than a move within one. */
const MEMORY_STEP = 256;

/** One run: `count` tokens a sequence behind `pastTokens` held ones. */
export interface DecoderRun {
  pastTokens: number;
  count: number;
  /** Rows of logits a sequence that the graph gives. */
  kept: number;
  /** Memory for them [batch, kept, vocabSize]; used where the graph can write there. */
  logits: () => Float32Array;
}

/** Keys and values that know how the graph is run over them. */
export interface RunnableBuffers extends KvBuffers {
  /** @param feeds All but the past. @returns Logits [batch, kept, vocabSize]. */
  run(feeds: Record<string, GraphTensor>, run: DecoderRun): Promise<Float32Array>;
}

interface Bindings {
  feeds: Record<string, GraphTensor>;
  fetches: Record<string, GraphTensor>;
}

export class DecoderBuffers implements RunnableBuffers {
  /** Filled with the run's other tensors by the session, then used again. */
  private readonly bindings: Bindings = { feeds: {}, fetches: {} };
  /** Two a layer, key then value, each [batch, kvHeads, capacity, headDim] at the start of memory for more. */
  private readonly sides: CacheMemory[];
  /** What the last run added: [sides, batch, kvHeads, appendedTokens, headDim] at its start. */
  private appended: CacheMemory;
  private appendedTokens = 0;
  /** Positions the tensors span. */
  private capacity = 0;
  private readonly shape: DecoderShape;
  private readonly names: readonly string[];

  constructor(
    private readonly session: GraphSession,
    private readonly signature: DecoderSignature,
    readonly batch: number,
  ) {
    this.shape = signature.shape;
    this.names = sideNames(this.shape);
    this.sides = this.names.map(() => this.memory(0));
    this.appended = this.memory(0);
  }

  async run(inputs: Record<string, GraphTensor>, run: DecoderRun): Promise<Float32Array> {
    const { pastTokens, count, kept } = run;
    const logits = run.logits();
    const { feeds, fetches } = this.bind(pastTokens, count);
    Object.assign(feeds, inputs);
    fetches.logits = this.session.tensor(logits, [this.batch, kept, this.shape.vocabSize]);
    await this.session.run(feeds, fetches);
    this.append(pastTokens, count);
    return logits;
  }

  /** What a run of `count` tokens a sequence behind `pastTokens` held ones reads and writes here. */
  private bind(pastTokens: number, count: number): Bindings {
    const total = pastTokens + count;
    if (total > this.capacity || total <= this.capacity - 2 * CAPACITY_STEP) {
      const capacity = roundUp(total, CAPACITY_STEP, this.shape.contextTokens);
      if (capacity !== this.capacity) this.resize(capacity, pastTokens);
    }
    if (count !== this.appendedTokens) this.bindAppended(count);
    return this.bindings;
  }

  /** Takes over what the bound run wrote. */
  private append(pastTokens: number, count: number): void {
    const { headDim } = this.shape;
    const size = count * headDim;
    const strides = { from: size, to: this.capacity * headDim, used: size };
    for (const [index, side] of this.sides.entries()) {
      const appended = this.appended.subarray(index * this.rows * size);
      copyRows(appended, side, this.rows, strides, pastTokens * headDim);
    }
  }

  copyFrom(source: KvBuffers, length: number): void {
    const { kvHeads, headDim } = this.shape;
    const from = source as DecoderBuffers;
    if (this.capacity !== from.capacity) this.resize(from.capacity, 0);
    const stride = this.capacity * headDim;
    const strides = { from: stride, to: stride, used: length * headDim };
    for (const [index, side] of this.sides.entries()) {
      for (let n = 0; n < this.batch; n++) copyRows(from.sides[index]!, side, kvHeads, strides, n * kvHeads * stride);
    }
  }

  /** Heads of all sequences: rows of positions that lie together. */
  private get rows(): number {
    return this.batch * this.shape.kvHeads;
  }

  private bindAppended(count: number): void {
    const { kvHeads, headDim } = this.shape;
    const size = this.sides.length * this.rows * count * headDim;
    if (this.appended.length < size) this.appended = this.memory(size);
    const dims = [this.sides.length * this.batch, kvHeads, count, headDim];
    this.bindings.fetches.appended = this.session.tensor(this.appended.subarray(0, size), dims);
    this.appendedTokens = count;
  }

  /** Keeps the first `length` positions. */
  private resize(capacity: number, length: number): void {
    const { kvHeads, contextTokens, headDim } = this.shape;
    const { rows } = this;
    const dims = [this.batch, kvHeads, capacity, headDim];
    const strides = { from: this.capacity * headDim, to: capacity * headDim, used: length * headDim };
    const size = rows * headDim * roundUp(capacity, MEMORY_STEP, contextTokens);
    for (let i = 0; i < this.sides.length; i++) {
      const side = layRows(this.sides[i]!, rows, strides, size);
      this.sides[i] = side;
      const tensor = this.session.tensor(side.subarray(0, rows * strides.to), dims);
      this.bindings.feeds[`past_key_values.${this.names[i]}`] = tensor;
    }
    this.capacity = capacity;
  }

  private memory(size: number): CacheMemory {
    return cacheMemory(this.signature.cache.type, size);
  }
}

function roundUp(value: number, step: number, limit: number): number {
  return Math.min(Math.ceil(value / step) * step, limit);
}
