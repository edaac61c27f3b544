// The words a person wants rendered their way, out of several lists, oriented for a direction. Knows no files.

import type { GlossaryEntry, LanguageTag } from '../shared/protocol/text';
import { detectLanguage } from '../shared/textLanguage';

/**
 * What holds from one language into the other; an earlier list wins. A pair that is written down the other way round
 * (its target is in the language that is translated from) is turned, so that one table serves both directions.
 */
export function glossaryFor(
  lists: readonly (readonly GlossaryEntry[])[],
  { from, to }: { from: LanguageTag; to: LanguageTag },
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
