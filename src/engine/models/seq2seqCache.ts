// Keys and values of the decoder for a batch of hypotheses, and the tensors over them under the graph's names.
//
// The graph computes the encoder's keys and values when use_cache_branch is false: at the first step. After it they are
// fed back as they are. A row's own come out of each step one position longer, into other memory: targets are short, so that a
// copy of all of them takes less time than to put each new one in its place (decoderBuffers.ts, of longer ones, does that).

import type { DecoderCache, EncodedBatch, EncoderDecoderShape } from '../decode/encoderDecoder';
import type { ArrayPool } from './arrayPool';
import { writeMarks } from './seq2seqEncoder';
import type { GraphSession, GraphTensor } from './session';
import { gather, rearranged } from './strides';

/** Positions for which there is more memory, each time that a row's own keys and values outgrow it. */
const POSITIONS_STEP = 16;

export class Seq2seqCache implements DecoderCache {
  length = 0;
  /** Tokens of the longest source; attention rows have this many values. */
  readonly sourceTokens: number;
  /** Two a layer (key, value): [rows, heads, length, headDim] at the start of each, and memory for the next of them. */
  private own: Float32Array[];
  private spare: Float32Array[];
  /** Two a layer: [rows, heads, sourceTokens, headDim]; empty before the first step. */
  private crossed: Float32Array[];
  private marks: BigInt64Array;

  constructor(
    private readonly batch: EncodedBatch,
    private sourceOf: readonly number[],
    private readonly shape: EncoderDecoderShape,
    private readonly pool: ArrayPool,
  ) {
    this.sourceTokens = batch.lengths.reduce((most, length) => Math.max(most, length), 0);
    const none = Array.from({ length: 2 * shape.decoderLayers }, () => new Float32Array(0));
    this.own = none;
    this.spare = [...none];
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
      if (this.spare[i]!.length < this.rowSize(this.length + 1) * this.rows)
        this.spare[i] = this.instead(this.spare[i]!, this.rowSize(roundUp(this.length + 1)) * this.rows);
      feeds[`past_key_values.${layer}.decoder.${part}`] = over(this.own[i]!, this.length);
      fetches[`present.${layer}.decoder.${part}`] = over(this.spare[i]!, this.length + 1);
      if (isFirst) this.crossed[i] = this.instead(this.crossed[i]!, this.rowSize(this.sourceTokens) * this.rows);
      const crossed = over(this.crossed[i]!, this.sourceTokens);
      feeds[`past_key_values.${layer}.encoder.${part}`] = isFirst ? over(this.crossed[i]!, 0) : crossed;
      if (isFirst) fetches[`present.${layer}.encoder.${part}`] = crossed;
    }
    return { feeds, fetches };
  }

  /** The step that was bound has run. */
  advance(): void {
    [this.own, this.spare] = [this.spare, this.own];
    this.length++;
  }

  reorder(from: readonly number[]): void {
    for (let i = 0; i < this.own.length; i++) this.own[i] = this.moved(this.own[i]!, from, this.rowSize(this.length));
    this.moveSources(from);
  }

  /** The cache is used no more. */
  dispose(): void {
    for (const array of [...this.own, ...this.spare, ...this.crossed]) this.pool.give(array);
    [this.own, this.spare, this.crossed] = [[], [], []];
  }

  /** Rows that stay with their source have nothing of the source's to copy, as when the hypotheses of a beam change places. */
  private moveSources(from: readonly number[]): void {
    const sourceOf = from.map((row) => this.sourceOf[row]!);
    const ofSource = from.map((old, row) => (this.sourceOf[row] === sourceOf[row] ? row : old));
    if (from.length === this.rows && ofSource.every((old, row) => old === row)) return;
    if (this.length > 0) {
      for (let i = 0; i < this.crossed.length; i++)
        this.crossed[i] = this.moved(this.crossed[i]!, ofSource, this.rowSize(this.sourceTokens));
    }
    this.sourceOf = sourceOf;
    this.marks = this.writeMarks();
  }

  private moved(memory: Float32Array, from: readonly number[], size: number): Float32Array {
    const moved = rearranged(memory, from, size, () => this.pool.take(from.length * size));
    if (moved !== memory) this.pool.give(memory);
    return moved;
  }

  /** Memory of `size`, in the place of what is used no more. */
  private instead(memory: Float32Array, size: number): Float32Array {
    this.pool.give(memory);
    return this.pool.take(size);
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

  private rowSize(positions: number): number {
    return this.shape.heads * positions * this.shape.headDim;
  }
}

function roundUp(positions: number): number {
  return Math.ceil(positions / POSITIONS_STEP) * POSITIONS_STEP;
}
