// Sentences by their words, so that those at least 75 % alike with a given one are found among 20,000 without looking at all:
// of a sentence's rarest words enough are asked for that a near one must have one of them (prefix filtering: Chaudhuri, Ganti
// and Kaushik 2006). Knows numbers for sentences, no translation.

import { likeness, mostEdits, wordsOf } from './words';

/** From here on a sentence is near. */
export const leastShare = 0.75;

export interface Near {
  id: number;
  /** 0.75..1. */
  share: number;
}

export class WordIndex {
  private readonly ids = new Map<string, number>();
  /** By word: the sentences that have it, each once. */
  private readonly holders: number[][] = [];
  /** By sentence. */
  private readonly sentences: (Uint32Array | undefined)[] = [];

  add(id: number, text: string): void {
    const words = Uint32Array.from(wordsOf(text), (word) => this.numberOf(word));
    this.sentences[id] = words;
    for (const word of new Set(words)) this.holders[word]!.push(id);
  }

  /** What it holds of a sentence stays in the lists, and is skipped. */
  remove(id: number): void {
    this.sentences[id] = undefined;
  }

  /** Nearest first; those equally near in the order in which they came. */
  near(text: string, least = leastShare): Near[] {
    // A word that no sentence has is one of its own.
    const words = wordsOf(text).map((word) => this.ids.get(word) ?? -1);
    const found: Near[] = [];
    for (const id of this.candidates(words, least)) {
      const share = likeness(words, this.sentences[id]!, least);
      if (share > 0 && share >= least - 1e-9) found.push({ id, share });
    }
    return found.sort((a, b) => b.share - a.share || a.id - b.id);
  }

  private candidates(words: readonly number[], least: number): Set<number> {
    const longest = Math.floor(words.length / least + 1e-9);
    const edits = mostEdits(longest, least);
    const size = (word: number) => (word < 0 ? 0 : this.holders[word]!.length);
    // Each edit takes one word away at most: of so many one is left.
    const asked = [...words].sort((a, b) => size(a) - size(b)).slice(0, edits + 1);
    const found = new Set<number>();
    for (const word of new Set(asked)) {
      for (const id of word < 0 ? [] : this.holders[word]!) {
        const length = this.sentences[id]?.length;
        const isLike = length !== undefined && length <= longest && length >= Math.ceil(words.length * least - 1e-9);
        if (isLike) found.add(id);
      }
    }
    return found;
  }

  private numberOf(word: string): number {
    const known = this.ids.get(word);
    if (known !== undefined) return known;
    const id = this.holders.push([]) - 1;
    this.ids.set(word, id);
    return id;
  }
}
