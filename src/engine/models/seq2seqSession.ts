// The encoder's and the decoder's forward passes over two ONNX graphs: EncoderDecoderModel in terms of tensors.
// Knows no text and no search.

import type { CancellationToken } from '../../util/async';
import type { TokenId } from '../../util/tokenId';
import type {
  DecoderCache,
  EncodedBatch,
  EncoderDecoderModel,
  EncoderDecoderShape,
  StepOutput,
} from '../decode/encoderDecoder';
import { EngineError } from '../errors';
import { Seq2seqCache, writeMarks } from './seq2seqCache';
import { readSeq2seqShape, type Seq2seqConfig } from './seq2seqSignature';
import { GraphSession, type SessionOptions } from './session';

/** Multiply-adds of one encoder run, at most: about 50 ms on two cores (measured: 25 of these units a second). */
const MOST_WORK = 1e9;

/** The head of the last decoder layer that is trained to align (models/recipe). */
const ALIGNED_HEAD = 0;

export interface Seq2seqPaths {
  encoder: string;
  decoder: string;
}

export class Seq2seqSession implements EncoderDecoderModel {
  private ids = new BigInt64Array(0);
  private marks = new BigInt64Array(0);
  private logits = new Float32Array(0);
  private attentions = new Float32Array(0);
  private readonly statesLogSums: boolean;

  private constructor(
    private readonly encoder: GraphSession,
    private readonly decoder: GraphSession,
    readonly shape: EncoderDecoderShape,
    private readonly config: Seq2seqConfig,
  ) {
    this.statesLogSums = decoder.outputs.some(({ name }) => name === 'log_sum');
  }

  /** Loads both graphs and checks them against config.json. @throws EngineError modelMissing, modelInvalid, modelUnsupported */
  static async open(paths: Seq2seqPaths, config: Seq2seqConfig, options: SessionOptions): Promise<Seq2seqSession> {
    const encoder = await GraphSession.open(paths.encoder, options);
    let decoder: GraphSession | undefined;
    try {
      decoder = await GraphSession.open(paths.decoder, options);
      return new Seq2seqSession(encoder, decoder, readSeq2seqShape(encoder, decoder, config), config);
    } catch (error) {
      await encoder.dispose();
      await decoder?.dispose();
      throw error;
    }
  }

  /** Threads in use. */
  get threads(): number {
    return this.decoder.threads;
  }

  async encode(
    sources: readonly (readonly TokenId[])[],
    token: CancellationToken,
    yieldPoint: () => Promise<void>,
  ): Promise<EncodedBatch | undefined> {
    this.checkSources(sources);
    const { width } = this.shape;
    const longest = sources.reduce((most, source) => Math.max(most, source.length), 0);
    const states = new Float32Array(sources.length * longest * width);
    const count = Math.max(1, Math.floor(MOST_WORK / (this.config.encoderTokenCost * longest || 1)));
    for (let at = 0; at < sources.length; at += count) {
      if (at > 0) await yieldPoint();
      if (token.isCancellationRequested) return undefined;
      const part = sources.slice(at, at + count);
      const from = at * longest * width;
      await this.runEncoder(part, longest, states.subarray(from, from + part.length * longest * width));
    }
    return { lengths: sources.map((source) => source.length), states };
  }

  start(batch: EncodedBatch, sourceOf: readonly number[]): DecoderCache {
    if (sourceOf.length > 0 && sourceOf.every((source) => source in batch.lengths))
      return new Seq2seqCache(batch, sourceOf, this.shape);
    throw new EngineError('internal', `No rows for ${batch.lengths.length} sources.`);
  }

  reorder(cache: DecoderCache, from: readonly number[]): DecoderCache {
    if (from.length === 0 || !from.every((row) => row >= 0 && row < cache.rows))
      throw new EngineError('internal', `Not an order of ${cache.rows} rows.`);
    (cache as Seq2seqCache).reorder(from);
    return cache;
  }

  async step(given: DecoderCache, ids: readonly TokenId[]): Promise<StepOutput> {
    const cache = given as Seq2seqCache;
    this.checkStep(cache, ids);
    const { vocabSize, heads } = this.shape;
    const { rows, sourceTokens } = cache;
    const logits = this.memory('logits', rows * vocabSize);
    const attentions = this.memory('attentions', rows * heads * sourceTokens);
    const output: StepOutput = { logits, attention: attentions.subarray(0, rows * sourceTokens) };
    const { feeds, fetches } = cache.bind(this.decoder);
    feeds.input_ids = this.decoder.tensor(this.writeIds([ids], rows), [rows, 1]);
    fetches.logits = this.decoder.tensor(logits, [rows, 1, vocabSize]);
    fetches.cross_attentions = this.decoder.tensor(attentions, [rows, heads, 1, sourceTokens]);
    if (this.statesLogSums) {
      output.logSums = new Float32Array(rows);
      fetches.log_sum = this.decoder.tensor(output.logSums, [rows, 1, 1]);
    }
    await this.decoder.run(feeds, fetches);
    cache.advance();
    for (let row = 0; row < rows; row++) {
      const at = (row * heads + ALIGNED_HEAD) * sourceTokens;
      attentions.copyWithin(row * sourceTokens, at, at + sourceTokens);
    }
    return output;
  }

  async givenLogProbs(batch: EncodedBatch, targets: readonly (readonly TokenId[])[]): Promise<Float32Array> {
    const rows = batch.lengths.length;
    const longest = targets.reduce((most, target) => Math.max(most, target.length), 0);
    const areWhole = targets.every((target) => target.length > 0 && this.areTokens(target));
    if (targets.length !== rows || longest < 2 || longest > this.shape.contextTokens || !areWhole)
      throw new EngineError('internal', `Not ${rows} targets this decoder can read, with up to ${longest} tokens.`);
    const { feeds } = new Seq2seqCache(batch, [...batch.lengths.keys()], this.shape).bind(this.decoder);
    feeds.input_ids = this.decoder.tensor(this.writeIds(targets, longest), [rows, longest]);
    const logProbs = new Float32Array(rows * (longest - 1));
    await this.decoder.run(feeds, { given_log_probs: this.decoder.tensor(logProbs, [rows, longest - 1, 1]) });
    return logProbs;
  }

  async dispose(): Promise<void> {
    await this.encoder.dispose();
    await this.decoder.dispose();
  }

  private async runEncoder(sources: readonly (readonly TokenId[])[], length: number, out: Float32Array): Promise<void> {
    const dims = [sources.length, length];
    const size = sources.length * length;
    if (this.marks.length < size) this.marks = new BigInt64Array(size);
    const marks = writeMarks(
      this.marks.subarray(0, size),
      sources.map((source) => source.length),
      length,
    );
    await this.encoder.run(
      {
        input_ids: this.encoder.tensor(this.writeIds(sources, length), dims),
        attention_mask: this.encoder.tensor(marks, dims),
      },
      { last_hidden_state: this.encoder.tensor(out, [...dims, this.shape.width]) },
    );
  }

  /** Rows of `length`, padded at their ends. */
  private writeIds(rows: readonly (readonly TokenId[])[], length: number): BigInt64Array {
    const size = rows.length * length;
    if (this.ids.length < size) this.ids = new BigInt64Array(size);
    const ids = this.ids.subarray(0, size).fill(BigInt(this.config.padTokenId));
    for (const [n, row] of rows.entries()) {
      for (let i = 0; i < row.length; i++) ids[n * length + i] = BigInt(row[i]!);
    }
    return ids;
  }

  private memory(which: 'logits' | 'attentions', length: number): Float32Array {
    if (this[which].length < length) this[which] = new Float32Array(length);
    return this[which].subarray(0, length);
  }

  /** The native side does not check its bounds. */
  private checkSources(sources: readonly (readonly TokenId[])[]): void {
    const { contextTokens } = this.shape;
    const fits = (source: readonly TokenId[]): boolean =>
      source.length > 0 && source.length <= contextTokens && this.areTokens(source);
    if (sources.length > 0 && sources.every(fits)) return;
    throw new EngineError('internal', `Not a batch this encoder can read: ${sources.length} sources.`);
  }

  private checkStep(cache: Seq2seqCache, ids: readonly TokenId[]): void {
    if (ids.length === cache.rows && cache.length < this.shape.contextTokens && this.areTokens(ids)) return;
    const what = `${ids.length} ids for ${cache.rows} rows of ${cache.length} positions`;
    throw new EngineError('internal', `Not a step this decoder can make: ${what}.`);
  }

  private areTokens(ids: readonly TokenId[]): boolean {
    return ids.every((id) => id >= 0 && id < this.shape.vocabSize);
  }
}
