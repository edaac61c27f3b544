// reStructuredText's markup inside text: what is kept, and what stands around words. Sees one paragraph.

import type { Found, InlineRule } from '../inlineText';

/** What may stand beside markup; between it and anything else goes an escaped space. */
export function mayStandBefore(character: string): boolean {
  return character === '' || /^(?:[\s'"([{<\-/:]|(?=[^\x20-\x7e])[\p{Ps}\p{Pi}\p{Pf}\p{Pd}\p{Po}])$/u.test(character);
}

export function mayStandAfter(character: string): boolean {
  return (
    character === '' || /^(?:[\s'")\]}>\-/\\:.,;!?]|(?=[^\x20-\x7e])[\p{Pe}\p{Pi}\p{Pf}\p{Pd}\p{Po}])$/u.test(character)
  );
}

const before = '(?<=^|[\\s\'"(\\[{<\\-/:]|(?![ -~])[\\p{Ps}\\p{Pi}\\p{Pf}\\p{Pd}\\p{Po}]|\\\\ )';
const after = '(?=$|[\\s\'")\\]}>\\-/\\\\:.,;!?]|(?![ -~])[\\p{Pe}\\p{Pi}\\p{Pf}\\p{Pd}\\p{Po}])';

const atom = ({ 0: all }: RegExpExecArray): Found => ({ kind: 'atom', length: all.length });
const rule = (source: string, found: InlineRule['found']): InlineRule => ({
  pattern: new RegExp(`${before}${source}${after}`, 'uy'),
  found,
});

function marked({ 0: all, 1: mark, 2: words }: RegExpExecArray): Found {
  if (!/\p{L}/u.test(words!)) return { kind: 'atom', length: all.length };
  return { kind: 'span', open: mark!.length, inner: words!.length, close: mark!.length, isLiteral: true };
}

/** No more than words: markup inside would be none, and its signs are not followed. */
const words = '(?! )(?=[^`<>]*\\p{L})([^`\\\\<>%{}|*]+?)(?<!\\s)';

function spanOf({ 1: open, 2: inner, 3: close }: RegExpExecArray): Found {
  return { kind: 'span', open: open!.length, inner: inner!.length, close: close!.length, isLiteral: true };
}

/**
 * A reference with its address behind the words, which are its name, too: unless something else refers to it by this name, it
 * gets another underscore in the translation, which makes it one without a name.
 * @param text Of the whole document.
 */
export function namedReferences(text: string): InlineRule {
  const all = text.replace(/\s+/g, ' ').toLowerCase();
  return rule(`(\`)${words}(\\s+<[^<>\`]+>\`_)(?!_)`, ({ 1: open, 2: inner, 3: close }) => {
    const name = inner!.trim().toLowerCase();
    const isMeant = all.includes(`\`${name}\`_`) || (/^[\p{L}\p{N}._+-]+$/u.test(name) && all.includes(`${name}_`));
    if (isMeant) return undefined;
    const lengths = { open: open!.length, inner: inner!.length, close: close!.length };
    return { kind: 'span', ...lengths, closeText: `${close!.replace(/\s+/g, ' ')}_`, isLiteral: true };
  });
}

export const restRules: readonly InlineRule[] = [
  { pattern: /\\\s/y, found: ({ 0: all }) => ({ kind: 'text', length: all.length, text: '' }) },
  { pattern: /\\(\S)/y, found: ({ 0: all, 1: text }) => ({ kind: 'text', length: all.length, text: text! }) },
  rule('``(?!\\s)(?:.*?\\S)?``', atom),
  // The words of a reference that says what it leads to.
  rule(`(:(?:[a-z]+:)?(?:ref|doc|term|any|numref|download):\`)${words}(\\s+<[^<>\`]+>\`)`, spanOf),
  rule(`(\`)${words}(\\s+<[^<>\`]+>\`__)`, spanOf),
  rule(`:[\\w.+-]+(?::[\\w.+-]+)*:\`(?:[^\`\\\\]|\\\\[\\s\\S]|\`(?!${after}))+\``, atom),
  rule('`[^`]+`:[\\w.+-]+(?::[\\w.+-]+)*:', atom),
  // References are what they lead to: their words are no text.
  rule('`[^`]+`__?', atom),
  rule('_`[^`]+`', atom),
  rule('`(?!\\s)[^`]*[^`\\s]`', atom),
  rule('\\[(?:\\d+|#[\\w-]*|\\*|[A-Za-z][\\w.-]*)\\]_', atom),
  rule('\\|(?!\\s)[^|]*[^|\\s]\\|_{0,2}', atom),
  rule('(\\*\\*)(?![\\s*])((?:.*?[^\\s\\\\])?)\\*\\*', marked),
  rule('(\\*)(?![\\s*])((?:.*?[^\\s*\\\\])?)\\*', marked),
  rule('[\\p{L}\\p{N}](?:[\\p{L}\\p{N}]|[-._+:](?=[\\p{L}\\p{N}]))*__?', atom),
  {
    pattern:
      /(?<![\p{L}\p{N}])(?:https?|ftp|mailto|news):(?:\/\/)?[^\s<>"'`\\\u3131-\uf8ff]*[^\s<>"'`.,;:!?)\]}\\\u3131-\uf8ff]/uy,
    found: atom,
  },
  { pattern: /(?<![\w.+:@-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/y, found: atom },
];
