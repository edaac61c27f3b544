// What of a gettext file is to be drafted, and how a message is read: its placeholders are kept, math and code are no messages,
// an entry that changed is patched where that is enough.

import { LinkHabits } from '../inStep/links';
import { patchSentence } from '../inStep/patchSentence';
import { menuLabel } from './menuLabels';
import type { PoEntry, PoFile } from './poFile';

export interface PoTask {
  entry: PoEntry;
  /** What is to be translated, placeholders as private-use characters; undefined where `text` is known. */
  ask: string | undefined;
  /** The message with its placeholders back in a translation of `ask`. */
  finish(translation: string): string;
  /** Known without a model: a fuzzy entry of which only a number, a link or code changed. */
  text: string | undefined;
  /** What stood there before. */
  before: string | undefined;
  /** What somebody should know of it. */
  note: string | undefined;
}

const placeholder =
  /%(?:\([^()\s]+\))?(?:\d+\$)?[-+#0']*(?:\d+|\*)?(?:\.\d+)?(?:hh|h|ll|l|q|j|z|t|L)?[diouxXeEfFgGaAcrsp](?![A-Za-z])|%%|\{\{?[\w.:!-]*\}?\}|\$\{[^{}]+\}|<\/?[A-Za-z][^<>]*>|\|[\w -]+\|/g;
/** Around words, as Markdown has it too: it goes with its words. */
const wordTags = /<(b|i|u|em|strong|a|span|small|big|font|s|q)\b[^<>]*>[^<>]*\p{L}[^<>]*<\/\1>/giu;
/** First of the characters that stand for placeholders. */
const firstMark = 0xf100;

export function tasksOf(file: PoFile): PoTask[] {
  const { entries } = file;
  const markup = markupOf(file);
  const fuzzy = new Map<string, number>();
  const key = (entry: PoEntry) => entry.translations.join('\0');
  for (const entry of entries) if (isFuzzy(entry)) fuzzy.set(key(entry), (fuzzy.get(key(entry)) ?? 0) + 1);
  return entries.flatMap((entry) => {
    const isEmpty = entry.translations.every((text) => text === '');
    if (!(isEmpty || isFuzzy(entry)) || !isMessage(entry.id)) return [];
    // One translation for two messages is one of neither.
    const isTrusted = !isEmpty && fuzzy.get(key(entry)) === 1;
    return [taskOf(entry, isTrusted, markup)];
  });
}

function isFuzzy({ flags, translations }: PoEntry): boolean {
  return flags.includes('fuzzy') && translations.some((text) => text !== '');
}

function taskOf(entry: PoEntry, isTrusted: boolean, markup: 'rest' | 'markdown'): PoTask {
  const said = entry.plural ?? entry.id;
  const [before] = entry.translations;
  const patched =
    isTrusted && entry.previous !== undefined && entry.plural === undefined
      ? patchSentence(entry.previous, entry.id, before!, new LinkHabits())
      : undefined;
  const note = noteOf(entry);
  const old = before === '' ? undefined : before;
  if (patched !== undefined) return { entry, ask: undefined, finish: () => patched, text: patched, before: old, note };
  const label = menuLabel(said);
  const { ask, finish: unmasked } = masked(label?.words ?? said, markup);
  const finish = (translation: string) => (label ? label.finish(unmasked(translation)) : unmasked(translation));
  return { entry, ask, finish, text: undefined, before: old, note };
}

/** A message without what must come back as it is: its edges, the colons of a literal block, placeholders. */
function masked(text: string, markup: 'rest' | 'markdown'): Pick<PoTask, 'ask' | 'finish'> & { ask: string } {
  const lead = /^\s*/.exec(text)![0];
  const alert = /^(?:\\?\[!\w+\]\s*)?/.exec(text.slice(lead.length))![0];
  const tail = /(?:\s*::)?\s*$/.exec(text)![0];
  const kept: string[] = [];
  const body = text.slice(lead.length + alert.length, text.length - tail.length);
  const tags = markup === 'markdown' ? [...body.matchAll(wordTags)] : [];
  const isOfWords = (found: string, at: number) =>
    (markup === 'markdown' && /^<br\b/i.test(found)) ||
    tags.some(
      ({ 0: all, index }) => at === index || (found.startsWith('</') && at + found.length === index + all.length),
    );
  const ask = body.replace(placeholder, (found, at: number) => {
    if (kept.length >= 100 || isOfWords(found, at)) return found;
    return String.fromCharCode(firstMark + kept.push(found) - 1);
  });
  const finish = (translation: string) => {
    const said = translation.trim().replace(tail.includes('::') ? /[.:]+$/ : /^$/, '');
    return lead + alert + said.replace(/[\uf100-\uf163]/g, (mark) => kept[mark.charCodeAt(0) - firstMark] ?? '') + tail;
  };
  return { ask, finish };
}

/** Whether there are words for people in it: math, numbers, code and names of files are none. */
export function isMessage(id: string): boolean {
  if (/\\[a-z]+\s*\{|[_^]\{/i.test(id)) return false;
  const said = id
    .replace(/``[^`]*``|:\w+(?::\w+)*:`[^`]*`|`[^`\n]*`|\$[^$\n]+\$|https?:\/\/\S+/g, ' ')
    .replace(placeholder, ' ')
    .replace(/[\w./-]*[\w-][_/.]\w[\w./-]*(?:\(\))?|--?[a-z][\w-]*|\w+\(\)/g, ' ');
  return /\p{L}{2,}/u.test(said.replace(/\b[a-z]{1,2}\b(?=\s*[-+*/=<>])|(?<=[-+*/=<>]\s*)\b[a-z]{1,2}\b/gi, ' '));
}

/** Babel marks prose with a percent sign as a format; the right Korean is refused by the check, and not bent to please it. */
function noteOf({ flags, id }: PoEntry): string | undefined {
  const found = flags.includes('python-format') ? /(?<!%)% [a-z]/i.exec(id)?.[0] : undefined;
  return found && `msgfmt --check may refuse it: "${found}" in the message is taken for a format.`;
}

/** Which markup messages have. */
export function markupOf({ entries }: PoFile): 'rest' | 'markdown' {
  const rest = entries.some(({ id }) => /:\w+:`|``[^`]+``|`[^`\n]+ <[^>]+>`_|\|\w+\|/.test(id));
  return rest ? 'rest' : 'markdown';
}
