// Keys and values of an exported decoder for a batch of hypotheses: what a step gave is what the next one is fed. The
// encoder's are those of the first step; what later steps hand back for them is a dummy.

import type { DecoderCache, EncodedBatch, EncoderDecoderShape } from '../decode/encoderDecoder';
import type { FloatType } from './decoderSignature';
import { crossedSides, type DecoderInputs, type ExportedSignature, ownSides } from './exportedSignature';
import { float32ToFloat16 } from './float16';
import { writeMarks } from './seq2seqEncoder';
import type { GraphSession, GraphTensor, TensorData } from './session';
import { gather } from './strides';

/** Float16 as its bits. */
type Side = Float32Array | Uint16Array;

export class ExportedCache implements DecoderCache {
  length = 0;
  /** Tokens of the longest source. */
  readonly sourceTokens: number;
  private readonly shape: EncoderDecoderShape;
  /** Two a layer, [rows, heads, length, headDim]. */
  private own: Side[];
  /** Two a layer, [rows, heads, sourceTokens, headDim]; empty before the first step. */
  private crossed: Side[];

  constructor(
    private readonly batch: EncodedBatch,
    private sourceOf: readonly number[],
    private readonly signature: ExportedSignature,
  ) {
    this.shape = signature.shape;
    this.sourceTokens = batch.lengths.reduce((most, length) => Math.max(most, length), 0);
    const none = () => memoryOf(signature.cache, 0);
    this.own = ownSides(this.shape.decoderLayers).map(none);
    this.crossed = crossedSides(this.shape.decoderLayers).map(none);
  }

  get rows(): number {
    return this.sourceOf.length;
  }

  /** What the next step reads of this cache, under the graph's names. */
  feeds(graph: GraphSession, inputs: DecoderInputs): Record<string, GraphTensor> {
    const { decoderLayers, heads, headDim } = this.shape;
    const isFirst = this.length === 0;
    const lengths = this.sourceOf.map((source) => this.batch.lengths[source]!);
    const marks = writeMarks(new BigInt64Array(this.rows * this.sourceTokens), lengths, this.sourceTokens);
    const feeds: Record<string, GraphTensor> = {
      encoder_attention_mask: graph.tensor(marks, [this.rows, this.sourceTokens]),
    };
    if (inputs.states) {
      const states = this.rowStates();
      const data = inputs.states === 'float16' ? float32ToFloat16(states) : states;
      feeds.encoder_hidden_states = graph.tensor(data, [this.rows, this.sourceTokens, this.shape.width]);
    }
    if (inputs.takesBranch) feeds.use_cache_branch = graph.tensor(Uint8Array.of(isFirst ? 0 : 1), [1]);
    if (!inputs.takesPast) return feeds;
    const feed = (names: readonly string[], memory: readonly Side[], length: number) => {
      const dims = [this.rows, heads, length, headDim];
      for (const [n, name] of names.entries()) feeds[`past_key_values.${name}`] = graph.tensor(memory[n]!, dims);
    };
    feed(ownSides(decoderLayers), this.own, this.length);
    feed(crossedSides(decoderLayers), this.crossed, isFirst ? 0 : this.sourceTokens);
    return feeds;
  }

  /** Names of what a step is to give for this cache. */
  get fetches(): string[] {
    const { decoderLayers } = this.shape;
    const names =
      this.length === 0 ? [...ownSides(decoderLayers), ...crossedSides(decoderLayers)] : ownSides(decoderLayers);
    return names.map((name) => `present.${name}`);
  }

  /** Takes over what a step of `count` tokens a row gave. */
  advance(outputs: Readonly<Record<string, TensorData>>, count: number): void {
    const { decoderLayers } = this.shape;
    const taken = (names: readonly string[]) => names.map((name) => outputs[`present.${name}`]! as Side);
    if (this.length === 0) this.crossed = taken(crossedSides(decoderLayers));
    this.own = taken(ownSides(decoderLayers));
    this.length += count;
  }

  reorder(from: readonly number[]): void {
    const sourceOf = from.map((row) => this.sourceOf[row]!);
    const isSame = from.length === this.rows && from.every((row, n) => row === n);
    const stays = from.length === this.rows && sourceOf.every((source, row) => source === this.sourceOf[row]);
    if (!isSame) this.own = this.gathered(this.own, from, this.length);
    if (!stays && this.length > 0) this.crossed = this.gathered(this.crossed, from, this.sourceTokens);
    this.sourceOf = sourceOf;
  }

  private gathered(memory: readonly Side[], from: readonly number[], positions: number): Side[] {
    const size = this.shape.heads * positions * this.shape.headDim;
    return memory.map((side) => gather(side, from, size, memoryOf(this.signature.cache, size * from.length)));
  }

  private rowStates(): Float32Array {
    const { lengths, states } = this.batch;
    if (this.rows === lengths.length && this.sourceOf.every((source, row) => source === row)) return states;
    const size = this.sourceTokens * this.shape.width;
    return gather(states, this.sourceOf, size, new Float32Array(size * this.rows));
  }
}

function memoryOf(type: FloatType, size: number): Side {
  return type === 'float16' ? new Uint16Array(size) : new Float32Array(size);
}
