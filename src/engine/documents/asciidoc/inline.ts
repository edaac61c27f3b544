// AsciiDoc's markup inside text: what is kept, and what stands around words. Sees one paragraph.

import type { Found, InlineRule } from '../inlineText';

/** What begins or ends a word for AsciiDoc: a single mark beside one is a character. */
export const wordBefore = /[\p{L}\p{M}\p{N}_&;:}]$/u;
export const wordAfter = /^[\p{L}\p{M}\p{N}_]/u;

const notBefore = '(?<![\\p{L}\\p{M}\\p{N}_&;:}])';
const notAfter = '(?![\\p{L}\\p{M}\\p{N}_])';
const role = '(?:\\[[^\\[\\]\\s][^\\[\\]]*\\])?';

const atom = ({ 0: all }: RegExpExecArray): Found => ({ kind: 'atom', length: all.length });
const rule = (source: string, found: InlineRule['found'], flags = ''): InlineRule => ({
  pattern: new RegExp(source, `uy${flags}`),
  found,
});

/** Marks around a text, which `2` names; `1` is what stands before it. */
function span({ 0: all, 1: open, 2: inner }: RegExpExecArray): Found {
  if (!/\p{L}/u.test(inner!)) return { kind: 'atom', length: all.length };
  const close = all.length - open!.length - inner!.length;
  return { kind: 'span', open: open!.length, inner: inner!.length, close };
}

/** A macro with words in brackets: the words are text, all around them (target, attributes, quotes) stays. */
function link({ 0: all, 1: before, 2: words }: RegExpExecArray): Found {
  // Behind the words of an address stand the subject and the text of a message.
  const last = before!.startsWith('mailto:') ? words!.indexOf(',') : -1;
  if (last >= 0 && !words!.startsWith('"')) {
    const inner = words!.slice(0, last);
    if (!/\p{L}/u.test(inner) || /[\\[]/.test(inner)) return { kind: 'atom', length: all.length };
    return {
      kind: 'span',
      open: before!.length + 1,
      inner: inner.length,
      close: all.length - before!.length - 1 - last,
    };
  }
  const quoted = /^"((?:[^"\\]|\\.)+)"(?:,.*)?$/u.exec(words!);
  const plain = /^((?:(?!,\s*[\w-]+=)[^\]\\])*?)(\^?(?:,\s*[\w-]+=.*)?)$/u.exec(words!);
  const inner = quoted ? quoted[1]! : (plain?.[1] ?? '');
  if (!/\p{L}/u.test(inner) || /[\\[]/.test(inner)) return { kind: 'atom', length: all.length };
  const open = before!.length + 1 + (quoted ? 1 : 0);
  return { kind: 'span', open, inner: inner.length, close: all.length - open - inner.length };
}

const words = '((?:[^\\]\\\\]|\\\\.)*)';

/** Stands for what is passed through. */
const hidden = '\uf8fe';
const passed: readonly RegExp[] = [
  /(?<!\\)(?:(\+\+\+?|\$\$)[\s\S]*?\1|pass:(?:[a-z]+(?:,[a-z-]+)*)?\[(?:|[\s\S]*?[^\\])\])/g,
  /(?<![\p{L}\p{M}\p{N}_;:\\])\+(?:\S|\S[\s\S]*?\S)\+(?![\p{L}\p{M}\p{N}_])/gu,
];

/** The text without what is passed through: that is taken out before anything else is looked for, in whatever it stands. */
export function withoutPassed(text: string): string {
  return passed.reduce((seen, pattern) => seen.replace(pattern, (all) => hidden.repeat(all.length)), text);
}

export const asciidocRules: readonly InlineRule[] = [
  // Escaped markup stays as it is written.
  rule('\\\\\\{[^{}\\s]+\\}|\\\\(?:https?|link|mailto|xref|image|kbd|footnote):\\S*|\\\\<<[^>]*>>', atom),
  rule('\\\\{1,2}(\\*\\*|__|``|##|[*_`#^~+])(?!\\s).*?\\S\\1', atom),
  rule('\\\\[*_`#^~+<\\[({|]', atom),
  rule(`${hidden}+`, atom),
  // A forced line break.
  {
    pattern: / \+(?: |$)/y,
    found: ({ 0: all, index }, { breaks, text }) => {
      const at = index + 2;
      return breaks.has(at) || at === text.length ? { kind: 'break', length: all.length } : undefined;
    },
  },
  // Links and macros.
  rule(`((?:link|xref|mailto):[^\\s\\[\\]]*)\\[${words}\\]`, link),
  rule(`((?:https?|ftp|irc)://[^\\s\\[\\]<>]*[^\\s.,?!\\[\\]<>])\\[${words}\\]`, link),
  rule(`((?:\\{[\\w-]+\\}[^\\s\\[\\]{}]*)+)\\[${words}\\]`, link),
  // A note behind a sentence is one of its own.
  {
    pattern: /(footnote:[\w-]*\[)((?:[^\]\\]|\\.)*)\]/y,
    found: ({ 0: all, 1: open, 2: note, index }, { text }) => {
      const isBehind = /[.!?…]["')\]]*$/.test(text.slice(Math.max(0, index - 3), index)) && /\p{L}{2}/u.test(note!);
      if (!isBehind) return { kind: 'atom', length: all.length };
      return { kind: 'apart', open: open!.length, inner: note!.length, close: 1 };
    },
  },
  rule('<<[^<>,\\n]+>>', atom),
  rule('(<<[^<>,\\n]+,\\s*)([^<>\\n]+)>>', span),
  rule('\\(\\(\\(.+?\\)\\)\\)|\\(\\([^()]+\\)\\)', atom),
  // The label of a book stands before all that is said of it.
  rule('\\[\\[\\[[^\\[\\]]+\\]\\]\\](?= )', ({ 0: all }) => ({ kind: 'break', length: all.length })),
  rule('\\[\\[[^\\[\\]\\s]+(?:,[^\\[\\]]*)?\\]\\]', atom),
  rule('(?:image|icon):(?![:\\s[])[^\\n[]*(?<!\\s)\\[(?:[^\\]\\\\]|\\\\.)*\\]', atom),
  rule(`(?<![\\p{L}\\p{N}_])[a-z][\\w-]*:[^\\s\\[\\]:]*\\[(?:[^\\]\\\\]|\\\\.)*\\]`, atom),
  // Addresses.
  {
    pattern: /(?:https?|ftp|irc):\/\/[^\s[\]<>"'\u3131-\uf8ff]*[^\s[\]<>"'.,;:!?)\u3131-\uf8ff]/y,
    found: ({ 0: all }) => ({ kind: 'atom', length: all.length, atom: { apart: `${all}[]` } }),
  },
  {
    pattern: /(?<![\w.+:-])[\w.+%-]+@[\w-]+(?:\.[\w-]+)+/y,
    found: ({ 0: all }) => ({ kind: 'atom', length: all.length, atom: { apart: `mailto:${all}[]` } }),
  },
  // Quotes and marks; doubled ones stand anywhere.
  rule(`${notBefore}("\`)(?!\\s)([^\`]*?\\S)\`"${notAfter}`, span),
  rule(`${notBefore}('\`)(?!\\s)([^\`]*?\\S)\`'${notAfter}`, span),
  rule(`${role}\`\`.+?\`\``, atom),
  rule(`(${role}\\*\\*)(.+?)\\*\\*`, span),
  rule(`(${role}__)(.+?)__`, span),
  rule(`(${role}##)(.+?)##`, span),
  rule(`${notBefore}${role}\`(?!\\s)(?:.*?\\S)?\`${notAfter}`, atom),
  rule(`${notBefore}(${role}\\*)(?!\\s)((?:.*?\\S)?)\\*${notAfter}`, span),
  rule(`${notBefore}(${role}_)(?!\\s)((?:.*?\\S)?)_${notAfter}`, span),
  rule(`${notBefore}(${role}#)(?!\\s)((?:.*?\\S)?)#${notAfter}`, span),
  rule(`${role}(?:\\^[^\\s^]+\\^|~[^\\s~]+~)`, atom),
  // Attributes, entities, signs.
  rule('\\{[\\p{L}\\p{N}_][\\p{L}\\p{N}_:!@=.-]*\\}', atom),
  rule('&(?:#\\d+|#x[\\da-fA-F]+|\\w+);', atom),
  rule('\\((?:C|R|TM)\\)', atom),
];
