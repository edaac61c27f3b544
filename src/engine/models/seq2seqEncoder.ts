// The encoder's forward pass over an ONNX graph, for the bundle's decoder and for those of other exports alike. Knows no
// text and no search.

import type { CancellationToken } from '../../util/async';
import type { TokenId } from '../../util/tokenId';
import type { DecoderCache, EncodedBatch } from '../decode/encoderDecoder';
import { EngineError } from '../errors';
import { float16ToFloat32 } from './float16';
import { leastPadding } from './leastPadding';
import type { Seq2seqConfig } from './seq2seqSignature';
import type { GraphSession, GraphTensor } from './session';

/** Multiply-adds of one encoder run, at most: about 50 ms on two cores (measured: 25 of these units a second). */
const MOST_WORK = 1e9;
/** What a run takes whatever is in it, in tokens: 0.25 ms, where a token of the bundled encoder takes 0.03. */
const RUN_COST = 8;

export interface EncoderShape {
  vocabSize: number;
  /** Longest source (tokens). */
  contextTokens: number;
  /** Size of an encoder state. */
  width: number;
}

export class Seq2seqEncoder {
  private marks = new BigInt64Array(0);
  private readonly ids: PaddedRows;
  private states = new Float32Array(0);
  private readonly isHalf: boolean;

  constructor(
    private readonly graph: GraphSession,
    private readonly shape: EncoderShape,
    private readonly config: Pick<Seq2seqConfig, 'padTokenId' | 'encoderTokenCost'>,
  ) {
    this.ids = new PaddedRows(config.padTokenId);
    this.isHalf = graph.outputs.some(({ name, type }) => name === 'last_hidden_state' && type === 'float16');
  }

  /** As {@link EncoderDecoderModel.encode}. */
  async encode(
    sources: readonly (readonly TokenId[])[],
    token: CancellationToken,
    yieldPoint: () => Promise<void>,
  ): Promise<EncodedBatch | undefined> {
    this.checkSources(sources);
    const { width } = this.shape;
    const longest = sources.reduce((most, source) => Math.max(most, source.length), 0);
    const states = new Float32Array(sources.length * longest * width);
    const lengths = sources.map((source) => source.length);
    const most = MOST_WORK / (this.config.encoderTokenCost || 1);
    for (const [n, rows] of leastPadding(lengths, { most, perRun: RUN_COST }).entries()) {
      if (n > 0) await yieldPoint();
      if (token.isCancellationRequested) return undefined;
      await this.run(sources, rows, { states, row: longest * width });
    }
    return { lengths, states };
  }

  dispose(): Promise<void> {
    return this.graph.dispose();
  }

  /** Runs these rows of the sources; `states` has a row of `row` values for each source. */
  private async run(
    sources: readonly (readonly TokenId[])[],
    rows: readonly number[],
    out: { states: Float32Array; row: number },
  ): Promise<void> {
    const given = rows.map((row) => sources[row]!);
    const lengths = given.map((source) => source.length);
    const length = Math.max(...lengths);
    const dims = [rows.length, length];
    const size = rows.length * length;
    if (this.marks.length < size) this.marks = new BigInt64Array(size);
    const feeds = {
      input_ids: this.graph.tensor(this.ids.write(given, length), dims),
      attention_mask: this.graph.tensor(writeMarks(this.marks.subarray(0, size), lengths, length), dims),
    };
    const { width } = this.shape;
    const states = await this.statesOf(feeds, [...dims, width]);
    for (const [n, row] of rows.entries()) {
      const from = n * length * width;
      out.states.set(states.subarray(from, from + lengths[n]! * width), row * out.row);
    }
  }

  private async statesOf(feeds: Record<string, GraphTensor>, dims: readonly number[]): Promise<Float32Array> {
    if (this.isHalf) {
      const { last_hidden_state: bits } = await this.graph.runFor(feeds, ['last_hidden_state']);
      return float16ToFloat32(bits as Uint16Array);
    }
    const size = dims.reduce((product, dim) => product * dim);
    if (this.states.length < size) this.states = new Float32Array(size);
    const states = this.states.subarray(0, size);
    await this.graph.run(feeds, { last_hidden_state: this.graph.tensor(states, dims) });
    return states;
  }

  /** The native side does not check its bounds. */
  private checkSources(sources: readonly (readonly TokenId[])[]): void {
    const { contextTokens, vocabSize } = this.shape;
    const fits = (source: readonly TokenId[]): boolean =>
      source.length > 0 && source.length <= contextTokens && areTokens(source, vocabSize);
    if (sources.length > 0 && sources.every(fits)) return;
    throw new EngineError('internal', `Not a batch this encoder can read: ${sources.length} sources.`);
  }
}

/** Rows of ids, the shorter ones padded at their ends, in memory that is used again. */
export class PaddedRows {
  private ids = new BigInt64Array(0);

  constructor(private readonly padTokenId: number) {}

  write(rows: readonly (readonly TokenId[])[], length: number): BigInt64Array {
    const size = rows.length * length;
    if (this.ids.length < size) this.ids = new BigInt64Array(size);
    const ids = this.ids.subarray(0, size).fill(BigInt(this.padTokenId));
    for (const [n, row] of rows.entries()) {
      for (let i = 0; i < row.length; i++) ids[n * length + i] = BigInt(row[i]!);
    }
    return ids;
  }
}

/** 1 on each row's text, 0 on its padding. */
export function writeMarks(marks: BigInt64Array, lengths: readonly number[], longest: number): BigInt64Array {
  marks.fill(0n);
  for (const [n, length] of lengths.entries()) marks.fill(1n, n * longest, n * longest + length);
  return marks;
}

/** @param sourceOf Of each row of a decoder, the source in the batch that it translates. */
export function checkRows({ lengths }: EncodedBatch, sourceOf: readonly number[]): void {
  if (sourceOf.length > 0 && sourceOf.every((source) => source in lengths)) return;
  throw new EngineError('internal', `No rows for ${lengths.length} sources.`);
}

/** @param from Of each new row, the old one. */
export function checkOrder({ rows }: Pick<DecoderCache, 'rows'>, from: readonly number[]): void {
  if (from.length > 0 && from.every((row) => row >= 0 && row < rows)) return;
  throw new EngineError('internal', `Not an order of ${rows} rows.`);
}

export function areTokens(ids: readonly TokenId[], vocabSize: number): boolean {
  return ids.every((id) => id >= 0 && id < vocabSize);
}
