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
  /**
   * Whether `id`, which is about to be chosen, may not come next. For rules that would forbid much of a vocabulary of
   * which hardly any is ever wanted; the end token is asked about too.
   */
  refuses?(state: State, id: TokenId): boolean;
  /** Asked for every token but the end token, decided ones included. */
  advance(state: State, id: TokenId): State;
}
