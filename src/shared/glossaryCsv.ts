// A glossary as comma-separated values (RFC 4180): a line "source,target" a term; without a target the term is kept.
// A first line of these two names is a header; a line that begins with # is a note. Where no line has a comma, tabs or
// semicolons part the fields, as spreadsheets write them.

import type { GlossaryEntry, TextRange } from './protocol/text';

/** An edit of a table's text, in UTF-16 units. */
export interface CsvEdit extends TextRange {
  text: string;
}

/** Puts a term into a table: in the place of the row that says the same term otherwise, else at the end. */
export function withTerm(csv: string, { source, target }: GlossaryEntry): CsvEdit {
  const separator = separatorOf(csv);
  const line = [source, target].map((text) => asField(text, separator)).join(separator);
  const says = (text = '') => text.trim().toLowerCase() === source.toLowerCase();
  const old = records(csv).find(
    ({ fields: [one = '', other] }) => !one.trim().startsWith('#') && (says(one) || says(other)),
  );
  if (old) return { start: old.start, end: old.end, text: line };
  const lineEnd = /\r\n/.test(csv) ? '\r\n' : '\n';
  const isOpen = csv !== '' && !/[\r\n]$/.test(csv);
  return { start: csv.length, end: csv.length, text: `${isOpen ? lineEnd : ''}${line}${lineEnd}` };
}

function asField(text: string, separator: string): string {
  return text.includes(separator) || /[",\r\n]|^\s|\s$|^#/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
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

function separatorOf(text: string): string {
  const lines = text
    .replace(/"(?:[^"]|"")*"?/g, '')
    .split(/[\r\n]+/)
    .filter((line) => !line.startsWith('#'));
  return [',', '\t', ';'].find((separator) => lines.some((line) => line.includes(separator))) ?? ',';
}

/** A field in quotes may hold separators, line breaks and doubled quotes. */
function fieldPattern(separator: string): RegExp {
  const other = `[^${separator}\\r\\n]*`;
  return new RegExp(`(?:"((?:[^"]|"")*)"?${other}|(${other}))(${separator}|\\r?\\n|\\r|$)`, 'gy');
}

/** A row, and where it stands without its line end. */
interface Row extends TextRange {
  fields: string[];
}

function records(text: string): Row[] {
  const rows: Row[] = [{ fields: [], start: 0, end: 0 }];
  const separator = separatorOf(text);
  const field = fieldPattern(separator);
  while (field.lastIndex < text.length) {
    const [, quoted, plain = '', end = ''] = field.exec(text)!;
    const row = rows.at(-1)!;
    row.fields.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    row.end = field.lastIndex - (end === separator ? 0 : end.length);
    if (end !== separator) rows.push({ fields: [], start: field.lastIndex, end: field.lastIndex });
  }
  return rows;
}
