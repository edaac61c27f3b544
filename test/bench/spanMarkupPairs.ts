// Pairs of sentences whose markup is the same on both sides, out of people's translations: which words of the one a span takes,
// where it stands around given words of the other. Read by spanMarkup.ts.

import { createHash } from 'node:crypto';
import { readDocument } from '../../src/engine/documents/readDocument';
import type { TiedWord } from '../../src/engine/documents/spanEvidence';
import { firstAtom, type MarkedSpan, type SourceSentence } from '../../src/engine/documents/translatable';

export interface MarkedText {
  plain: string;
  spans: readonly MarkedSpan[];
}

/** The n-th span of `en` is the n-th of `ko`; the same atoms are in both. */
export interface MarkedPair {
  en: MarkedText;
  ko: MarkedText;
  isTest: boolean;
}

const markup = /[*_[<~]/;

/** @param line A pair [en, ko, ...] as models/recipe writes it, or a record { en, ko } of the corpus. */
export function textsOf(line: string): { en: string; ko: string } {
  const read = JSON.parse(line) as string[] | { en: string; ko: string };
  const [en, ko] = Array.isArray(read) ? read : [read.en, read.ko];
  return { en: en!.normalize('NFC').trim(), ko: ko!.normalize('NFC').trim() };
}

/** @returns Undefined where either is no single sentence, or where it is not plain which span is which. */
export function markedPair(texts: { en: string; ko: string }): MarkedPair | undefined {
  if (!markup.test(texts.en) || !markup.test(texts.ko)) return undefined;
  const en = onlySentence(texts.en, 'en');
  const ko = en && onlySentence(texts.ko, 'ko');
  const plain = ko && withAtomsOf(en, ko);
  const spans = ko && matchedSpans(en, { plain: plain ?? '', spans: ko.spans });
  if (plain === undefined || !spans) return undefined;
  return { en: { plain: en.plain, spans: en.spans }, ko: { plain, spans }, isTest: partOf(texts.en) < testShare };
}

const testShare = 0.5;

/** A place in 0..1 that is the text's own: what is drawn by it is drawn again the next time. */
export function partOf(text: string): number {
  return createHash('sha1').update(text).digest().readUInt32BE() / 2 ** 32;
}

function onlySentence(text: string, from: 'en' | 'ko'): SourceSentence | undefined {
  const options = { from, to: from === 'en' ? 'ko' : 'en', glossary: [], fits: () => true };
  const { sentences } = readDocument(text, 'markdown', options);
  return sentences.length === 1 && sentences[0]!.spans.length > 0 ? sentences[0] : undefined;
}

/** The Korean text, its atoms numbered as English has them; undefined where they are others. */
function withAtomsOf(en: SourceSentence, ko: SourceSentence): string | undefined {
  if (en.atoms.length !== ko.atoms.length) return undefined;
  const left = new Set(en.atoms.keys());
  const numbers = ko.atoms.map((atom) => {
    const number = [...left].find((n) => en.atoms[n] === atom);
    if (number !== undefined) left.delete(number);
    return number;
  });
  if (left.size > 0) return undefined;
  return ko.plain.replace(/[\ue000-\ue00f]/g, (character) =>
    String.fromCharCode(firstAtom + numbers[character.charCodeAt(0) - firstAtom]!),
  );
}

/** Of each English span the Korean one that is written with the same signs: the one around the same text, or the only one left. */
function matchedSpans(en: MarkedText, ko: MarkedText): MarkedSpan[] | undefined {
  if (en.spans.length !== ko.spans.length) return undefined;
  const left = new Set(ko.spans);
  const matched: MarkedSpan[] = [];
  for (const span of en.spans) {
    const alike = [...left].filter(({ open, close }) => open === span.open && close === span.close);
    const same = alike.find((other) => saidIn(ko, other) === saidIn(en, span));
    const match = same ?? (alike.length === 1 ? alike[0] : undefined);
    if (!match) return undefined;
    left.delete(match);
    matched.push(match);
  }
  return matched;
}

function saidIn({ plain }: MarkedText, { start, end }: MarkedSpan): string {
  return plain.slice(start, end);
}

/** Whether a span holds the same names or figures on both sides: to place it takes no model. */
export function isCopy(pair: MarkedPair, n: number): boolean {
  const said = saidIn(pair.en, pair.en.spans[n]!);
  return said === saidIn(pair.ko, pair.ko.spans[n]!) && /[\w\ue000-\ue00f]/.test(said);
}

/** First and last word of a span, signs at its ends not counted; undefined for no word. */
export function wordsOf({ plain }: MarkedText, span: MarkedSpan, words: readonly TiedWord[]): number[] | undefined {
  const isSign = (at: number) => /[\s\p{P}]/u.test(plain[at]!);
  let { start, end } = span;
  while (start < end && isSign(start)) start++;
  while (end > start && isSign(end - 1)) end--;
  const first = words.findIndex((word) => word.start < end && word.end > start);
  const last = words.findLastIndex((word) => word.start < end && word.end > start);
  return first < 0 ? undefined : [first, last];
}
