// Keys and values of the decoder for a batch of hypotheses, and the tensors over them under the graph's names.
//
// The graph computes the encoder's keys and values when use_cache_branch is false: at the first step. After it they are
// fed back as they are. Of a row's own, a step hands back the new position alone, as in decoderBuffers.ts.

import type { DecoderCache, EncodedBatch, EncoderDecoderShape } from '../decode/encoderDecoder';
import { writeMarks } from './seq2seqEncoder';
import type { GraphSession, GraphTensor } from './session';
import { copyRows, layRows } from './strides';

/** Positions by which the memory for a row's own keys and values grows. */
const POSITIONS_STEP = 32;

export class Seq2seqCache implements DecoderCache {
  length = 0;
  /** Tokens of the longest source; attention rows have this many values. */
  readonly sourceTokens: number;
  /** Two a layer (key, value): [rows, heads, length, headDim] at the start of each, and memory to gather rows into. */
  private own: Float32Array[];
  private spare: Float32Array[];
  /** What the bound step adds, as `own`: [rows, heads, 1, headDim]. */
  private readonly appended: Float32Array[];
  /** Two a layer: [rows, heads, sourceTokens, headDim]; empty before the first step. */
  private crossed: Float32Array[];
  private marks: BigInt64Array;

  constructor(
    private readonly batch: EncodedBatch,
    private sourceOf: readonly number[],
    private readonly shape: EncoderDecoderShape,
  ) {
    this.sourceTokens = batch.lengths.reduce((most, length) => Math.max(most, length), 0);
    const none = Array.from({ length: 2 * shape.decoderLayers }, () => new Float32Array(0));
    this.own = none;
    this.spare = [...none];
    this.appended = [...none];
    this.crossed = [...none];
    this.marks = this.writeMarks();
  }

  get rows(): number {
    return this.sourceOf.length;
  }

  /** What the next step reads and writes of this cache, under the graph's names. */
  bind(graph: GraphSession): { feeds: Record<string, GraphTensor>; fetches: Record<string, GraphTensor> } {
    const isFirst = this.length === 0;
    const { heads, headDim, width } = this.shape;
    const dims = (length: number) => [this.rows, heads, length, headDim];
    const over = (memory: Float32Array, length: number) =>
      graph.tensor(memory.subarray(0, this.rowSize(length) * this.rows), dims(length));
    const states = isFirst ? this.rowStates() : new Float32Array(width);
    const feeds: Record<string, GraphTensor> = {
      encoder_attention_mask: graph.tensor(this.marks, [this.rows, this.sourceTokens]),
      encoder_hidden_states: graph.tensor(states, isFirst ? [this.rows, this.sourceTokens, width] : [1, 1, width]),
      use_cache_branch: graph.tensor(Uint8Array.of(isFirst ? 0 : 1), [1]),
    };
    const fetches: Record<string, GraphTensor> = {};
    for (let i = 0; i < this.own.length; i++) {
      const [layer, part] = [i >> 1, i % 2 === 0 ? 'key' : 'value'];
      this.appended[i] = atLeast(this.appended[i]!, this.rowSize(1) * this.rows);
      feeds[`past_key_values.${layer}.decoder.${part}`] = over(this.own[i]!, this.length);
      fetches[`appended.${layer}.decoder.${part}`] = over(this.appended[i]!, 1);
      if (isFirst) this.crossed[i] = new Float32Array(this.rowSize(this.sourceTokens) * this.rows);
      const crossed = over(this.crossed[i]!, this.sourceTokens);
      feeds[`past_key_values.${layer}.encoder.${part}`] = isFirst ? over(this.crossed[i]!, 0) : crossed;
      if (isFirst) fetches[`present.${layer}.encoder.${part}`] = crossed;
    }
    return { feeds, fetches };
  }

  /** The step that was bound has run: what it added goes behind each row's positions. */
  advance(): void {
    const { headDim } = this.shape;
    const rows = this.rows * this.shape.heads;
    const used = this.length * headDim;
    const strides = { from: used, to: used + headDim, used };
    const size = this.rowSize(roundUp(this.length + 1)) * this.rows;
    for (let i = 0; i < this.own.length; i++) {
      const side = layRows(this.own[i]!, rows, strides, size);
      copyRows(this.appended[i]!, side, rows, { from: headDim, to: strides.to, used: headDim }, used);
      this.own[i] = side;
    }
    this.length++;
  }

  reorder(from: readonly number[]): void {
    const size = this.rowSize(this.length);
    if (from.length === this.rows && from.every((row) => from[row] === row)) {
      for (const side of this.own) overwrite(side, from, size);
    } else {
      for (let i = 0; i < this.own.length; i++) {
        this.spare[i] = gather(this.own[i]!, from, size, atLeast(this.spare[i]!, size * from.length));
      }
      this.swap();
    }
    this.moveSources(from);
  }

  /** Rows that stay with their source have nothing of the source's to copy, as when the hypotheses of a beam change places. */
  private moveSources(from: readonly number[]): void {
    const sourceOf = from.map((row) => this.sourceOf[row]!);
    const stays = sourceOf.length === this.rows && sourceOf.every((source, row) => source === this.sourceOf[row]);
    if (stays) return;
    if (this.length > 0) {
      const size = this.rowSize(this.sourceTokens);
      for (let i = 0; i < this.crossed.length; i++) {
        this.crossed[i] = gather(this.crossed[i]!, from, size, new Float32Array(size * from.length));
      }
    }
    this.sourceOf = sourceOf;
    this.marks = this.writeMarks();
  }

  private rowStates(): Float32Array {
    const { lengths, states } = this.batch;
    if (this.rows === lengths.length && this.sourceOf.every((source, row) => source === row)) return states;
    const size = this.sourceTokens * this.shape.width;
    return gather(states, this.sourceOf, size, new Float32Array(size * this.rows));
  }

  private writeMarks(): BigInt64Array {
    const lengths = this.sourceOf.map((source) => this.batch.lengths[source]!);
    return writeMarks(new BigInt64Array(this.rows * this.sourceTokens), lengths, this.sourceTokens);
  }

  private swap(): void {
    [this.own, this.spare] = [this.spare, this.own];
  }

  private rowSize(positions: number): number {
    return this.shape.heads * positions * this.shape.headDim;
  }
}

/** Row r of `to` becomes row `rows[r]` of `from`. */
export function gather<T extends Float32Array | Uint16Array>(from: T, rows: readonly number[], size: number, to: T): T {
  for (const [row, old] of rows.entries()) to.set(from.subarray(old * size, (old + 1) * size), row * size);
  return to;
}

/** The same in place, where each row that is read stays what it is: only the others are copied. */
function overwrite(memory: Float32Array, rows: readonly number[], size: number): void {
  for (const [row, old] of rows.entries()) {
    if (old !== row) memory.copyWithin(row * size, old * size, (old + 1) * size);
  }
}

function atLeast(memory: Float32Array, length: number): Float32Array {
  return memory.length < length ? new Float32Array(length) : memory;
}

function roundUp(positions: number): number {
  return Math.ceil(positions / POSITIONS_STEP) * POSITIONS_STEP;
}
