// Constraints that need to know nothing but ids: some never, some exactly once, and several rules at a time.

import type { TokenId } from '../../util/tokenId';
import type { DecodeConstraint } from './decodeConstraint';

/** `ids` are never written. */
export function never(ids: readonly TokenId[]): DecodeConstraint<null> {
  return {
    start: null,
    restrict: (_, logits) => forbid(logits, ids),
    advance: (state) => state,
  };
}

/**
 * Each of `wanted` is written once, in whatever order, before the end token; when there is hardly room left for them,
 * nothing else is written.
 */
export function eachOnce(wanted: readonly TokenId[], end: TokenId): DecodeConstraint<readonly TokenId[]> {
  return {
    start: wanted,
    restrict(missing, logits, left) {
      const values = missing.map((id) => logits[id]!);
      if (missing.length > 0 && left <= missing.length + 1) logits.fill(Number.NEGATIVE_INFINITY);
      else forbid(logits, wanted);
      for (const [n, id] of missing.entries()) logits[id] = values[n]!;
      if (missing.length > 0) logits[end] = Number.NEGATIVE_INFINITY;
    },
    advance: (missing, id) => (missing.includes(id) ? missing.filter((each) => each !== id) : missing),
  };
}

/** What every one of `constraints` leaves. */
export function allOf(constraints: readonly DecodeConstraint[]): DecodeConstraint<readonly unknown[]> {
  return {
    start: constraints.map(({ start }) => start),
    restrict(states, logits, left) {
      for (const [n, constraint] of constraints.entries()) constraint.restrict(states[n], logits, left);
    },
    advance: (states, id) => constraints.map((constraint, n) => constraint.advance(states[n], id)),
  };
}

function forbid(logits: Float32Array, ids: readonly TokenId[]): void {
  for (const id of ids) logits[id] = Number.NEGATIVE_INFINITY;
}
