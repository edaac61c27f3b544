// Ends of Korean words that are right beside others which differ in a jamo. Sees words only.

import { partsOf, syllableOf } from './hangulSyllable';

const finalN = 4;

/** Last syllables of what 는 is said together with: 에는 엔, 에서는 에선, 에게는 에겐, 으로는 으론, 때는 땐, 거는 건. */
const contracted = new Set('에서게로때거');

/**
 * Whether `other`, close in spelling, can't be what was meant by `word`: a verb's bare stem in place of its end (포함돼, not 포함되), or
 * `word` is `other` with 는 said together with it (쓰기엔 and 쓰기에).
 */
export function isRightBeside(word: string, other: string): boolean {
  if (other.length > 1 && other.endsWith('되') && !word.endsWith('되')) return true;
  const last = other.at(-1) ?? '';
  return contracted.has(last) && word === other.slice(0, -1) + withFinalN(last);
}

/** Whether `word` ends a note as a noun (독립적임, 지원함) and `other` would go on behind it (독립적인, 지원한). */
export function isNoteBeside(word: string, other: string): boolean {
  return /[임함됨음]$/.test(word) && other === word.slice(0, -1) + withFinalN(word.at(-1)!);
}

function withFinalN(syllable: string): string {
  return syllableOf({ ...partsOf(syllable), final: finalN });
}
