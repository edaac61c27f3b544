// The forms that a Korean verb's stem takes before its endings, as far as its last syllable shows them: 지우다 is 지운, 지울, 지움,
// 지웁니다 and, run together with 어, 지워 and 지웠다.

import { partsOf, syllableOf } from './hangulSyllable';

/** None, ㄴ, ㄹ, ㅁ, ㅂ: what endings begin with that is written under the stem. */
const taken = [0, 4, 8, 16, 17];
const pastFinal = 20;
/** ㅗ ㅘ, ㅚ ㅙ, ㅜ ㅝ, ㅡ ㅓ, ㅣ ㅕ: vowels, by their place in a syllable's code, run together with 어 or 아; others swallow it. */
const together: Readonly<Record<number, number>> = { 8: 9, 11: 10, 13: 14, 18: 4, 20: 6 };
const [a, ae, eu, o] = [0, 1, 18, 8];

/**
 * A pattern of a stem in each of its forms.
 * @param stem In Hangul, ending in a vowel. 르 doubles in 러 and 라 (누르, 눌러): such a form is to be given beside it.
 */
export function verbForms(stem: string): string {
  const before = stem.length > 1 ? partsOf(stem.at(-2)!).vowel : undefined;
  const { initial, vowel } = partsOf(stem.at(-1)!);
  const syllable = (other: number, final: number) => syllableOf({ initial, vowel: other, final });
  const isBright = vowel === eu && (before === a || before === o);
  const run = stem.endsWith('하') ? ae : isBright ? a : (together[vowel] ?? vowel);
  const last = [...taken.map((final) => syllable(vowel, final)), syllable(run, 0), syllable(run, pastFinal)];
  return `${stem.slice(0, -1)}[${[...new Set(last)].join('')}]`;
}
