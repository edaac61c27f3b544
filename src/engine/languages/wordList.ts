// The words of a language model's training text, most frequent first: tells words from pieces of words and from
// misspellings. Sees text only; the bundle's words.txt is read elsewhere.

export class WordList {
  private readonly ranks = new Map<string, number>();
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
   * Whether it is a word. An empty list knows everything. Numbers are; an inflected or hyphenated word is where its
   * parts are; a Korean word is also without its particle.
   */
  knows(word: string): boolean {
    if (this.ranks.size === 0) return true;
    const lower = word.toLowerCase();
    if (this.ranks.has(lower) || /^[\d.,]+$/.test(lower)) return true;
    const parts = lower.split(/[-'’.]/);
    if (parts.length > 1) return parts.every((part) => part.length <= 2 || this.knows(part));
    return /[가-힣]$/.test(lower) && this.ranks.has(lower.replace(WordList.endings, ''));
  }
}
