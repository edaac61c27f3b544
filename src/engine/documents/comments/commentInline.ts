// Markup inside the words of comments: links of Markdown, references to names in documentation, roles. Sees one paragraph.

import { type Found, type InlineRule, InlineText, readInline } from '../inlineText';
import { atom, codeRule, hasWords, linkRule } from '../plainLinks';
import type { ProseBuilder } from '../proseBlock';

function strong({ 0: all, 1: words }: RegExpExecArray): Found {
  if (!hasWords(words!)) return { kind: 'atom', length: all.length };
  return { kind: 'span', open: 2, inner: words!.length, close: 2 };
}

const rules: readonly InlineRule[] = [
  { pattern: /(?<![\w:]):[\w.+-]+(?::[\w.+-]+)*:`[^`]+`/y, found: atom },
  codeRule,
  { pattern: /\{@\w+[^{}]*\}/y, found: atom },
  { pattern: /<(c|code|tt|kbd)>[^<>]*<\/\1>/y, found: atom },
  linkRule,
  // Names that documentation tools look up.
  {
    pattern: /\[(?:`[^`\]]+`|[A-Z]\w*(?:(?:\.|::)\w+)*(?:\(\))?|\w+(?:(?:\.|::)\w+)+(?:\(\)|!)?|\w+(?:\(\)|!))\]/y,
    found: atom,
  },
  { pattern: /\*\*(?=[\p{L}`])([^*]*[\p{L}\p{N}.!?:`])\*\*/uy, found: strong },
];

/** @param labels Of the definitions in the comment: a text in brackets that is one of them is a link, and stays. */
export function readCommentInline(
  document: string,
  lines: readonly { start: number; end: number }[],
  builder: ProseBuilder,
  labels: ReadonlySet<string>,
): void {
  const defined: InlineRule = {
    pattern: /\[([^[\]]+)\]/y,
    found: (match) => (labels.has(match[1]!.toLowerCase().replace(/\s+/g, ' ')) ? atom(match) : undefined),
  };
  readInline(new InlineText(document, lines), labels.size > 0 ? [...rules, defined] : rules, builder);
}
