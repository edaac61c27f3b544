// Whether a word holds the letters a person has typed so far. Case and accents don't count, and a Korean syllable that
// is still being composed matches what it may become: 돗 is on its way to 도서관.

export function matchesLetters(word: string, typed: string): boolean {
  return letters(word).includes(letters(typed.trim()));
}

/** Latin letters without accents in lower case, syllables as jamo, final consonants as the initials they look like. */
function letters(text: string): string {
  return [...text.normalize('NFKD').toLowerCase()]
    .filter((letter) => !/\p{Mn}/u.test(letter))
    .map((letter) => finals[letter] ?? letter)
    .join('');
}

/** Jamo that end a syllable (U+11A8..U+11C2), as those that start one. */
const finals: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ...'ᄀ ᄁ ᄀᄉ ᄂ ᄂᄌ ᄂᄒ ᄃ ᄅ ᄅᄀ ᄅᄆ ᄅᄇ ᄅᄉ ᄅᄐ ᄅᄑ ᄅᄒ ᄆ ᄇ ᄇᄉ ᄉ ᄊ ᄋ ᄌ ᄎ ᄏ ᄐ ᄑ ᄒ'.split(
      ' ',
    ),
  ].map((initials, index) => [String.fromCodePoint(0x11a8 + index), initials]),
);
