// The words of a language model's training text, most frequent first: tells words from pieces of words and from
// misspellings. Sees text only; the bundle's words.txt is read elsewhere.

const regularEndings = ['s', 'es', 'd', 'ed', 'ing', 'er', 'ers', 'ly'] as const;
type RegularEnding = (typeof regularEndings)[number];

export class WordList {
  private readonly ranks = new Map<string, number>();
  /** Hangul words by their number of syllables with the first or with the last of these; made when first asked for. */
  private hangul: Map<string, string[]> | undefined;
  /** Longest first when stripped. */
  private static readonly endings =
    /(?:에서는|으로는|에서|에게|으로|까지|부터|처럼|보다|은|는|이|가|을|를|의|에|와|과|로|도|만|나)$/;

  /** @param words As they are written inside a sentence; without case two are one. */
  constructor(words: Iterable<string>) {
    for (const word of words) {
      const key = word.toLowerCase();
      if (!this.ranks.has(key)) this.ranks.set(key, this.ranks.size);
    }
  }

  /** One word a line. */
  static parse(text: string): WordList {
    return new WordList(text.split('\n').filter((line) => line !== '' && !line.startsWith('#')));
  }

  get size(): number {
    return this.ranks.size;
  }

  /** Position by frequency, 0 for the most frequent; undefined for an unknown word. */
  rank(word: string): number | undefined {
    return this.ranks.get(word.toLowerCase());
  }

  /**
   * Whether it is a word. An empty list knows everything. Numbers are; a hyphenated word is where its parts are, an
   * English one in a regular form where its base is; a Korean word is also without its particle.
   */
  knows(word: string): boolean {
    if (this.ranks.size === 0) return true;
    const lower = word.toLowerCase();
    if (this.ranks.has(lower) || /^[\d.,]+$/.test(lower)) return true;
    const parts = lower.split(/[-'’.]/);
    if (parts.length > 1) return parts.every((part) => part.length <= 2 || this.knows(part));
    return /[가-힣]$/.test(lower) ? this.withoutParticle(lower) !== undefined : this.regularForm(lower) !== undefined;
  }

  /** Position of a Korean word without its particle, behind all words that stand in the list as they are. */
  rankOfStem(word: string): number | undefined {
    const stem = this.withoutParticle(word);
    return stem === undefined ? undefined : this.ranks.size + this.ranks.get(stem)!;
  }

  private withoutParticle(word: string): string | undefined {
    const stem = word.replace(WordList.endings, '');
    return stem !== word && this.ranks.has(stem) ? stem : undefined;
  }

  /** "reopens", "committer": a known base and an ending, its last letter doubled where the list doubles it elsewhere. */
  regularForm(word: string): { base: string; ending: RegularEnding } | undefined {
    if (!/^[a-z]{4,}$/.test(word)) return undefined;
    for (const ending of regularEndings) {
      if (!word.endsWith(ending)) continue;
      const stem = word.slice(0, -ending.length);
      const base = stem.length >= 3 ? this.baseOf(stem, ending) : undefined;
      if (base !== undefined) return { base, ending };
    }
    return undefined;
  }

  /** The word of the list that an ending stands behind; undefined where it does not go there. */
  private baseOf(stem: string, ending: RegularEnding): string | undefined {
    const known = (word: string, isRight = true) => (isRight && this.ranks.has(word) ? word : undefined);
    const last = stem.at(-1)!;
    if (ending === 's') return known(stem, !/(?:[sxz]|[cs]h|[^aeiou]y)$/.test(stem));
    if (ending === 'es') return known(stem, /(?:[sxz]|[cs]h)$/.test(stem));
    if (ending === 'd') return known(stem, last === 'e');
    if (ending === 'ly') return known(stem, last !== 'y');
    const single = stem.slice(0, -1);
    const verbEndings = ['ed', 'ing', 'er'];
    if (last === stem.at(-2) && this.ranks.has(single) && /[aeiou][bdgklmnprtvz]{2}$/.test(stem))
      return known(single, !verbEndings.some((other) => this.ranks.has(single + other)));
    const isDoubled = verbEndings.some((other) => this.ranks.has(stem + last + other));
    if (last === 'e' || last === 'y') return known(stem, last === 'y' && ending === 'ing');
    return known(stem, !isDoubled) ?? known(`${stem}e`);
  }

  /** Korean words of the list with one syllable more than `word`, anywhere. */
  withMissingSyllable(word: string): string[] {
    this.hangul ??= this.bySyllables();
    const units = [...word];
    const near = [
      ...(this.hangul.get(`${units.length + 1}<${units[0]}`) ?? []),
      ...(this.hangul.get(`${units.length + 1}>${units.at(-1)}`) ?? []),
    ];
    return [
      ...new Set(
        near.filter((longer) => [...longer].some((_, n) => longer.slice(0, n) + longer.slice(n + 1) === word)),
      ),
    ];
  }

  private bySyllables(): Map<string, string[]> {
    const found = new Map<string, string[]>();
    for (const word of this.ranks.keys()) {
      if (!/^[가-힣]{2,}$/.test(word)) continue;
      for (const key of [`${word.length}<${word[0]}`, `${word.length}>${word.at(-1)}`]) {
        const list = found.get(key);
        if (list) list.push(word);
        else found.set(key, [word]);
      }
    }
    return found;
  }
}
