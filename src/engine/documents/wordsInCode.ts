// Words that stand in a document's code, in blocks and in its text: there "pytest" is a name, wherever it stands. Whatever the
// format: code is marked alike in nearly all of them.

import type { TextRange } from '../../shared/protocol/text';

const block = /^[ \t>]*(```+|~~~+|-{4,}|\.{4,})[^\n]*\n[\s\S]*?^[ \t>]*\1/gm;
const inText = /(?<!`)(`+)(?!`)[^`\n]+\1(?!`)|<(code|kbd|pre|samp)\b[^<]*<\/\2>/g;
const word = /[A-Za-z]{3,}/g;

/** @param parts What of the text is prose, where it is a program's. */
export function wordsInCode(text: string, parts?: readonly TextRange[]): Set<string> {
  const code = parts ? outside(text, parts) : [];
  const marked = [...text.matchAll(block), ...text.matchAll(inText)].map(([said]) => said);
  return new Set([...code, ...marked].flatMap((each) => each.match(word) ?? []));
}

function outside(text: string, parts: readonly TextRange[]): string[] {
  const edges = [0, ...parts.flatMap(({ start, end }) => [start, end]), text.length];
  return edges.flatMap((from, n) => (n % 2 === 0 ? [text.slice(from, edges[n + 1])] : []));
}
