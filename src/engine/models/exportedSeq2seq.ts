// An encoder-decoder as the ecosystem exports it, over its two or three graphs: EncoderDecoderModel in terms of tensors.
// Knows no text and no search. Such graphs don't tell where they look, so the attention of every step is 0.

import { type CancellationToken, neverCancelled } from '../../util/async';
import type { TokenId } from '../../util/tokenId';
import type {
  DecoderCache,
  EncodedBatch,
  EncoderDecoderModel,
  EncoderDecoderShape,
  GivenOutput,
  StepOutput,
} from '../decode/encoderDecoder';
import { logSumExp } from '../decode/logits';
import { EngineError } from '../errors';
import { correlation, leastCorrelation, unfit } from './decoderCheck';
import { ExportedCache } from './exportedCache';
import { type ExportedSignature, readExportedSignature } from './exportedSignature';
import { float16ToFloat32 } from './float16';
import { areTokens, checkOrder, checkRows, PaddedRows, Seq2seqEncoder } from './seq2seqEncoder';
import type { Seq2seqConfig } from './seq2seqSignature';
import { GraphSession, type SessionOptions } from './session';

export interface ExportedPaths {
  encoder: string;
  /** Of the merged decoder, or of the one for the first step. */
  decoder: string;
  /** Of the one for the steps after it; undefined where the decoder is merged. */
  decoderWithPast?: string | undefined;
}

export class ExportedSeq2seq implements EncoderDecoderModel {
  private readonly encoder: Seq2seqEncoder;
  private readonly ids: PaddedRows;

  private constructor(
    encoder: GraphSession,
    private readonly first: GraphSession,
    private readonly next: GraphSession,
    private readonly signature: ExportedSignature,
    config: Seq2seqConfig,
  ) {
    this.encoder = new Seq2seqEncoder(encoder, signature.shape, config);
    this.ids = new PaddedRows(config.padTokenId);
  }

  /** Loads the graphs and checks them against config.json. @throws EngineError modelMissing, modelInvalid, modelUnsupported */
  static async open(paths: ExportedPaths, config: Seq2seqConfig, options: SessionOptions): Promise<ExportedSeq2seq> {
    const opened: GraphSession[] = [];
    const open = async (path: string) => {
      const graph = await GraphSession.open(path, options);
      opened.push(graph);
      return graph;
    };
    try {
      const encoder = await open(paths.encoder);
      const first = await open(paths.decoder);
      const next = paths.decoderWithPast === undefined ? first : await open(paths.decoderWithPast);
      const signature = readExportedSignature({ encoder, first, next }, config);
      return new ExportedSeq2seq(encoder, first, next, signature, config);
    } catch (error) {
      for (const graph of opened) await graph.dispose();
      throw error;
    }
  }

  get shape(): EncoderDecoderShape {
    return this.signature.shape;
  }

  /** Threads in use. */
  get threads(): number {
    return this.first.threads;
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
    return new ExportedCache(batch, sourceOf, this.signature);
  }

  reorder(cache: DecoderCache, from: readonly number[]): void {
    checkOrder(cache, from);
    (cache as ExportedCache).reorder(from);
  }

  async step(given: DecoderCache, ids: readonly TokenId[]): Promise<StepOutput> {
    const cache = given as ExportedCache;
    const logits = await this.run(
      cache,
      ids.map((id) => [id]),
    );
    return { logits, attention: new Float32Array(cache.rows * cache.sourceTokens) };
  }

  /** A step a position: a graph's logits for whole targets would fill the memory where a vocabulary is large. */
  async given(batch: EncodedBatch, targets: readonly (readonly TokenId[])[]): Promise<GivenOutput> {
    const { vocabSize } = this.shape;
    const longest = targets.reduce((most, target) => Math.max(most, target.length), 0);
    const logProbs = new Float32Array(targets.length * (longest - 1));
    const cache = this.start(batch, [...batch.lengths.keys()]);
    for (let at = 0; at + 1 < longest; at++) {
      const { logits } = await this.step(
        cache,
        targets.map((target) => target[Math.min(at, target.length - 1)]!),
      );
      for (const [row, target] of targets.entries()) {
        const next = target[at + 1];
        const values = logits.subarray(row * vocabSize, (row + 1) * vocabSize);
        if (next !== undefined) logProbs[row * (longest - 1) + at] = values[next]! - logSumExp(values);
      }
    }
    return { logProbs };
  }

  /**
   * Whether the graphs do what decoding relies on: rows of several lengths step by step have the logits of each alone,
   * run at once.
   * @throws EngineError modelUnsupported, naming the file of the decoder's graph
   */
  async check(file: string): Promise<void> {
    const { vocabSize } = this.shape;
    const ids = (count: number, by: number) =>
      Array.from({ length: count }, (_, n) => ((n * by + 101) % vocabSize) as TokenId);
    const sources = [ids(9, 7919), ids(5, 6151)];
    const targets = [ids(4, 4793), ids(4, 3571)];
    const batch = await this.encodeAll(sources);
    const cache = this.start(batch, [0, 1]);
    let stepped: Float32Array = new Float32Array(0);
    for (let at = 0; at < targets[0]!.length; at++) {
      const { logits } = await this.step(
        cache,
        targets.map((target) => target[at]!),
      );
      stepped = logits;
    }
    if (!stepped.every(Number.isFinite))
      throw unfit(file, 'gives numbers that are none (float16 may be too narrow for it)');
    for (const [n, target] of targets.entries()) {
      const alone = this.start(await this.encodeAll([sources[n]!]), [0]) as ExportedCache;
      const whole = (await this.run(alone, [target])).subarray(-vocabSize);
      if (!(correlation(whole, stepped.subarray(n * vocabSize, (n + 1) * vocabSize)) >= leastCorrelation))
        throw unfit(file, 'gives other answers with past keys and values than without');
    }
  }

  async dispose(): Promise<void> {
    await this.encoder.dispose();
    await this.first.dispose();
    if (this.next !== this.first) await this.next.dispose();
  }

  private async encodeAll(sources: readonly (readonly TokenId[])[]): Promise<EncodedBatch> {
    return (await this.encode(sources, neverCancelled, async () => {}))!;
  }

  /** Appends to each row as many tokens. @returns Logits [rows, tokens, vocabSize] */
  private async run(cache: ExportedCache, ids: readonly (readonly TokenId[])[]): Promise<Float32Array> {
    const count = ids[0]?.length ?? 0;
    this.checkRun(cache, ids, count);
    const [graph, inputs] = cache.length === 0 ? [this.first, this.signature.first] : [this.next, this.signature.next];
    const feeds = cache.feeds(graph, inputs);
    feeds.input_ids = graph.tensor(this.ids.write(ids, count), [cache.rows, count]);
    const { logits, ...given } = await graph.runFor(feeds, ['logits', ...cache.fetches]);
    cache.advance(given, count);
    return logits instanceof Uint16Array ? float16ToFloat32(logits) : (logits as Float32Array);
  }

  /** The native side does not check its bounds. */
  private checkRun(cache: ExportedCache, ids: readonly (readonly TokenId[])[], count: number): void {
    const { contextTokens, vocabSize } = this.shape;
    const areWhole = ids.every((row) => row.length === count && areTokens(row, vocabSize));
    if (ids.length === cache.rows && count > 0 && areWhole && cache.length + count <= contextTokens) return;
    const what = `${ids.length} times ${count} ids for ${cache.rows} rows of ${cache.length} positions`;
    throw new EngineError('internal', `Not a step this decoder can make: ${what}.`);
  }
}
