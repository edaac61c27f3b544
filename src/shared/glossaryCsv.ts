// A glossary as comma-separated values (RFC 4180): a line "source,target" a term; without a target the term is kept.
// A first line of these two names is a header; a line that begins with # is a note.

import type { GlossaryEntry } from './protocol/text';

/** Faults are not fatal: what can't be read as a term is no term. */
export function parseGlossaryCsv(text: string): GlossaryEntry[] {
  const entries = records(text.replace(/^\ufeff/, ''))
    .map(([source = '', target = '']) => ({ source: source.trim(), target: target.trim() || source.trim() }))
    .filter(({ source }) => source !== '' && !source.startsWith('#'));
  const [first] = entries;
  const hasHeader = first?.source.toLowerCase() === 'source' && first.target.toLowerCase() === 'target';
  return hasHeader ? entries.slice(1) : entries;
}

/** A field in quotes may hold commas, line breaks and doubled quotes. */
const field = /(?:"((?:[^"]|"")*)"?[^,\r\n]*|([^,\r\n]*))(,|\r?\n|\r|$)/gy;

function records(text: string): string[][] {
  const rows: string[][] = [[]];
  field.lastIndex = 0;
  while (field.lastIndex < text.length) {
    const [, quoted, plain = '', end] = field.exec(text)!;
    rows.at(-1)!.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',') rows.push([]);
  }
  return rows;
}
