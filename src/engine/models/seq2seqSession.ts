// The encoder's and the decoder's forward passes over two ONNX graphs: EncoderDecoderModel in terms of tensors.
// Knows no text and no search.

import type { CancellationToken } from '../../util/async';
import type { TokenId } from '../../util/tokenId';
import type {
  DecoderCache,
  EncodedBatch,
  EncoderDecoderModel,
  EncoderDecoderShape,
  GivenOutput,
  StepOutput,
} from '../decode/encoderDecoder';
import { EngineError } from '../errors';
import { ArrayPool } from './arrayPool';
import { Seq2seqCache } from './seq2seqCache';
import { areTokens, checkOrder, checkRows, PaddedRows, Seq2seqEncoder } from './seq2seqEncoder';
import { readSeq2seqShape, type Seq2seqConfig } from './seq2seqSignature';
import { GraphSession, type SessionOptions } from './session';

/** The head of the last decoder layer that is trained to align (models/recipe). */
const ALIGNED_HEAD = 0;

export interface Seq2seqPaths {
  encoder: string;
  decoder: string;
}

export class Seq2seqSession implements EncoderDecoderModel {
  private readonly encoder: Seq2seqEncoder;
  private readonly ids: PaddedRows;
  private readonly pool = new ArrayPool();
  private logits = new Float32Array(0);
  private attentions = new Float32Array(0);
  private maxima = new Float32Array(0);
  private readonly statesLogSums: boolean;
  /** Stretches of which a row's largest logits are stated; 0 where they are not. */
  private readonly blocks: number;

  private constructor(
    encoder: GraphSession,
    private readonly decoder: GraphSession,
    readonly shape: EncoderDecoderShape,
    config: Seq2seqConfig,
  ) {
    this.encoder = new Seq2seqEncoder(encoder, shape, config);
    this.ids = new PaddedRows(config.padTokenId);
    this.statesLogSums = decoder.outputs.some(({ name }) => name === 'log_sum');
    this.blocks = blocksOf(decoder, shape.vocabSize);
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

  encode(
    sources: readonly (readonly TokenId[])[],
    token: CancellationToken,
    yieldPoint: () => Promise<void>,
  ): Promise<EncodedBatch | undefined> {
    return this.encoder.encode(sources, token, yieldPoint);
  }

  start(batch: EncodedBatch, sourceOf: readonly number[]): DecoderCache {
    checkRows(batch, sourceOf);
    return new Seq2seqCache(batch, sourceOf, this.shape, this.pool);
  }

  release(cache: DecoderCache): void {
    (cache as Seq2seqCache).dispose();
  }

  reorder(cache: DecoderCache, from: readonly number[]): void {
    checkOrder(cache, from);
    (cache as Seq2seqCache).reorder(from);
  }

  async step(given: DecoderCache, ids: readonly TokenId[]): Promise<StepOutput> {
    const cache = given as Seq2seqCache;
    this.checkStep(cache, ids);
    const { vocabSize, heads } = this.shape;
    const { rows, sourceTokens } = cache;
    const logits = this.memory('logits', rows * vocabSize);
    const attentions = this.memory('attentions', rows * heads * sourceTokens);
    const output: StepOutput = { logits, attention: new Float32Array(rows * sourceTokens) };
    const { feeds, fetches } = cache.bind(this.decoder);
    feeds.input_ids = this.decoder.tensor(this.ids.write([ids], rows), [rows, 1]);
    fetches.logits = this.decoder.tensor(logits, [rows, 1, vocabSize]);
    fetches.cross_attentions = this.decoder.tensor(attentions, [rows, heads, 1, sourceTokens]);
    if (this.statesLogSums) {
      output.logSums = new Float32Array(rows);
      fetches.log_sum = this.decoder.tensor(output.logSums, [rows, 1, 1]);
    }
    if (this.blocks > 0) {
      output.blockMaxima = this.memory('maxima', rows * this.blocks);
      fetches.block_maxima = this.decoder.tensor(output.blockMaxima, [rows, 1, this.blocks]);
    }
    await this.decoder.run(feeds, fetches);
    cache.advance();
    for (let row = 0; row < rows; row++) {
      const at = (row * heads + ALIGNED_HEAD) * sourceTokens;
      output.attention.set(attentions.subarray(at, at + sourceTokens), row * sourceTokens);
    }
    return output;
  }

  async given(batch: EncodedBatch, targets: readonly (readonly TokenId[])[]): Promise<GivenOutput> {
    const rows = batch.lengths.length;
    const longest = targets.reduce((most, target) => Math.max(most, target.length), 0);
    const areWhole = targets.every((target) => target.length > 0 && areTokens(target, this.shape.vocabSize));
    if (targets.length !== rows || longest < 2 || longest > this.shape.contextTokens || !areWhole)
      throw new EngineError('internal', `Not ${rows} targets this decoder can read, with up to ${longest} tokens.`);
    const cache = new Seq2seqCache(batch, [...batch.lengths.keys()], this.shape, this.pool);
    const { feeds } = cache.bind(this.decoder);
    feeds.input_ids = this.decoder.tensor(this.ids.write(targets, longest), [rows, longest]);
    const logProbs = new Float32Array(rows * (longest - 1));
    const { heads } = this.shape;
    const sourceTokens = Math.max(...batch.lengths);
    const all = new Float32Array(rows * heads * longest * sourceTokens);
    await this.decoder.run(feeds, {
      given_log_probs: this.decoder.tensor(logProbs, [rows, longest - 1, 1]),
      cross_attentions: this.decoder.tensor(all, [rows, heads, longest, sourceTokens]),
    });
    cache.dispose();
    const size = (longest - 1) * sourceTokens;
    const attention = new Float32Array(rows * size);
    for (let row = 0; row < rows; row++) {
      const at = (row * heads + ALIGNED_HEAD) * longest * sourceTokens;
      attention.set(all.subarray(at, at + size), row * size);
    }
    return { logProbs, attention };
  }

  async dispose(): Promise<void> {
    await this.encoder.dispose();
    await this.decoder.dispose();
  }

  private memory(which: 'logits' | 'attentions' | 'maxima', length: number): Float32Array {
    if (this[which].length < length) this[which] = new Float32Array(length);
    return this[which].subarray(0, length);
  }

  /** The native side does not check its bounds. */
  private checkStep(cache: Seq2seqCache, ids: readonly TokenId[]): void {
    if (ids.length === cache.rows && cache.length < this.shape.contextTokens && areTokens(ids, this.shape.vocabSize))
      return;
    const what = `${ids.length} ids for ${cache.rows} rows of ${cache.length} positions`;
    throw new EngineError('internal', `Not a step this decoder can make: ${what}.`);
  }
}

/** Of an output that divides the vocabulary; another's is of no use. */
function blocksOf({ outputs }: GraphSession, vocabSize: number): number {
  const blocks = outputs.find(({ name }) => name === 'block_maxima')?.shape?.at(-1);
  return typeof blocks === 'number' && blocks > 0 && vocabSize % blocks === 0 ? blocks : 0;
}
