// What people write for a blank, in the editor and on the command line alike: `___` and `<mask>`. Sees text only.

import type { TextRange } from './protocol/text';

/** Not within a name (`a___b`). */
const marker = /(?<!\w)_{3,}|_{3,}(?!\w)|<mask>/g;

/** What only looks like one: code, a rule (a line of nothing else), emphasis (`___so___`). */
const others: readonly RegExp[] = [
  /(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g,
  /^[ \t]*(?:_[ \t]*){3,}$/gm,
  /(?<![\p{L}\p{N}_])___(?=[\p{L}\p{N}])[^_\n]*[^\s_]___(?![\p{L}\p{N}_])/gu,
];

/** In order. @param isMarkdown Only there a line of them is a rule, and `___so___` emphasis. */
export function blankMarkers(text: string, isMarkdown = true): TextRange[] {
  const taken = (isMarkdown ? others : others.slice(0, 1)).flatMap((other) => [...text.matchAll(other)]);
  // A text of one line that is nothing but a blank asks for a word.
  const isBlank = /^\s*_{3,}\s*$/.test(text);
  return [...text.matchAll(marker)]
    .filter(
      ({ index }) => isBlank || !taken.some(({ index: from, 0: all }) => from <= index && index < from + all.length),
    )
    .map(({ index, 0: found }) => ({ start: index, end: index + found.length }));
}
