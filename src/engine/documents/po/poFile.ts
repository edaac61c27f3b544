// A gettext file as lines: where each entry's msgstr lines and flag line are, so that a draft changes these and nothing else.
// Values are read by gettext-parser; no library writes such a file back as it was. Knows no language.

import { po } from 'gettext-parser';

export interface PoEntry {
  context: string;
  id: string;
  plural: string | undefined;
  /** One a plural form; all empty where nobody translated it. */
  translations: readonly string[];
  flags: readonly string[];
  /** `#| msgid`: what the translation is of, where the message changed since. */
  previous: string | undefined;
  lines: EntryLines;
}

/** Indexes of lines: from, up to. */
export interface EntryLines {
  /** One a `msgstr`, its continuation lines included. */
  translations: readonly (readonly [number, number])[];
  /** Of `#, ...`; where there is none, -1. */
  flags: number;
  /** Before it a flag line would stand. */
  message: number;
}

export interface PoFile {
  lines: readonly string[];
  /** In the file's order; without the header and without obsolete ones. */
  entries: readonly PoEntry[];
  /** Of the header, names in lower case. */
  headers: Readonly<Record<string, string>>;
}

/** @param text Line ends LF. @throws Error, when an entry cannot be read; the message names its line. */
export function readPo(text: string): PoFile {
  const lines = text.split('\n');
  const entries: PoEntry[] = [];
  let headers: Record<string, string> = {};
  for (const [from, to] of chunks(lines)) {
    const chunk = lines.slice(from, to);
    if (!chunk.some((line) => /^\s*msgid\s/.test(line))) continue;
    const entry = readEntry(chunk, from);
    if (entry.id === '' && entry.context === '') headers = headersOf(entry.translations[0] ?? '');
    else entries.push(entry);
  }
  return { lines, entries, headers };
}

/** Lines between which no empty line stands; a new msgid begins another one, too. */
function* chunks(lines: readonly string[]): Generator<[number, number]> {
  let from = 0;
  let hasTranslation = false;
  for (let n = 0; n <= lines.length; n++) {
    const line = lines[n];
    const isStart = line !== undefined && hasTranslation && /^\s*(?:#|msgctxt\s|msgid\s)/.test(line);
    if (line === undefined || line.trim() === '' || isStart) {
      if (n > from) yield [from, n];
      from = isStart ? n : n + 1;
      hasTranslation = false;
    }
    if (line !== undefined && /^\s*msgstr/.test(line)) hasTranslation = true;
  }
}

function readEntry(chunk: readonly string[], first: number): PoEntry {
  const live = chunk.map((line) => (/^#~/.test(line) ? '' : line));
  // `# | msgid` is how Babel writes `#| msgid`.
  const values = live.map((line) => line.replace(/^#\s+\|\s*(?=msg|")/, '#| ')).filter((line) => line !== '');
  const parsed = parseChunk(values, first);
  return {
    context: parsed.msgctxt ?? '',
    id: parsed.msgid,
    plural: parsed.msgid_plural,
    translations: parsed.msgstr,
    flags: (parsed.comments?.flag ?? '')
      .split(/[,\n]/)
      .map((flag) => flag.trim())
      .filter((flag) => flag !== ''),
    previous: previousId(values),
    lines: placesOf(live, first),
  };
}

function parseChunk(values: readonly string[], first: number) {
  try {
    const { translations } = po.parse(`${values.join('\n')}\n`);
    const [found] = Object.values(translations).flatMap((messages) => Object.values(messages));
    if (found) return found;
  } catch (cause) {
    throw new Error(`line ${first + 1}: ${(cause as Error).message}`, { cause });
  }
  throw new Error(`line ${first + 1}: no message`);
}

function previousId(values: readonly string[]): string | undefined {
  const said = values.filter((line) => /^#\|/.test(line)).map((line) => line.replace(/^#\|\s*/, ''));
  const from = said.findIndex((line) => /^msgid\s/.test(line));
  if (from < 0) return undefined;
  const rest = said.slice(from + 1).findIndex((line) => !line.startsWith('"'));
  const own = said.slice(from, rest < 0 ? undefined : from + 1 + rest);
  return parseChunk([...own, 'msgstr ""'], 0).msgid;
}

function placesOf(chunk: readonly string[], first: number): EntryLines {
  const translations: [number, number][] = [];
  for (const [n, line] of chunk.entries()) {
    if (/^\s*msgstr/.test(line)) translations.push([first + n, first + n + 1]);
    else if (/^\s*"/.test(line) && translations.at(-1)?.[1] === first + n) translations.at(-1)![1]++;
  }
  const flags = chunk.findIndex((line) => /^#,/.test(line));
  const message = chunk.findIndex((line) => /^#\s?\||^\s*msg(?:ctxt|id)\s/.test(line));
  return { translations, flags: flags < 0 ? -1 : first + flags, message: first + Math.max(0, message) };
}

function headersOf(text: string): Record<string, string> {
  const pairs = text.split('\n').map((line) => /^([^:]+):\s*(.*?)\s*$/.exec(line));
  return Object.fromEntries(pairs.flatMap((pair) => (pair ? [[pair[1]!.toLowerCase(), pair[2]!]] : [])));
}
