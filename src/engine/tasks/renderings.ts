// What words are rendered with, by a translation lexicon: the tokens that a rendering begins with. Sees tokens and numbers.

import type { TokenId } from '../../util/tokenId';
import type { WordContexts } from '../decode/lexicon';
import type { Tokenizer } from '../vocabulary/tokenizer';

export interface Rendering extends WrittenToken {
  id: TokenId;
  /** In small letters, without the space before it. */
  text: string;
}

/** A token that people wrote for a word, behind whatever stands before it. */
interface WrittenToken {
  /** The greatest weight that it has behind any token (0..1). */
  weight: number;
  /** Tokens that it was written behind: chance stands behind one or two. */
  contexts: number;
}

/** A lexicon gives the same contexts again while it holds them. */
const written = new WeakMap<WordContexts, ReadonlyMap<TokenId, WrittenToken>>();

/** By the token's id, in the order in which the contexts have them. */
export function writtenTokens(contexts: WordContexts): ReadonlyMap<TokenId, WrittenToken> {
  const known = written.get(contexts);
  if (known) return known;
  const found = new Map<TokenId, WrittenToken>();
  for (const continuations of contexts.values()) {
    for (const { id, weight } of continuations) {
      const token = found.get(id as TokenId);
      if (token) {
        token.weight = Math.max(token.weight, weight);
        token.contexts++;
      } else found.set(id as TokenId, { weight, contexts: 1 });
    }
  }
  written.set(contexts, found);
  return found;
}

/** Tokens that begin a word, whatever stands before them; function words of the target are among them. */
export function renderingsIn(contexts: WordContexts, tokenizer: Tokenizer): Rendering[] {
  return [...writtenTokens(contexts)].flatMap(([id, token]): Rendering[] => {
    const text = Buffer.from(tokenizer.bytesOf(id) ?? '', 'latin1').toString('utf8');
    return text.startsWith(' ') ? [{ id, text: text.trim().toLowerCase(), ...token }] : [];
  });
}
