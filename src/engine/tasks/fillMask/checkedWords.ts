// Which words of a passage may be slips at all: plain words of prose. Code, links, names, abbreviations and whatever is
// glued to digits or signs are not looked at. Sees text only.

import type { TextRange } from '../../../shared/protocol/text';
import { isSentenceStart } from '../../languages/letterCase';

export interface CheckedWord {
  start: number;
  end: number;
  word: string;
}

/** What is longer is no word, and would have thousands of neighbours in spelling. */
const mostLetters = 40;
/** As much as tells whether a sentence begins (UTF-16 units). */
const sentenceStartLooksBack = 200;

/** Stretches without prose: code, link targets, addresses, paths, tags, mathematics, front matter. */
const notProse = [
  /^---\n[\s\S]*?\n---/g,
  /^[^\S\n]*(```|~~~)[\s\S]*?(?:\n[^\S\n]*\1[^\n]*|$(?![\s\S]))/gm,
  /(`+)[^`]*?\1/g,
  /\]\([^)\n]*\)|\]\[[^\]\n]*\]/g,
  /\[\[[^[\]|\n]*(?=\|)/g,
  /^\s*\[[^\]\n]+\]:.*$/gm,
  /\b[a-z][a-z0-9+.-]*:\/\/\S+|\bwww\.\S+|\S+@\S+\.\S+/gi,
  /<\/?[A-Za-z!][^>\n]*>/g,
  /\$[^$\n]+\$/g,
  /\{\{.*?\}\}/g,
];

/** @param within Words outside are left out. */
export function checkedWords(text: string, within: TextRange = { start: 0, end: text.length }): CheckedWord[] {
  const prose = notProse.reduce(
    (rest, pattern) => rest.replace(pattern, (match) => match.charAt(0) + '\0'.repeat(match.length - 1)),
    text,
  );
  const words: CheckedWord[] = [];
  for (const match of prose.matchAll(/[\p{L}\p{M}]+(?:['’]\p{L}+)*/gu)) {
    const word = match[0];
    const start = match.index;
    const end = start + word.length;
    if (start < within.start || end > within.end || word.length > mostLetters) continue;
    if (
      isPlain(prose, start, end) &&
      isOneScript(word) &&
      mayBeSmall(word, prose.slice(Math.max(0, start - sentenceStartLooksBack), start))
    ) {
      words.push({ start, end, word });
    }
  }
  return words;
}

/** Nothing is glued to it that makes it part of something else: a digit, a path, a file name, a hyphenated word. */
function isPlain(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 2), start);
  const after = text.slice(end, end + 2);
  return !/[\p{N}_@#$/\\.&+=~\0-]$/u.test(before) && !/^(?:[\p{N}_@/\\&+=~\0-]|[.:]\p{L})/u.test(after);
}

function isOneScript(word: string): boolean {
  return /^[A-Za-z'’]+$/.test(word) || /^[가-힣]+$/.test(word);
}

/** Small letters, or one capital where a sentence begins. */
function mayBeSmall(word: string, before: string): boolean {
  if (/\p{Lu}/u.test(word.slice(1))) return false;
  return !/^\p{Lu}/u.test(word) || isSentenceStart(before);
}
