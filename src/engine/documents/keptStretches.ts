// What of running text is never translated though no markup says so: where keptPatterns match, less what only looks so. Sees
// text only.

import { unbrokenUnits, unitSigns } from '../languages/unitSigns';
import { foreignWords, keptPatterns } from './keptPatterns';
import type { KeptStretch } from './proseBlock';

/** What goes on and on without a space is no word: a key, an endless file, a cat on the keyboard. */
const endless = '[!-~\\u00c0-\\u024f]{101,}|[\\uac00-\\ud7a3]{101,}';
const pattern = new RegExp([...keptPatterns, foreignWords, endless].join('|'), 'gu');
const patternOfAllScripts = new RegExp([...keptPatterns, endless].join('|'), 'gu');

/**
 * Signs that a small vocabulary can hardly spell, pairs of figures that a sign joins, and a figure with the unit that white
 * space other than a plain space keeps at it.
 */
const signs = new RegExp(
  `(?:\\d[\\d.,]*)?\\d\\p{L}{0,3} ?[×±] ?\\d(?:[\\d.,]*\\d)?|\\d(?:[\\d.,]*\\d)?[–~−]\\d(?:[\\d.,]*\\d)?|\\d[\\d.,]*[\\u00a0\\u2007\\u2009\\u202f]${unbrokenUnits}|(?![\\d#*©®™])\\p{Extended_Pictographic}(?:\\ufe0f|\\u200d\\p{Extended_Pictographic}|[\\u{1f3fb}-\\u{1f3ff}])*|[©®™×÷±≥≤≠≈¬←-⇿∀-⋿■-◿★-☆✀-➿⟵-⟿†‡§¶µ∞※]+`,
  'gu',
);

/** Written in camel case, and yet names. */
const names = /^(?:i|e|mac|watch|tv|iPad|web|vis|post)(?:OS|Phone|Pad|Cloud|Bay|Book)/;

/** @param readsAllScripts Whether words in other scripts than those of English and Korean are text, too. */
export function keptStretches(plain: string, readsAllScripts = false): KeptStretch[] {
  const found: KeptStretch[] = [];
  for (const { 0: text, index } of plain.matchAll(readsAllScripts ? patternOfAllScripts : pattern)) {
    if (names.test(text) || text === '') continue;
    found.push({ start: index, end: index + text.length });
  }
  const isFree = ({ start, end }: KeptStretch) => !found.some((other) => other.start < end && other.end > start);
  const others = [...plain.matchAll(signs)].map(({ 0: text, index }) => ({ start: index, end: index + text.length }));
  return [...found, ...others.filter(isFree)].sort((a, b) => a.start - b.start);
}

const unit = `(?:${unitSigns}|[KMGT]?bit|bytes?|secs?|mins?|hrs?|d|ch|v[hw]|x|×)`;
const measured = `[~≈≤≥<>±+−–-]*\\s?\\d[\\d.,]*(?:\\s?(?:[–×/-]|to|\\.\\.)\\s?\\d[\\d.,]*){0,3}\\s?${unit}(?:/${unit})?`;
const figure = new RegExp(`^${measured}(?:, ${measured})*$`, 'u');

/** Whether a whole text is a number and its unit, which is written alike in both languages. */
export function isFigure(text: string): boolean {
  return figure.test(text.trim());
}
