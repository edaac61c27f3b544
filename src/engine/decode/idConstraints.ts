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

/** As {@link never}, for so many ids that few of them are ever looked at. */
export function refused(ids: ReadonlySet<TokenId>): DecodeConstraint<null> {
  return {
    start: null,
    restrict: () => {},
    refuses: (_, id) => ids.has(id),
    advance: (state) => state,
  };
}

/**
 * Each of `wanted` is written once, in whatever order, before the end token; nothing else is written when there is
 * hardly room left for them, or when the model wants to stop: what it would say to get past that place is made up.
 */
export function eachOnce(wanted: readonly TokenId[], end: TokenId): DecodeConstraint<readonly TokenId[]> {
  return {
    start: wanted,
    restrict(missing, logits, left) {
      if (missing.length === 0) return forbid(logits, wanted);
      const values = missing.map((id) => logits[id]!);
      if (left <= missing.length + 1 || isAbove(logits, end)) logits.fill(Number.NEGATIVE_INFINITY);
      else forbid(logits, [...wanted, end]);
      for (const [n, id] of missing.entries()) logits[id] = values[n]!;
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
    refuses: (states, id) => constraints.some((constraint, n) => constraint.refuses?.(states[n], id) ?? false),
    advance: (states, id) => constraints.map((constraint, n) => constraint.advance(states[n], id)),
  };
}

/** Whether `id` is more probable than every other id. */
function isAbove(logits: Float32Array, id: TokenId): boolean {
  for (let other = 0; other < logits.length; other++) if (logits[other]! >= logits[id]! && other !== id) return false;
  return true;
}

function forbid(logits: Float32Array, ids: readonly TokenId[]): void {
  for (const id of ids) logits[id] = Number.NEGATIVE_INFINITY;
}
