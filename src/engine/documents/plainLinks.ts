// Markup that people write in texts without a parser, comments and plain text: code between backticks, links and strong words as Markdown has them.
// Sees one paragraph.

import type { Found, InlineRule } from './inlineText';
import type { Cell } from './targetCells';

export const atom = ({ 0: all }: RegExpExecArray): Found => ({ kind: 'atom', length: all.length });

/** Whether anything is said outside of code. */
export function hasWords(text: string): boolean {
  return /\p{L}/u.test(text.replace(/`[^`]*`/g, ''));
}

/** A link's words are translated unless they are code alone. */
function link({ 0: all, 1: words, 2: target }: RegExpExecArray): Found {
  if (!hasWords(words!)) return { kind: 'atom', length: all.length };
  return { kind: 'span', open: 1, inner: words!.length, close: target!.length + 1 };
}

export const codeRule: InlineRule = { pattern: /(?<!`)(`+)(?!`)(?:(?!\1)[\s\S])+\1(?!`)_{0,2}/y, found: atom };
export const linkRule: InlineRule = {
  pattern: /!?\[((?:`[^`]*`|[^[\]`])+)\](\((?:[^()\s]|\([^()]*\))*(?:\s+"[^"]*")?\)|\[[^[\]]*\])/y,
  found: link,
};

function strong({ 0: all, 1: words }: RegExpExecArray): Found {
  if (!hasWords(words!)) return { kind: 'atom', length: all.length };
  return { kind: 'span', open: 2, inner: words!.length, close: 2 };
}

export const strongRule: InlineRule = { pattern: /\*\*(?=[\p{L}`])([^*]*[\p{L}\p{N}.!?:`])\*\*/uy, found: strong };

const address = /^(?:(?:https?|ftp|file):\/\/|www\.)/;

/**
 * What is written for each cell where nothing marks an address's end: a space goes between it and Hangul, which whoever makes a
 * link of it would take for a part of it.
 */
export function withAddressesApart(cells: readonly Cell[]): string[] {
  return cells.map(({ kind, raw }, n) => {
    if (kind !== 'atom' || !address.test(raw)) return raw;
    const next = cells.slice(n + 1).find((cell) => cell.raw !== '')?.raw ?? '';
    return /^[가-힣]/.test(next) ? `${raw} ` : raw;
  });
}
