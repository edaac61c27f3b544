// One term, one rendering: of ways to say a term that mean the same, a document keeps to the one that it said first. Sees
// the sentences of one document in their order; no model.

import { isParticles } from '../../documents/glossary';
import { mergedTies } from '../../documents/tiedWords';
import { fitParticle } from '../../languages/koreanParticles';
import { koreanVariants } from '../../languages/koreanVariants';
import type { AlignedWord } from './alignedWords';
import type { WrittenSentence } from './translator';

interface Term {
  inSource: RegExp;
  /** Finds each rendering where it is a word, with the particles behind it. */
  inTarget: RegExp;
  /** A key for all terms that share renderings. */
  key: string;
}

const terms: readonly Term[] = koreanVariants.map(([term, renderings]) => ({
  inSource: new RegExp(`(?<![\\p{L}\\p{N}-])${pluralOf(term)}(?![\\p{L}\\p{N}-])`, 'giu'),
  inTarget: new RegExp(`(?<![가-힣A-Za-z])(${longestFirst(renderings).join('|')})([가-힣]*)`, 'gu'),
  key: renderings[0]!,
}));

export class OneRendering {
  /** What the document said first, by the key of the term. */
  private readonly said = new Map<string, string>();

  /** @param source English, plain. @returns The sentence with the renderings that the document has had so far. */
  unify(source: string, written: WrittenSentence): WrittenSentence {
    let result = written;
    for (const term of terms) {
      const wanted = source.match(term.inSource)?.length ?? 0;
      if (wanted === 0) continue;
      const found = [...result.plain.matchAll(term.inTarget)].filter(([, , tail]) => tail === '' || isParticles(tail!));
      // More than the source has: some of them say something else.
      if (found.length === 0 || found.length > wanted) continue;
      const first = this.said.get(term.key) ?? found[0]![1]!;
      this.said.set(term.key, first);
      for (const { 0: all, 1: rendering, 2: tail, index } of found.reverse())
        if (rendering !== first)
          result = replaced(result, index, index + all.length, first + fitParticle(first, tail!));
    }
    return result;
  }
}

/** With other text from `start` to `end`; the words in there become one. */
function replaced(written: WrittenSentence, start: number, end: number, text: string): WrittenSentence {
  const by = text.length - (end - start);
  const inside = written.words.filter((word) => word.start < end && word.end > start);
  const moved = (word: AlignedWord) =>
    word.start >= end ? { ...word, start: word.start + by, end: word.end + by } : word;
  const before = written.words.filter((word) => word.end <= start);
  const after = written.words.filter((word) => word.start >= end).map(moved);
  const sources = inside.flatMap((word) => word.sources);
  const ties = mergedTies(inside.map((word) => word.ties ?? []));
  const one = inside.length > 0 && {
    start: Math.min(start, inside[0]!.start),
    end: Math.max(end, inside.at(-1)!.end) + by,
    sources: sources.filter((each, n) => sources.findIndex(({ start }) => start === each.start) === n),
    probability: inside.reduce((product, word) => product * word.probability, 1),
    ...(ties.length > 0 && { ties }),
  };
  const plain = written.plain.slice(0, start) + text + written.plain.slice(end);
  return { ...written, plain, words: [...before, ...(one ? [one] : []), ...after] };
}

function pluralOf(term: string): string {
  return term.endsWith('y') ? `${term.slice(0, -1)}(?:y|ies)` : `${term}(?:e?s)?`;
}

function longestFirst(renderings: readonly string[]): string[] {
  return [...renderings].sort((a, b) => b.length - a.length);
}
