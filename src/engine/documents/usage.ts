// Lines that say how a command is called (`tool [-h] [--version] FILE...`): nothing in them is prose. Sees one block.

import type { ProseBlock } from './proseBlock';

/** `[options]`, `[[[day] month] year]`, `{on|off}`, `<file>...`, `FILE...`, `-v`, `...`, `|`; \ue000 is what is kept. */
const inBrackets =
  '(?:\\[(?:[^\\[\\]]|\\[(?:[^\\[\\]]|\\[[^\\[\\]]*\\])*\\])*\\]|\\{[^{}]*\\}|<[^<>]*>|\\((?:[^()]*\\|)+[^()]*\\))';
const part = `(?:\\ue000|${inBrackets}|[A-Z][A-Z_\\d-]+|[a-z][\\w-]*(?=\\.\\.\\.|…)|--?[\\w-]+|--|\\|)`;
const usage = new RegExp(
  `^(?:[Uu]sage: ?|\\$ )?(?:\\ue000|[a-z][\\w.-]*)(?: (?!\\ue000$)[a-z][a-z-]+)?(?: ${part}(?:${inBrackets}|\\ue000|,)*(?:\\.\\.\\.|…)?)+$`,
  'u',
);
/** What prose does not have: an option or a choice in brackets, brackets in brackets, what may be repeated. */
const telling = /\[(?:-|\ue000|[^\]]*\||\[)|[\]>}\w](?:\.\.\.|…)(?=[\] ]|$)|\[options?\]|\{[^{}]*\|/i;

export function isUsage({ plain }: ProseBlock): boolean {
  const text = plain.trim();
  return text.length < 400 && telling.test(text) && /[[{<|]/.test(text) && usage.test(text);
}
