// Hangul syllables that stand side by side inside of words, and words that hold a pair that nobody writes. Sees text only;
// the bundle's syllables.txt is read elsewhere.

import { fitParticle, leadingParticle } from './koreanParticles';

/** What stands behind any word, whatever it ends in. */
const behindAny =
  /^(?:별|당|용|률|율|마다|보다|처럼|까지|부터|만|도|에|의|임|이|죠|요|씩|들|님|씨|형|식|적|화|성|간|상|하)/;
const particle = /(?:에서는|으로는|에서|에게|으로|까지|부터|처럼|보다|은|는|이|가|을|를|의|에|와|과|로|도|만)$/;

export class SyllablePairs {
  private constructor(private readonly followers: ReadonlyMap<string, string>) {}

  /** A line a syllable: it, then those that follow it somewhere. An empty text knows every pair. */
  static parse(text: string): SyllablePairs {
    const lines = text.split('\n').filter((line) => line !== '');
    return new SyllablePairs(new Map(lines.map((line) => [line[0]!, line.slice(1)])));
  }

  /**
   * Whether a word is strange: of two pairs that nobody writes, or of one beside a single syllable. Longer words may be two
   * that are written as one, and what stands behind any word makes no pair with it.
   */
  isStrange(word: string): boolean {
    if (this.followers.size === 0) return false;
    const places = Array.from({ length: word.length - 1 }, (_, n) => n + 1).filter((at) => this.isOdd(word, at));
    const stemLength = word.length > 2 ? word.replace(particle, '').length : word.length;
    return places.length > 1 || places.some((at) => at === 1 || at >= stemLength - 1);
  }

  /** Whether nobody writes the syllables on both sides of `at` together. */
  private isOdd(word: string, at: number): boolean {
    if (this.followers.get(word[at - 1]!)?.includes(word[at]!)) return false;
    const rest = word.slice(at);
    return !behindAny.test(rest) && !(leadingParticle(rest) && fitParticle(word.slice(0, at), rest) === rest);
  }
}
