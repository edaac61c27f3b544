// What a sequence may not say: a rule that is asked before each token is chosen. Numbers only.

import type { TokenId } from '../../util/tokenId';

/** States are values: hypotheses share them, so `advance` returns a new one. */
export interface DecodeConstraint<State = unknown> {
  readonly start: State;
  /** Sets the logits of what may not come next to -Infinity, the end token among them. Leaves at least one. */
  restrict(state: State, logits: Float32Array): void;
  advance(state: State, id: TokenId): State;
}
