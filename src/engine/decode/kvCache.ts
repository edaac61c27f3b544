// Which tokens' keys and values a decoder holds, and how a new prompt uses what is there. Sees ids and numbers only.
//
// Invariant: `ids` never claims a position whose keys and values were not written for exactly that prefix. A position is
// forgotten before it is overwritten and claimed after the run came back. Guarded by the property test "a reused cache
// gives the logits of a cold one".

import { type CancellationToken, yieldToEventLoop } from '../../util/async';
import type { TokenId } from '../../util/tokenId';
import { EngineError } from '../errors';
import type { DecoderModel, KvBuffers } from './decoderModel';
import { PieceLength } from './pieceLength';
import { RowMemory } from './rowMemory';

export interface KvCacheOptions {
  /** Tokens a prefill piece; by default they follow the measured time. */
  pieceTokens?: number;
}

/** What the last `extend()` did, in tokens. */
export interface ExtendCount {
  reusedTokens: number;
  ranTokens: number;
}

/** The keys and values of one sequence. One caller at a time: the scheduler runs one job after another. */
export class KvCache {
  private readonly held: TokenId[] = [];
  private readonly piece: PieceLength;
  private buffers: KvBuffers | undefined;
  private spare: { buffers: KvBuffers; user: BatchCache } | undefined;
  private isRunning = false;
  /** Logits of the last runs, whether or not their keys and values are still held. */
  private readonly rows = new RowMemory();
  private counted: ExtendCount = { reusedTokens: 0, ranTokens: 0 };

  constructor(
    readonly model: DecoderModel,
    options: KvCacheOptions = {},
  ) {
    this.piece = new PieceLength(options.pieceTokens);
  }

  /** Ids whose keys and values are held, in order. */
  get ids(): readonly TokenId[] {
    return this.held;
  }

  get lastExtend(): Readonly<ExtendCount> {
    return this.counted;
  }

  /**
   * Makes the cache hold exactly `ids` (1 .. contextTokens of them): keeps the longest common prefix, forgets the rest
   * and runs what is missing in pieces. Nothing is run when exactly `ids` are held already.
   * @returns logits of the last position [vocabSize], a view that is valid until the next run; undefined when cancelled,
   *   and then the pieces already run stay held.
   */
  async extend(ids: readonly TokenId[], token: CancellationToken): Promise<Float32Array | undefined> {
    this.checkLength(ids.length);
    let common = commonPrefixLength(this.held, ids);
    this.truncate(common);
    const known = common === ids.length && !token.isCancellationRequested ? this.rows.get(ids) : undefined;
    if (known) {
      this.counted = { reusedTokens: common, ranTokens: 0 };
      return known;
    }
    common = Math.min(common, ids.length - 1); // the last id is run for its logits
    this.truncate(common);
    this.counted = { reusedTokens: common, ranTokens: 0 };
    for (;;) {
      if (token.isCancellationRequested) return undefined;
      const piece = ids.slice(this.held.length, this.held.length + this.piece.tokens);
      const startMs = performance.now();
      const logits = await this.run(piece);
      this.piece.note(piece.length, performance.now() - startMs);
      this.counted.ranTokens += piece.length;
      if (this.held.length === ids.length) return logits;
      await yieldToEventLoop();
    }
  }

  /**
   * The logits behind `ids`, from the last runs where they are remembered: then nothing is run, and what the cache holds
   * stays as it is. Else as {@link extend}.
   */
  async rowBehind(ids: readonly TokenId[], token: CancellationToken): Promise<Float32Array | undefined> {
    if (token.isCancellationRequested) return undefined;
    return this.rows.get(ids) ?? this.extend(ids, token);
  }

  /** Runs one more token behind what is held. @returns its logits [vocabSize], a view until the next run. */
  async append(id: TokenId): Promise<Float32Array> {
    this.checkLength(this.held.length + 1);
    return this.run([id]);
  }

  /** Forgets what is behind the first `length` positions. */
  truncate(length: number): void {
    if (this.isRunning) throw new EngineError('internal', 'The KV cache was changed during a run.');
    if (length >= this.held.length) return;
    this.held.length = Math.max(0, length);
  }

  /**
   * `count` copies of what is held, which decode as one batch; this cache stays as it is. The copies' memory is kept and
   * reused, so a fork ends the life of the one before it.
   */
  fork(count: number): BatchCache {
    if (!this.buffers || this.held.length === 0)
      throw new EngineError('internal', 'An empty KV cache cannot be forked.');
    this.spare?.user.end();
    const buffers = this.spare?.buffers.batch === count ? this.spare.buffers : this.model.allocate(count);
    buffers.copyFrom(this.buffers, this.held.length);
    const user = new BatchCache(this.model, buffers, this.held.length);
    this.spare = { buffers, user };
    return user;
  }

  /** Forgets everything and lets the memory go. The cache can be used again. */
  free(): void {
    this.truncate(0);
    this.rows.clear();
    this.spare?.user.end();
    this.spare = undefined;
    this.buffers = undefined;
  }

  /** @returns logits behind the last id, which are remembered. */
  private async run(ids: readonly TokenId[]): Promise<Float32Array> {
    if (this.isRunning) throw new EngineError('internal', 'The KV cache was asked for two runs at once.');
    this.buffers ??= this.model.allocate(1);
    this.isRunning = true;
    try {
      const pastTokens = this.held.length;
      const logits = await this.model.forward({ ids, batch: 1, pastTokens, buffers: this.buffers, keep: 1 });
      this.held.push(...ids);
      this.rows.set(this.held, logits);
      return logits;
    } finally {
      this.isRunning = false;
    }
  }

  private checkLength(length: number): void {
    const { contextTokens } = this.model.shape;
    if (length >= 1 && length <= contextTokens) return;
    throw new EngineError('inputTooLong', `The model holds 1 to ${contextTokens} tokens at once, not ${length}.`);
  }
}

/** Sequences of equal length that began as copies of one {@link KvCache} and are stepped together. */
export class BatchCache {
  private stepped = 0;
  private ended = false;

  constructor(
    private readonly model: DecoderModel,
    private readonly buffers: KvBuffers,
    private readonly forkedLength: number,
  ) {}

  /** Sequences. */
  get count(): number {
    return this.buffers.batch;
  }

  /** Tokens held in each. */
  get length(): number {
    return this.forkedLength + this.stepped;
  }

  /** One token a sequence. @returns logits, row-major [count, vocabSize], a view that is valid until the next run. */
  async step(ids: readonly TokenId[]): Promise<Float32Array> {
    if (this.ended) throw new EngineError('internal', 'This fork ended when its cache was forked again or freed.');
    if (ids.length !== this.count)
      throw new EngineError('internal', `${ids.length} tokens for ${this.count} sequences.`);
    if (this.length >= this.model.shape.contextTokens) {
      throw new EngineError(
        'inputTooLong',
        `The model holds at most ${this.model.shape.contextTokens} tokens at once.`,
      );
    }
    const { buffers, length: pastTokens, count: batch } = this;
    const logits = await this.model.forward({ ids, batch, pastTokens, buffers, keep: 1 });
    this.stepped++;
    return logits;
  }

  /** Called by the owner of the memory when it takes it back. */
  end(): void {
    this.ended = true;
  }
}

/** How many ids two sequences share from their start. */
export function commonPrefixLength(a: readonly TokenId[], b: readonly TokenId[]): number {
  const end = Math.min(a.length, b.length);
  let length = 0;
  while (length < end && a[length] === b[length]) length++;
  return length;
}
