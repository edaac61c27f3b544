// The words of a language model's training text, most frequent first: tells words from pieces of words and from
// misspellings. Sees text only; the bundle's words.txt is read elsewhere.

import { fitParticle } from './koreanParticles';

const regularEndings = ['s', 'es', 'd', 'ed', 'ing', 'er', 'ers', 'ly'] as const;
type RegularEnding = (typeof regularEndings)[number];

/** Longest first when stripped. The forms of "to be" stand behind nouns of two syllables or more. */
const particleAtEnd = [
  /(?:에서는|으로는|에서|에게|으로|까지|부터|처럼|보다|은|는|이|가|을|를|의|에|와|과|로|도|만|나)$/,
  /(?<=..)(?:이라는|라는|이라고|라고|이지만|지만|이므로|므로|이란|란|이자|이며|며|이고|고|이에요|(?<!이)예요|입니다|이다)$/,
];

/** `particle` is empty where the word ends in none, or is none but one. */
function splitParticle(word: string, at = 0): { stem: string; particle: string } {
  const particle = particleAtEnd[at]!.exec(word)?.[0] ?? '';
  return { stem: word.slice(0, word.length - particle.length), particle };
}

export class WordList {
  private readonly ranks = new Map<string, number>();
  /** Hangul words by their number of syllables with the first or with the last of these; made when first asked for. */
  private hangul: Map<string, string[]> | undefined;

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
    if ((this.ranks.has(lower) && !this.isBareStem(lower)) || /^[\d.,]+$/.test(lower)) return true;
    const parts = lower.split(/[-'’.]/);
    if (parts.length > 1) return parts.every((part) => part.length <= 2 || this.knows(part));
    return /[가-힣]$/.test(lower)
      ? this.withoutParticle(lower) !== undefined || this.isPoliteForm(lower)
      : this.regularForm(lower) !== undefined;
  }

  /** Position of a Korean word without its particle, behind all words that stand in the list as they are. */
  rankOfStem(word: string): number | undefined {
    const stem = this.withoutParticle(word);
    return stem === undefined ? undefined : this.ranks.size + this.ranks.get(stem)!;
  }

  /** A Korean word without the particle that it seems to end in, known or not; any other as it is. */
  stem(word: string): string {
    const { stem, particle } = splitParticle(word);
    return particle !== '' && fitParticle(stem, particle) === particle ? stem : word;
  }

  private withoutParticle(word: string): string | undefined {
    for (const at of particleAtEnd.keys()) {
      const { stem, particle } = splitParticle(word, at);
      if (particle !== '' && this.ranks.has(stem) && fitParticle(stem, particle) === particle) return stem;
    }
    return undefined;
  }

  /** "나타나요", "수행해요": a polite form of a verb that the list has in others. Texts of manuals alone would hardly have it. */
  private isPoliteForm(word: string): boolean {
    if (!/[가-힣](?<!에)요$/.test(word)) return false;
    const form = word.slice(0, -1);
    return (
      this.ranks.has(`${form}서`) ||
      this.ranks.has(`${form}야`) ||
      (form.endsWith('해') && this.ranks.has(`${form.slice(0, -1)}하는`)) ||
      (form.endsWith('돼') && this.ranks.has(`${form.slice(0, -1)}되는`))
    );
  }

  /** "구성하": a verb that lacks its ending. Such words are in the list where texts cut them, at code for one. */
  private isBareStem(word: string): boolean {
    return /[가-힣][하되]$/.test(word) && this.ranks.has(`${word}는`) && this.ranks.has(`${word}고`);
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

  /** Korean words with one syllable more than `word`, anywhere: of the list, or of the list but for their particle. */
  withMissingSyllable(word: string): string[] {
    const { stem, particle } = splitParticle(word);
    const stems = particle === '' ? [] : this.listedWithMissingSyllable(stem);
    const withParticle = stems.map((longer) => longer + fitParticle(longer, particle));
    return [...new Set([...this.listedWithMissingSyllable(word), ...withParticle])];
  }

  private listedWithMissingSyllable(word: string): string[] {
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
