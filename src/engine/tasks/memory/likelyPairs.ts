// Whether pairs of sentences out of two pages translate each other, by what the lexicon knows of their words: two files may have a
// pair's names and nothing else in common, and sentences in order pair with whatever stands there. Never keeps or logs the text.

import type { MemoryPair } from '../../../shared/protocol/memory';
import type { TokenId } from '../../../util/tokenId';
import { sourceWords } from '../../vocabulary/sourceWords';
import type { Tokenizer } from '../../vocabulary/tokenizer';
import type { Seq2seqTools } from '../seq2seqTools';

/**
 * Share of the English words whose Korean word, as somebody translated it, stands in the other sentence. Of 20 held-out pairs together
 * it is 0.65 to 0.95 in documentation and 0.45 to 0.6 in news; of the same sentences beside others 0.12 to 0.58, 0.3 at the median.
 */
const leastShare = 0.4;
/** Of fewer words nothing is said. */
const leastWords = 15;
/** Pairs that are looked at. */
const most = 60;
/** Rarer renderings are chance. */
const leastWeight = 0.05;

/** False where the sentences are surely no translations of each other. */
export function areLikelyPairs(
  pairs: readonly MemoryPair[],
  tools: Pick<Seq2seqTools, 'lexicon' | 'tokenizer'>,
): boolean {
  const { lexicon, tokenizer } = tools;
  if (!lexicon) return true;
  const renderings = new Map<string, ReadonlySet<number>>();
  const renderingsOf = (stem: string): ReadonlySet<number> => {
    const known = renderings.get(stem) ?? firstTokens(lexicon, stem, tokenizer);
    renderings.set(stem, known);
    return known;
  };
  let words = 0;
  let rendered = 0;
  for (const { en, ko } of pairs.slice(0, most)) {
    const written = new Set<number>(tokenizer.encode(` ${ko}`));
    for (const { stem } of sourceWords(tokenizer.encode(` ${en}`), tokenizer)) {
      if (!/^[a-z]{3,}$/.test(stem)) continue;
      const ids = renderingsOf(stem);
      if (ids.size === 0) continue;
      words++;
      if ([...ids].some((id) => written.has(id))) rendered++;
    }
  }
  return words < leastWords || rendered >= leastShare * words;
}

/** Tokens that words begin with, of what people wrote for a word. */
function firstTokens(lexicon: NonNullable<Seq2seqTools['lexicon']>, stem: string, tokenizer: Tokenizer): Set<number> {
  const begins = (id: number) => /^ [a-zA-Z\u00ea-\u00ed]/.test(tokenizer.bytesOf(id as TokenId) ?? '');
  const contexts = [...(lexicon.contextsOf(stem, 'ko')?.values() ?? [])].flat();
  return new Set(contexts.filter(({ id, weight }) => weight >= leastWeight && begins(id)).map(({ id }) => id));
}
