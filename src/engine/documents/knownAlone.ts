// What of a block needs no model: words of an interface and names that stand alone (a cell, an item, a sentence, what is
// emphasised, a part of a menu's path), figures that are all of a block, and ranges of figures. Sees one block's text.

import { aloneText } from '../languages/aloneTexts';
import { rangesIn } from '../languages/englishFigures';
import { interfaceWord } from '../languages/interfaceWords';
import { koreanRangesIn } from '../languages/koreanFigures';
import { koreanWelcome } from '../languages/welcomes';
import { pathParts } from './menuPaths';
import type { KeptStretch } from './proseBlock';
import { cutSentences, type TextStretch } from './sentenceCut';
import type { ReadingOptions } from './translatable';

/** Emphasised at the head of a sentence these are words of it: "**Never** share it". */
const beginsSentence =
  /^(?:No|None|All|Never|Always|On|Off|Up|Down|Next|More|About|Right|Left|Back|New|Low|High|Today|Required)$/;
/** ... but not where something is said of them: "**On** means that". */
const saidOf =
  /^ (?:means|is|keeps|turns|shows|hides|makes|enables|disables|lets|sets|uses|leaves|gives|will|can|does)\b/;

/** "**업데이트**할 때" has a verb, no button. */
const madeVerb = /^(?:하|할|합|한|해|했|함|되|된|될|됩|돼|됐|시키|시킵|시킬)/;

/** A name ("R", "C"), a mark in a cell ("x") or a variable. */
const letterAlone = /^[A-Za-z]$/;

/** In order of their places; they may overlap. */
export function knownAlone(
  plain: string,
  spans: readonly TextStretch[],
  { from, to, isName }: Pick<ReadingOptions, 'from' | 'to' | 'isName'>,
): KeptStretch[] {
  const whole = { start: 0, end: plain.length };
  const regions: TextStretch[] = [
    ...cutSentences(plain, { locale: from, fits: () => true }),
    ...spans,
    whole,
    ...pathParts(plain, (text) => interfaceWord(text, to) !== undefined),
  ];
  const standsAlone = (word: string) => {
    const isKept = letterAlone.test(word) || isName?.(word);
    return isKept ? word : aloneText(word, to);
  };
  const isPartlyMarked = spans.some(({ start, end }) => start > 0 || end < plain.length);
  const found = new Map<number, KeptStretch>();
  for (const region of regions) {
    const text = plain.slice(region.start, region.end);
    const word = text.trim().replace(/(?<!\.)[.!]$/, '');
    const isSpan = spans.includes(region);
    if (isSpan && !isNamed(plain, region, word)) continue;
    if (to === 'en' && madeVerb.test(plain.slice(region.end))) continue;
    const isAlone = region === whole && !isPartlyMarked;
    const isMarkedInside = spans.some((span) => span !== region && span.start < region.end && span.end > region.start);
    const welcome = to === 'ko' && !isMarkedInside ? koreanWelcome(word) : undefined;
    const known = isAlone ? standsAlone(word) : interfaceWord(word, to);
    const target = known ?? welcome;
    if (target === undefined) continue;
    const at = region.start + text.indexOf(word);
    found.set(at, { start: at, end: at + word.length, target });
  }
  const ranges = to === 'ko' ? rangesIn(plain) : to === 'en' ? koreanRangesIn(plain) : [];
  for (const { start, end, said } of ranges) if (!found.has(start)) found.set(start, { start, end, target: said });
  return [...found.values()].sort((a, b) => a.start - b.start);
}

/** Inside a sentence only what begins as a name does: "<i>on</i>" is emphasis, and so is a word at the sentence's head. */
function isNamed(plain: string, { start, end }: TextStretch, word: string): boolean {
  const behind = plain.slice(end);
  const isHead = /(?:^|[.!?:;] )$/.test(plain.slice(0, start));
  const isWord = beginsSentence.test(word) && /^ \p{Ll}/u.test(behind) && isHead && !saidOf.test(behind);
  return /^\P{Ll}/u.test(word) && !isWord;
}
