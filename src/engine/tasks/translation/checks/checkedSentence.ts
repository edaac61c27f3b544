// What every check is given, and the shape of a check. A check sees the two texts and what is known of words: no model, no
// document.

import type { TextLanguage } from '../../../../shared/protocol/text';
import type { FailedCheck } from '../../../../shared/protocol/translation';
import type { EnglishWords } from '../../../languages/englishWords';
import type { PlainNouns } from '../../../languages/plainNouns';
import type { SyllablePairs } from '../../../languages/syllablePairs';

/** Texts without markup; things that are kept are private-use characters in both. */
export interface CheckedSentence {
  source: string;
  target: string;
  /** The target's language; the source is in the other one. */
  to: TextLanguage;
  known?: KnownWords;
}

/** What is known of words beside the two texts. */
export interface KnownWords {
  english?: EnglishWords;
  /** Where the model wrote the Korean: a person's rare word is one, but the model writes only what it has often read. */
  syllables?: SyllablePairs;
  nouns?: PlainNouns;
  /** Those that stand in code of the same page: names, unless they are ordinary words too. */
  code?: ReadonlySet<string>;
}

export type SentenceCheck = (sentence: CheckedSentence) => FailedCheck[];

/** The English side, and the Korean one. */
export function sides({ source, target, to }: CheckedSentence): { en: string; ko: string } {
  return to === 'ko' ? { en: source, ko: target } : { en: target, ko: source };
}

/** Items of `left` that `right` has not as often. */
export function without(left: readonly string[], right: readonly string[]): string[] {
  const rest = [...right];
  return left.filter((item) => {
    const at = rest.indexOf(item);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}
