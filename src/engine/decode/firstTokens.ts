// What a target may not begin with, or go on with at one place. Sees ids only.

import type { TokenId } from '../../util/tokenId';
import type { DecodeConstraint } from './decodeConstraint';

/** `ids` are not written as the token with `position` tokens before it. The state is the number of tokens. */
export function notAt(position: number, ids: readonly TokenId[]): DecodeConstraint<number> {
  return {
    start: 0,
    restrict(count, logits) {
      if (count === position) for (const id of ids) logits[id] = -Infinity;
    },
    advance: (count) => count + 1,
  };
}
