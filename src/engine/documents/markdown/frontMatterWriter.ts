// How a translated value of front matter is written: in the quotes it had, and in quotes where it cannot do without.

import { parse } from 'yaml';
import type { Cell, Surroundings } from '../targetCells';
import type { FrontMatterForm } from './frontMatterTexts';

const escapes: Readonly<Record<Exclude<FrontMatterForm, 'plainValue'>, (text: string) => string>> = {
  doubleQuoted: inDoubleQuotes,
  singleQuoted: (text) => text.replaceAll("'", "''"),
  // Nothing can be escaped there.
  literalString: (text) => text.replaceAll("'", '’'),
  blockScalar: (text) => text,
};

export function isFrontMatterForm(role: string): role is FrontMatterForm {
  return role === 'plainValue' || Object.hasOwn(escapes, role);
}

/** Undefined where a part of a plain value would need quotes around the whole. */
export function writeFrontMatter(
  cells: readonly Cell[],
  { before, after }: Pick<Surroundings, 'before' | 'after'>,
  form: FrontMatterForm,
): string[] | undefined {
  const written = cells.map(({ raw }) => (raw === '\0' ? ' ' : raw));
  if (form !== 'plainValue') {
    const escaped = escapes[form];
    return cells.map(({ kind }, n) => (kind === 'text' ? escaped(written[n]!) : written[n]!));
  }
  if (isPlainValue((before + written.join('') + after).replace(/\s+/g, ' '))) return written;
  if (before !== '' || after !== '' || written.length === 0) return undefined;
  const quoted = written.map(inDoubleQuotes);
  quoted[0] = `"${quoted[0]}`;
  quoted[quoted.length - 1] += '"';
  return quoted;
}

function inDoubleQuotes(text: string): string {
  return text.replace(/["\\]/g, '\\$&');
}

/** Whether YAML, the older one included, reads a value without quotes as this text. */
function isPlainValue(text: string): boolean {
  if (/^(?:y|yes|n|no|on|off|true|false|null|~)$/i.test(text)) return false;
  try {
    return (parse(`key: ${text}\n`, { logLevel: 'silent' }) as { key: unknown }).key === text;
  } catch {
    return false;
  }
}
