// The port between decoding and the forward pass. models/decoderSession.ts implements it over ONNX Runtime; tests
// implement it with a few lines of arithmetic. Numbers only.

import type { TokenId } from '../../util/tokenId';

export interface DecoderShape {
  layers: number;
  kvHeads: number;
  headDim: number;
  vocabSize: number;
  /** Capacity of the KV buffers (positions). */
  contextTokens: number;
}

/** Keys and values of every layer for `batch` sequences. Opaque to decode/. */
export interface KvBuffers {
  readonly batch: number;
  /** Copies the first `length` positions of sequence 0 of `source` into every sequence of this one. */
  copyFrom(source: KvBuffers, length: number): void;
}

export interface ForwardInput {
  /** Row-major [batch, n]. */
  ids: readonly TokenId[];
  batch: number;
  /** Positions already in `buffers`; the new ones go behind. pastTokens + n <= contextTokens. n > 1 needs batch 1. */
  pastTokens: number;
  buffers: KvBuffers;
  /** Rows of logits wanted, counted from the end; 0 = all n. */
  keep: number;
}

export interface DecoderModel {
  readonly shape: DecoderShape;
  allocate(batch: number): KvBuffers;
  /** Logits, row-major [batch, keep or n, vocabSize]. A view that is valid until the next call. */
  forward(input: ForwardInput): Promise<Float32Array>;
}
