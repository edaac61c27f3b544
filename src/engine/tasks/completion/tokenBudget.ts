// How far a suggestion may go by a vocabulary that is not the bundled one: settings count in tokens, people see letters.

import type { TokenId } from '../../../util/tokenId';
import type { Tokenizer } from '../../vocabulary/tokenizer';

/** UTF-8 bytes that a token of the bundled vocabulary spells on average, in English as in Korean. */
const bundledBytesPerToken = 3.6;
/** The document's last tokens tell what it is written in; fewer than some tell nothing. */
const lookedAt = 128;
const fewest = 16;
/** However short its tokens are, a suggestion may not take longer than so many times the tokens. */
const mostTimes = 4;

/**
 * @param maxTokens In tokens of the bundled vocabulary.
 * @param before The document up to the cursor.
 * @returns As many of this vocabulary's as spell about as much of such a text.
 */
export function tokensAsLong(
  maxTokens: number,
  before: readonly TokenId[],
  tokenizer: Pick<Tokenizer, 'bytesOf'>,
): number {
  const last = before.slice(-lookedAt);
  const bytes = last.reduce((sum, id) => sum + (tokenizer.bytesOf(id)?.length ?? 0), 0);
  if (last.length < fewest || bytes === 0) return maxTokens;
  const times = (bundledBytesPerToken * last.length) / bytes;
  return Math.max(1, Math.round(maxTokens * Math.min(mostTimes, times)));
}
