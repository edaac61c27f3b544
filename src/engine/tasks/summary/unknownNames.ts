// Names and numbers in a summary that are not in the text it is of: what a model makes up. Sees text, and the vocabulary,
// which knows whether a word is written small more often than with a capital.

import type { Tokenizer } from '../../vocabulary/tokenizer';

/** Runs of digits of a text. */
export function digitRuns(text: string): Set<string> {
  return new Set(text.match(/\d+/g));
}

/** Latin words of a text, without letter case. */
export function latinWords(text: string): Set<string> {
  return new Set((text.match(latinWord) ?? []).map((word) => word.toLowerCase()));
}

const latinWord = /[A-Za-z\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f_]*/g;

/**
 * Names that `written` has and the text of `known` words has not: identifiers and abbreviations anywhere, words with a
 * capital, and every Latin word of a Korean sentence.
 */
export function unknownNames(written: string, known: ReadonlySet<string>, tokenizer: Tokenizer): string[] {
  const isKorean = /[가-힣]/.test(written);
  return (written.match(latinWord) ?? []).filter((word) => {
    if (known.has(word.toLowerCase())) return false;
    if (isKorean || /\d|_|.[A-Z]/.test(word)) return word.length > 1;
    return /^\p{Lu}/u.test(word) && !isOrdinary(word, tokenizer);
  });
}

/**
 * Whether a word with a capital is one that only begins a sentence: the vocabulary has it small, and as an earlier, that
 * is a more frequent, token than with its capital.
 */
function isOrdinary(word: string, tokenizer: Tokenizer): boolean {
  if (word.length === 1) return true;
  const [small, ...rest] = tokenizer.encode(` ${word.toLowerCase()}`);
  const capital = tokenizer.encode(` ${word}`);
  return rest.length === 0 && (capital.length > 1 || small! < capital[0]!);
}
