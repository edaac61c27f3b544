// Names that are written alike in both languages: what has a capital, digit or sign inside (GitHub, PowerPoint, npm2, foo_bar),
// abbreviations, and in Korean text every word in Latin letters.

import type { FailedCheck } from '../../../../shared/protocol/translation';
import { type CheckedSentence, without } from './checkedSentence';

export function names({ source, target, to }: CheckedSentence): FailedCheck[] {
  const own = namesOf(source);
  const isAllCapitals = !/[a-z]/.test(source.replace(/[\ue000-\ue00f]/g, ''));
  const all = to === 'en' ? latinWords(source) : isAllCapitals ? [] : own;
  const written = latinWords(target);
  const lost = [...new Set(all)].filter((name) => !written.includes(name) && !hasPlural(name, target));
  const added =
    to === 'en'
      ? without([...new Set(namesOf(target))], latinWords(source)).filter((name) => !isSpelt(name, source))
      : [];
  return [
    ...lost.map((name): FailedCheck => ({ check: 'name', source: asIn(source, name), target: '' })),
    ...added.map((name): FailedCheck => ({ check: 'name', source: '', target: asIn(target, name) })),
  ];
}

const word = /[A-Za-z][A-Za-z0-9_+#]*/g;

/** Capitals that are emphasis, labels that Korean has words for, and a version's letter. */
const notNames =
  /^(?:OK|NOTES?|WARNINGS?|TIPS?|IMPORTANT|CAUTION|DANGER|INFO|YES|NO|AND|OR|NOT|NEVER|ALWAYS|MUST|SHOULD|MAY|ONLY|ALL|ANY|NEW|THE|IF|DO|IS|ARE|[vV]\d+)$/;

function latinWords(text: string): string[] {
  return (text.match(word) ?? [])
    .filter((each) => each.length > 1 && !notNames.test(each))
    .map((each) => each.toLowerCase());
}

function namesOf(text: string): string[] {
  const all = text.match(word) ?? [];
  return all
    .filter((each) => !notNames.test(each) && /[a-z0-9_][A-Z]|[A-Z]{2}|_|[A-Za-z]\d/.test(each))
    .map((each) => each.toLowerCase());
}

/** "APIs" of "API". */
function hasPlural(name: string, text: string): boolean {
  const there = text.toLowerCase();
  return new RegExp(`(?<![a-z])${escaped(name.replace(/s$/, ''))}(?:['’]?e?s)?(?![a-z])`).test(there);
}

/** An abbreviation may be what Korean writes out. */
function isSpelt(name: string, source: string): boolean {
  return /^[a-z]{2,4}s?$/.test(name) || source.toLowerCase().includes(name);
}

function asIn(text: string, lower: string): string {
  const at = text.toLowerCase().indexOf(lower);
  return at < 0 ? lower : text.slice(at, at + lower.length);
}

function escaped(text: string): string {
  return text.replace(/[+]/g, '\\+');
}
