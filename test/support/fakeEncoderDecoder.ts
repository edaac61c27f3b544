// An encoder-decoder that says what a test wants: logits are a function of the source and of the target so far.

import type {
  DecoderCache,
  EncodedBatch,
  EncoderDecoderModel,
  EncoderDecoderShape,
  GivenOutput,
  StepOutput,
} from '../../src/engine/decode/encoderDecoder';
import { logSumExp } from '../../src/engine/decode/logits';
import type { CancellationToken } from '../../src/util/async';
import type { TokenId } from '../../src/util/tokenId';

/** Logits that are not 0, by id. `target` begins with the start token. */
export type SayNext = (source: readonly TokenId[], target: readonly TokenId[]) => ReadonlyMap<number, number>;

interface FakeBatch extends EncodedBatch {
  sources: readonly (readonly TokenId[])[];
}

interface FakeCache extends DecoderCache {
  batch: FakeBatch;
  sourceOf: readonly number[];
  targets: readonly (readonly TokenId[])[];
}

export class FakeEncoderDecoder implements EncoderDecoderModel {
  readonly shape: EncoderDecoderShape;
  /** Rows of each step that ran. */
  readonly steps: number[] = [];
  /** Logits of which the largest is stated; 0: it is not. */
  blockSize = 0;

  constructor(
    private readonly say: SayNext,
    shape: Partial<EncoderDecoderShape> = {},
    private readonly onStep: (step: number) => void = () => {},
  ) {
    this.shape = { vocabSize: 32, contextTokens: 64, decoderLayers: 1, heads: 1, headDim: 1, width: 1, ...shape };
  }

  async encode(sources: readonly (readonly TokenId[])[], token: CancellationToken): Promise<EncodedBatch | undefined> {
    if (token.isCancellationRequested) return undefined;
    const lengths = sources.map((source) => source.length);
    const batch: FakeBatch = { lengths, states: new Float32Array(0), sources };
    return batch;
  }

  start(batch: EncodedBatch, sourceOf: readonly number[]): DecoderCache {
    return this.cache(
      batch as FakeBatch,
      sourceOf,
      sourceOf.map(() => []),
    );
  }

  /** Attention: all on the source token at the place of the token that is written, going round. */
  async step(given: DecoderCache, ids: readonly TokenId[]): Promise<StepOutput> {
    const cache = given as FakeCache;
    const { vocabSize } = this.shape;
    cache.targets = cache.targets.map((target, row) => [...target, ids[row]!]);
    (cache as { length: number }).length++;
    const width = Math.max(...cache.batch.lengths);
    const logits = new Float32Array(cache.rows * vocabSize);
    const attention = new Float32Array(cache.rows * width);
    for (const [row, target] of cache.targets.entries()) {
      const source = cache.batch.sources[cache.sourceOf[row]!]!;
      for (const [id, logit] of this.say(source, target)) logits[row * vocabSize + id] = logit;
      attention[row * width + ((target.length - 1) % source.length)] = 1;
    }
    this.steps.push(cache.rows);
    this.onStep(this.steps.length);
    return this.blockSize > 0 ? { logits, attention, blockMaxima: this.maximaOf(logits) } : { logits, attention };
  }

  private maximaOf(logits: Float32Array): Float32Array {
    const block = (n: number) => logits.subarray(n * this.blockSize, (n + 1) * this.blockSize);
    return Float32Array.from({ length: logits.length / this.blockSize }, (_, n) => Math.max(...block(n)));
  }

  async given(batch: EncodedBatch, targets: readonly (readonly TokenId[])[]): Promise<GivenOutput> {
    const width = Math.max(...targets.map((target) => target.length)) - 1;
    const logProbs = new Float32Array(targets.length * width);
    const longest = Math.max(...batch.lengths);
    const attention = new Float32Array(targets.length * width * longest);
    for (const [row, target] of targets.entries()) {
      for (let n = 1; n < target.length; n++) {
        const logits = new Float32Array(this.shape.vocabSize);
        for (const [id, logit] of this.say((batch as FakeBatch).sources[row]!, target.slice(0, n))) logits[id] = logit;
        attention[(row * width + n - 1) * longest + ((n - 1) % batch.lengths[row]!)] = 1;
        logProbs[row * width + n - 1] = logits[target[n]!]! - logSumExp(logits);
      }
    }
    return { logProbs, attention };
  }

  reorder(given: DecoderCache, from: readonly number[]): void {
    const { batch, sourceOf, targets } = given as FakeCache;
    const moved = this.cache(
      batch,
      from.map((row) => sourceOf[row]!),
      from.map((row) => targets[row]!),
    );
    Object.assign(given, moved);
  }

  private cache(batch: FakeBatch, sourceOf: readonly number[], targets: FakeCache['targets']): DecoderCache {
    const cache: FakeCache = { batch, sourceOf, targets, rows: sourceOf.length, length: targets[0]!.length };
    return cache;
  }
}
