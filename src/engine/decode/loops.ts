// Tokens that go round: when a sequence ends in the same stretch over and over, more often than its source does.
// Sees ids only.

import type { TokenId } from '../../util/tokenId';

/** Longest stretch that is looked for (tokens). */
const LONGEST_ROUND = 32;

/** A loop is at least so many tokens: "no, no, no" is none yet. */
const SHORTEST_LOOP = 6;

/**
 * How often a stretch may stand in a row in what is written of `source`: once more than any does in the source, and
 * twice at least.
 */
export function allowedRounds(source: readonly TokenId[]): number {
  let most = 1;
  for (let round = 1; round <= Math.min(LONGEST_ROUND, source.length >> 1); round++) {
    for (let at = round, same = 0; at < source.length; at++) {
      same = source[at] === source[at - round] ? same + 1 : 0;
      most = Math.max(most, Math.floor(same / round) + 1);
    }
  }
  return most + 1;
}

/** How many tokens at the end of `ids` only repeat what stands before them; 0 unless they repeat it more than `allowed` times. */
export function surplusRounds(ids: readonly TokenId[], allowed: number): number {
  const end = ids.length - 1;
  for (let round = 1; round <= Math.min(LONGEST_ROUND, ids.length >> 1); round++) {
    let same = 0;
    while (same <= end - round && ids[end - same] === ids[end - same - round]) same++;
    const rounds = Math.floor(same / round) + 1;
    if (rounds > allowed && rounds * round >= SHORTEST_LOOP) return (rounds - 1) * round;
  }
  return 0;
}
