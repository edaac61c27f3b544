// No broken characters: where the tokens so far end inside one, only its other bytes may follow. Sees ids only.

import type { TokenId } from '../../util/tokenId';
import type { DecodeConstraint } from './decodeConstraint';

/** How tokens make up characters. vocabulary/characterTokens.ts knows. */
export interface CharacterTokens {
  /** Ids that would break the last character where it lacks `missing` bytes (0..3). */
  breaking(missing: number): readonly TokenId[];
  /** Bytes that the last character lacks once `id` stands behind one that lacked `missing`. */
  missingAfter(missing: number, id: TokenId): number;
}

/**
 * The state is the number of bytes that the last character lacks.
 * @param specials Ids that stand for no text.
 */
export function wholeCharacters(characters: CharacterTokens, specials: readonly TokenId[]): DecodeConstraint<number> {
  return {
    start: 0,
    restrict(missing, logits) {
      for (const id of characters.breaking(missing)) logits[id] = -Infinity;
      if (missing > 0) for (const id of specials) logits[id] = -Infinity;
    },
    advance: (missing, id) => characters.missingAfter(missing, id),
  };
}
