// The port between decoding and an encoder-decoder's forward passes. models/seq2seqSession.ts implements it over ONNX
// Runtime; tests implement it with a few lines of arithmetic. Numbers only.

import type { CancellationToken } from '../../util/async';
import type { TokenId } from '../../util/tokenId';

export interface EncoderDecoderShape {
  vocabSize: number;
  /** Longest source, and longest target (tokens). */
  contextTokens: number;
  decoderLayers: number;
  heads: number;
  headDim: number;
  /** Size of an encoder state. */
  width: number;
}

/** What the encoder said of a batch of sources. The memory is the batch's own. */
export interface EncodedBatch {
  /** Tokens of each source, padding not counted. */
  readonly lengths: readonly number[];
  /** Last hidden states, row-major [sources, longest length, width]; nothing is said of the padding's. */
  readonly states: Float32Array;
}

/** Keys and values of the decoder for a batch of hypotheses. Opaque to decode/. */
export interface DecoderCache {
  /** Hypotheses (rows). */
  readonly rows: number;
  /** Target positions held, the same for every row. */
  readonly length: number;
}

export interface StepOutput {
  /** Row-major [rows, vocabSize]. A view that is valid until the next call of the model, and may be written to. */
  logits: Float32Array;
  /**
   * Cross-attention of the head that was trained to align, for the token that this step's logits write: row-major
   * [rows, longest source length of the batch]. Made for this step: what is taken of it stays.
   */
  attention: Float32Array;
  /** Natural log of the sum of exp(logits) of each row, where the model knows it. */
  logSums?: Float32Array;
  /** Row-major [rows, n]: the largest logit of each of n stretches of equal length, where the model knows it. */
  blockMaxima?: Float32Array;
}

/** What a decoder says of whole targets that are given to it. */
export interface GivenOutput {
  /** Natural log of the probability of each token after the first, row-major [targets, longest target - 1]. */
  logProbs: Float32Array;
  /** As in {@link StepOutput}, for the same tokens: row-major [targets, longest target - 1, longest source]; where there is such a head. */
  attention?: Float32Array;
}

/** Caches and batches own their memory: searches may take turns on one model, a call at a time. */
export interface EncoderDecoderModel {
  readonly shape: EncoderDecoderShape;
  /**
   * All sources as one batch, shorter ones padded. Each ends with the end token.
   * @param yieldPoint Awaited between native runs, where there are several.
   * @returns undefined when cancelled.
   */
  encode(
    sources: readonly (readonly TokenId[])[],
    token: CancellationToken,
    yieldPoint: () => Promise<void>,
  ): Promise<EncodedBatch | undefined>;
  /** A cache for hypotheses over `batch`: row r belongs to source `sourceOf[r]`. Cross keys are computed once, at the first step. */
  start(batch: EncodedBatch, sourceOf: readonly number[]): DecoderCache;
  /** Appends one token a row and runs the decoder. */
  step(cache: DecoderCache, ids: readonly TokenId[]): Promise<StepOutput>;
  /**
   * Runs the decoder over whole targets at once, the n-th behind the n-th source. Each begins with the start token.
   * @returns Behind a shorter target's end nothing is said.
   */
  given(batch: EncodedBatch, targets: readonly (readonly TokenId[])[]): Promise<GivenOutput>;
  /** Row r of the cache becomes what row `from[r]` was; rows may be dropped, repeated and reordered. */
  reorder(cache: DecoderCache, from: readonly number[]): void;
  /** The cache is used no more: its memory may serve the next one. One that is never released is the garbage collector's. */
  release?(cache: DecoderCache): void;
}
