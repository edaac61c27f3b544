// Whether Hangul spells a name of Latin letters as it sounds: Prometheus as 프로메테우스. By the consonants alone, in classes
// that the two scripts share. Sees text only.

import { partsOf } from './hangulSyllable';

const latinClasses: readonly (readonly [letters: RegExp, consonant: string])[] = [
  [/ng(?![aeiouy])/g, 'N'],
  [/th/g, 't'],
  [/ph|[fvpb]/g, 'P'],
  [/ch|sh|[szj]/g, 'S'],
  [/x/g, 'KS'],
  [/ck|[kgcq]/g, 'K'],
  [/[td]/g, 'T'],
  [/[lr]/g, 'L'],
  [/m/g, 'M'],
  [/n/g, 'N'],
  [/[a-z]/g, ''],
];
const initials = 'K K N T T L M P P S S _ S S S K T P H'.split(' ');
const finals = '_ K K K N N N T L K M P L L P L M P P S S N S S K T P T'.split(' ');

/**
 * @param text With the name in Hangul at the beginning of one of its words, or without.
 * @param mostSpare Consonants that may differ, in a name of three and more.
 */
export function isTransliterated(name: string, text: string, mostSpare = 1): boolean {
  const wanted = latinClasses.reduce(
    (said, [letters, consonant]) => said.replace(letters, consonant),
    name.toLowerCase(),
  );
  const sounds = skeleton(wanted);
  if (sounds.length < 2) return false;
  const spare = sounds.length >= 3 ? mostSpare : 0;
  return (text.match(/[가-힣]{2,}/g) ?? []).some((word) => {
    for (let length = 2; length <= Math.min(word.length, name.length); length++)
      if (distance(sounds, skeleton(hangulSounds(word.slice(0, length)))) <= spare) return true;
    return false;
  });
}

/** H is mostly not heard, and a doubled consonant is one. */
function skeleton(sounds: string): string {
  return sounds
    .toUpperCase()
    .replace(/[H_]/g, '')
    .replace(/(.)\1+/g, '$1');
}

function hangulSounds(word: string): string {
  return Array.from(word, (syllable) => {
    const { initial, final } = partsOf(syllable);
    return initials[initial]! + finals[final]!;
  }).join('');
}

/** Edits of one letter (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, n) => n);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[other.length]!;
}
