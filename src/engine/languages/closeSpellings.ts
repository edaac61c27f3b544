// Spellings one slip of the pen away: a letter missing, doubled or added, changed, or two letters swapped. For Hangul
// the letters are the jamo of a syllable, and whole syllables may be doubled or swapped (missing ones: WordList). Sees text
// only.

import { jamoCounts, partsOf, syllableOf } from './hangulSyllable';

const latin = 'abcdefghijklmnopqrstuvwxyz';

/** All spellings one edit away from `word` (small letters), itself left out; most of them are no words. */
export function closeSpellings(word: string): Set<string> {
  const found = new Set<string>();
  const units = [...word];
  for (const [at, unit] of units.entries()) {
    const before = units.slice(0, at).join('');
    const after = units.slice(at + 1).join('');
    // Nobody writes a whole syllable too many but twice.
    if (!isHangul(unit) || unit === units[at + 1]) found.add(before + after);
    found.add(before + unit + unit + after);
    const next = units[at + 1];
    if (next !== undefined) found.add(before + next + unit + units.slice(at + 2).join(''));
    for (const other of replacements(unit)) found.add(before + other + after);
    if (isLatin(unit)) for (const letter of latin) found.add(before + letter + unit + after);
  }
  if (isLatin(units.at(-1) ?? '')) for (const letter of latin) found.add(word + letter);
  found.delete(word);
  found.delete('');
  return found;
}

function isLatin(unit: string): boolean {
  return unit.length === 1 && latin.includes(unit);
}

function replacements(unit: string): Iterable<string> {
  if (isLatin(unit)) return latin;
  return isHangul(unit) ? otherSyllables(unit) : [];
}

function isHangul(unit: string): boolean {
  return /[가-힣]/.test(unit);
}

/** Syllables that differ in one of the three jamo. */
function otherSyllables(syllable: string): string[] {
  const parts = partsOf(syllable);
  const others: string[] = [];
  for (let initial = 0; initial < jamoCounts.initials; initial++) others.push(syllableOf({ ...parts, initial }));
  for (let vowel = 0; vowel < jamoCounts.vowels; vowel++) others.push(syllableOf({ ...parts, vowel }));
  for (let final = 0; final < jamoCounts.finals; final++) others.push(syllableOf({ ...parts, final }));
  return others;
}
