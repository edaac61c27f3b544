// The words a person wants rendered their way: out of a setting and a workspace's table, oriented for a direction.
// Knows no files.

import type { GlossaryEntry, TextLanguage } from '../shared/protocol';
import { detectLanguage } from '../shared/textLanguage';

/** Rows of `source,target`, quoted as in RFC 4180; `source` alone keeps the term. Lines that begin with # are notes. */
export function parseGlossary(csv: string): GlossaryEntry[] {
  const rows = csv
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map(fieldsOf);
  const [first] = rows;
  if (first?.[0]?.toLowerCase() === 'source' && first[1]?.toLowerCase() === 'target') rows.shift();
  return rows.flatMap(([source = '', target = '']) => (source ? [{ source, target: target || source }] : []));
}

/**
 * What holds from one language into the other; an earlier list wins. A pair that is written down the other way round
 * (its target is in the language that is translated from) is turned, so that one table serves both directions.
 */
export function glossaryFor(
  lists: readonly (readonly GlossaryEntry[])[],
  { from, to }: { from: TextLanguage; to: TextLanguage },
): GlossaryEntry[] {
  const found = new Map<string, GlossaryEntry>();
  for (const { source, target } of lists.flat()) {
    const isTurned = detectLanguage(source) === to && detectLanguage(target) === from;
    const entry = isTurned ? { source: target, target: source } : { source, target };
    const key = entry.source.toLowerCase();
    if (!found.has(key)) found.set(key, entry);
  }
  return [...found.values()];
}

function fieldsOf(line: string): string[] {
  const fields: string[] = [];
  const field = /\s*(?:"((?:[^"]|"")*)"|([^,]*))\s*(?:,|$)/y;
  while (field.lastIndex < line.length) {
    const match = field.exec(line);
    if (!match) break;
    fields.push((match[1]?.replaceAll('""', '"') ?? match[2] ?? '').trim());
  }
  return fields;
}
