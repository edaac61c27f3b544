// Markup inside the words of comments: links of Markdown, references to names in documentation, roles. Sees one paragraph.

import { type InlineRule, InlineText, readInline } from '../inlineText';
import { atom, codeRule, linkRule, strongRule } from '../plainLinks';
import type { ProseBuilder } from '../proseBlock';

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
  strongRule,
  // `None`, `True` and `False` of Python are values where no sentence begins with them as words of it.
  {
    pattern: /(?<![\w.'"-])(?:None|True|False)(?![\w'"-])/y,
    found: (match, { text }) =>
      isValue(text.slice(0, match.index), text.slice(match.index + match[0].length)) ? atom(match) : undefined,
  },
];

/** Behind a word, or where a condition or nothing follows: "None of them" and "False positives" are prose. */
function isValue(before: string, after: string): boolean {
  return (
    /[\p{Ll}\p{N},(=:|/] ?$/u.test(before) ||
    /^(?:[.,;)]|$| (?:if|when|whenever|unless|otherwise|or|by default|is returned|on (?:success|failure|error))\b)/.test(
      after,
    )
  );
}

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
