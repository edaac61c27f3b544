// A glossary as comma-separated values (RFC 4180): a line "source,target" a term; without a target the term is kept.
// A first line of these two names is a header; a line that begins with # is a note.

import type { GlossaryEntry, TextRange } from './protocol/text';

/** An edit of a table's text, in UTF-16 units. */
export interface CsvEdit extends TextRange {
  text: string;
}

/** Puts a term into a table: in the place of the row that says the same term otherwise, else at the end. */
export function withTerm(csv: string, { source, target }: GlossaryEntry): CsvEdit {
  const line = [source, target].map(asField).join(',');
  const says = (text = '') => text.trim().toLowerCase() === source.toLowerCase();
  const old = records(csv).find(
    ({ fields: [one = '', other] }) => !one.trim().startsWith('#') && (says(one) || says(other)),
  );
  if (old) return { start: old.start, end: old.end, text: line };
  const lineEnd = /\r\n/.test(csv) ? '\r\n' : '\n';
  const isOpen = csv !== '' && !/[\r\n]$/.test(csv);
  return { start: csv.length, end: csv.length, text: `${isOpen ? lineEnd : ''}${line}${lineEnd}` };
}

function asField(text: string): string {
  return /[",\r\n]|^\s|\s$|^#/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Faults are not fatal: what can't be read as a term is no term. */
export function parseGlossaryCsv(text: string): GlossaryEntry[] {
  const entries = records(text.replace(/^\ufeff/, ''))
    .map(({ fields: [source = '', target = ''] }) => ({
      source: source.trim(),
      target: target.trim() || source.trim(),
    }))
    .filter(({ source }) => source !== '' && !source.startsWith('#'));
  const [first] = entries;
  const hasHeader = first?.source.toLowerCase() === 'source' && first.target.toLowerCase() === 'target';
  return hasHeader ? entries.slice(1) : entries;
}

/** A field in quotes may hold commas, line breaks and doubled quotes. */
const field = /(?:"((?:[^"]|"")*)"?[^,\r\n]*|([^,\r\n]*))(,|\r?\n|\r|$)/gy;

/** A row, and where it stands without its line end. */
interface Row extends TextRange {
  fields: string[];
}

function records(text: string): Row[] {
  const rows: Row[] = [{ fields: [], start: 0, end: 0 }];
  field.lastIndex = 0;
  while (field.lastIndex < text.length) {
    const [, quoted, plain = '', end = ''] = field.exec(text)!;
    const row = rows.at(-1)!;
    row.fields.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    row.end = field.lastIndex - (end === ',' ? 0 : end.length);
    if (end !== ',') rows.push({ fields: [], start: field.lastIndex, end: field.lastIndex });
  }
  return rows;
}
