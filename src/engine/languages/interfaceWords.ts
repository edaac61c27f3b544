// Words that stand alone in tables, headings, lists and on buttons, where no sentence tells a model what they mean: a built-in
// glossary for both directions. Sees words only.

import { interfacePairs } from './interfacePairs';
import { tablePairs } from './tablePairs';

/** Alone, "월" is a month or Monday, "일" a day, Sunday or work. */
const ambiguous: ReadonlySet<string> = new Set(['월', '일']);

const koreanOf = new Map<string, string>();
const englishOf = new Map<string, string>();
for (const [en, ko] of [...interfacePairs, ...tablePairs]) {
  if (!koreanOf.has(en.toLowerCase())) koreanOf.set(en.toLowerCase(), ko);
  if (!englishOf.has(ko) && !ambiguous.has(ko)) englishOf.set(ko, en);
}

/** What a word that stands alone is in the other language; undefined for a word that is no such. "Open..." keeps its dots. */
export function interfaceWord(text: string, to: string): string | undefined {
  const word = text.trim().replace(/\s+/g, ' ');
  const dots = /(?<!\.)\.{3}$|…$/.exec(word)?.[0] ?? '';
  const bare = dots && lookUp(word.slice(0, -dots.length), to);
  return lookUp(word, to) ?? (bare ? bare + dots : undefined);
}

function lookUp(word: string, to: string): string | undefined {
  if (to === 'ko') return koreanOf.get(word.toLowerCase());
  return to === 'en' ? englishOf.get(word) : undefined;
}
