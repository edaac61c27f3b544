// Names of what a page is about: words that its code has in small letters, that begin with a capital where they are said, and that
// are no English ones ("Brindle" beside `npm install brindle`; no "Install").

import type { EnglishWords } from '../languages/englishWords';

/** Shorter ones are abbreviations, which stay anyway. */
const capitalised = /^\p{Lu}[a-z]{3,}$/u;

/**
 * @param code Words that stand in the page's code.
 * @returns Whether a word is such a name; undefined where nobody knows which words are English.
 */
export function namesInCode(
  code: ReadonlySet<string>,
  english: EnglishWords | undefined,
): ((word: string) => boolean) | undefined {
  if (!english) return undefined;
  return (word) => capitalised.test(word) && code.has(word.toLowerCase()) && !english.has(word);
}
