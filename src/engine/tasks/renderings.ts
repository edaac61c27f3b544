// What words are rendered with, by a translation lexicon: the tokens that a rendering begins with. Sees tokens and numbers.

import type { TokenId } from '../../util/tokenId';
import type { WordContexts } from '../decode/lexicon';
import type { Tokenizer } from '../vocabulary/tokenizer';

export interface Rendering {
  id: TokenId;
  /** In small letters, without the space before it. */
  text: string;
  /** The greatest weight that it has behind any token (0..1). */
  weight: number;
  /** Tokens that it was written behind: chance stands behind one or two. */
  contexts: number;
}

/** Tokens that begin a word, whatever stands before them; function words of the target are among them. */
export function renderingsIn(contexts: WordContexts, tokenizer: Tokenizer): Rendering[] {
  const found = new Map<number, Rendering>();
  for (const { id, weight } of [...contexts.values()].flat()) {
    const known = found.get(id);
    if (known) {
      known.weight = Math.max(known.weight, weight);
      known.contexts++;
      continue;
    }
    const text = Buffer.from(tokenizer.bytesOf(id as TokenId) ?? '', 'latin1').toString('utf8');
    if (text.startsWith(' '))
      found.set(id, { id: id as TokenId, text: text.trim().toLowerCase(), weight, contexts: 1 });
  }
  return [...found.values()];
}
