// What a sequence may not say: a rule that is asked before each token is chosen. Numbers only.

import type { TokenId } from '../../util/tokenId';

/** States are values: hypotheses share them, so `advance` returns a new one. */
export interface DecodeConstraint<State = unknown> {
  readonly start: State;
  /**
   * Sets the logits of what may not come next to -Infinity, the end token among them. A hypothesis that is left nothing
   * is given up.
   * @param left Tokens that may still be written, this one included and the end token not counted.
   */
  restrict(state: State, logits: Float32Array, left: number): void;
  /** Asked for every token but the end token, decided ones included. */
  advance(state: State, id: TokenId): State;
}
