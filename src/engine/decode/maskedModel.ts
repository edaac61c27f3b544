// The port between filling blanks and the masked model's forward pass. models/maskedSession.ts implements it over ONNX
// Runtime; tests implement it with a few lines of arithmetic. Numbers only.

import type { TokenId } from '../../util/tokenId';
import { logSumExp } from './logits';

export interface MaskedShape {
  vocabSize: number;
  /** Longest sequence (tokens), the first and the last one included. */
  contextTokens: number;
}

/** One sequence, and where in it the model is asked. */
export interface MaskedRow {
  /** As the model was trained: `<bos> text <eos>`, with `<mask>` where something is to be said. */
  ids: readonly TokenId[];
  /** Positions in `ids` whose logits are wanted, ascending; at least one. */
  wanted: readonly number[];
}

export interface MaskedModel {
  readonly shape: MaskedShape;
  /**
   * All rows as one batch, shorter ones padded on the right.
   * @returns Logits, row-major [wanted positions of all rows, vocabSize], in the rows' order. A view that is valid until
   * the next call, and may be written to.
   */
  forward(rows: readonly MaskedRow[]): Promise<Float32Array>;
}

/** Natural log probability of `id` under one row of logits. */
export function logProbOf(row: Float32Array, id: TokenId): number {
  return row[id]! - logSumExp(row);
}
