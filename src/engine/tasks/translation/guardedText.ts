// A second try for what a translation lost: names, figures and bounds on figures of the source become things that are kept, so that the model can
// neither drop nor misspell them, and a denial on a subject goes to the verb; what it writes is put back into the author's units. Sees texts and
// places only.

import type { TextLanguage } from '../../../shared/protocol/text';
import type { FailedCheck } from '../../../shared/protocol/translation';
import { firstAtom, mostAtoms } from '../../documents/translatable';
import { denialsOnTheVerb, type Edit, koreanNobody } from '../../languages/englishDenials';
import { type FigurePhrase, figurePhrasesIn } from '../../languages/englishFigures';
import { inDigits, koreanScaled, numberWordsIn } from '../../languages/englishNumbers';
import { koreanFigurePhrasesIn } from '../../languages/koreanFigures';
import { mixedValues } from '../../languages/koreanNumbers';
import { fitParticle, leadingParticle } from '../../languages/koreanParticles';
import type { Stretch } from '../placedText';
import type { AlignedWord } from './alignedWords';
import type { WrittenSentence } from './translator';
import { movedTies } from './wordTies';

/** A sentence with some of its stretches as atoms of their own. */
export interface GuardedText {
  plain: string;
  /** What is written for each of its own atoms. */
  said: ReadonlyMap<string, string>;
  /** For each unit of `plain` its place in the source, one more for the end. */
  offsets: readonly number[];
  /** What was said in other words, and what stands for it in the translation. */
  instead?: { written: RegExp; said: string };
}

interface Guarded {
  start: number;
  end: number;
  text: string;
}

/** @returns undefined where nothing that was lost can be guarded. */
export function guardedText(source: string, failed: readonly FailedCheck[], to: TextLanguage): GuardedText | undefined {
  const phrases = to === 'ko' ? figurePhrasesIn(source) : koreanFigurePhrasesIn(source);
  const places = failed
    .flatMap((each) => boundOf(source, each, phrases) ?? placeOf(source, each) ?? [])
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const apart = places.filter(({ start }, n) => !places.slice(0, n).some((before) => before.end > start));
  const free = Array.from({ length: mostAtoms }, (_, n) => String.fromCharCode(firstAtom + n)).filter(
    (atom) => !source.includes(atom),
  );
  if (apart.length === 0) return inOtherWords(source, failed, to);
  if (apart.length > free.length) return undefined;
  const said = new Map<string, string>();
  const offsets: number[] = [];
  let plain = '';
  let from = 0;
  const copy = (to: number) => {
    for (; from < to; from++) {
      plain += source[from];
      offsets.push(from);
    }
  };
  for (const [n, { start, end, text }] of apart.entries()) {
    copy(start);
    said.set(free[n]!, text);
    plain += free[n];
    offsets.push(start);
    from = end;
  }
  copy(source.length);
  return { plain, said, offsets: [...offsets, source.length] };
}

/** "Neither the client nor the server stores it" as "The client and the server do not store it", where the denial was lost. */
function inOtherWords(source: string, failed: readonly FailedCheck[], to: TextLanguage): GuardedText | undefined {
  const isOfDenial = ({ check, source: lost }: FailedCheck): boolean =>
    (check === 'negation' && lost !== '') || (check === 'untranslated' && /^(?:nobody|neither|nor)$/i.test(lost));
  const isLost = to === 'ko' && failed.some(isOfDenial);
  const edits = isLost ? denialsOnTheVerb(source) : undefined;
  if (!edits) return undefined;
  const { plain, offsets } = edited(source, edits);
  return { plain, offsets, said: new Map(), ...(/\bno user\b/i.test(plain) && { instead: koreanNobody }) };
}

function edited(source: string, edits: readonly Edit[]): Pick<GuardedText, 'plain' | 'offsets'> {
  let plain = '';
  const offsets: number[] = [];
  const add = (text: string, placeOf: (n: number) => number) => {
    for (let n = 0; n < text.length; n++) offsets.push(placeOf(n));
    plain += text;
  };
  let from = 0;
  for (const { start, end, text } of [...edits, { start: source.length, end: source.length, text: '' }]) {
    const begin = from;
    add(source.slice(from, start), (n) => begin + n);
    add(text, () => start);
    from = end;
  }
  return { plain, offsets: [...offsets, source.length] };
}

/** A bound that was lost or turned, with its figure, as the other language says both. */
function boundOf(source: string, { check, source: lost }: FailedCheck, phrases: readonly FigurePhrase[]) {
  if (check !== 'bound' && check !== 'opposite' && check !== 'unit') return undefined;
  const at = source.indexOf(lost);
  const found = phrases.find(({ start, end }) => start < at + lost.length && end > at);
  return lost === '' || at < 0 || !found ? undefined : { start: found.start, end: found.end, text: found.said };
}

/** Where a name or a figure that was lost stands, as a whole word and once. */
function placeOf(source: string, { check, source: lost }: FailedCheck): Guarded | undefined {
  if (lost === '' || (check !== 'name' && check !== 'number' && check !== 'unit')) return undefined;
  const word =
    check === 'number' ? numberWordsIn(source).find(({ start, end }) => source.slice(start, end) === lost) : undefined;
  if (word) return { start: word.start, end: word.end, text: inDigits(word.value) };
  const scaled = check === 'number' ? (koreanScaled(lost) ?? englishScaled(lost)) : undefined;
  const isAlike =
    scaled !== undefined || (check === 'name' ? /^[A-Za-z]/ : /^\d[\d.,]*( ?[A-Za-z%°]{1,3})?$/).test(lost);
  if (!isAlike) return undefined;
  const start = source.indexOf(lost);
  const end = start + lost.length;
  const isWhole = !/[\w.,]/.test(source[start - 1] ?? ' ') && !/^(?:\w|[.,]\d)/.test(source.slice(end));
  return start >= 0 && isWhole && !source.includes(lost, end) ? { start, end, text: scaled ?? lost } : undefined;
}

/** 300만 as 3,000,000. */
function englishScaled(text: string): string | undefined {
  return /^\d[\d,.]*[천백십]?[만억조]$/.test(text) ? mixedValues(text)[0]?.toLocaleString('en-US') : undefined;
}

/** The translation of a guarded text as one of its source: names and figures in their places, particles in their form. */
export function unguarded(written: WrittenSentence, guarded: GuardedText): WrittenSentence {
  let plain = '';
  const starts: number[] = [];
  for (let at = 0; at < written.plain.length; at++) {
    const other = otherWordAt(written.plain, at, guarded);
    if (other) {
      for (let n = 0; n < other.length; n++) starts.push(plain.length);
      plain += other.said;
      at += other.length - 1;
      continue;
    }
    starts.push(plain.length);
    const text = guarded.said.get(written.plain[at]!);
    if (text === undefined) {
      plain += written.plain[at];
      continue;
    }
    plain += text;
    const particle = leadingParticle(written.plain.slice(at + 1));
    if (!particle) continue;
    const fitted = fitParticle(text, particle);
    for (let n = 0; n < particle.length; n++) {
      starts.push(plain.length);
      plain += n === 0 ? fitted : '';
    }
    at += particle.length;
  }
  starts.push(plain.length);
  const inSource = ({ start, end }: Stretch) => ({ start: guarded.offsets[start]!, end: endIn(guarded, end) });
  const words = written.words.map(({ start, end, sources, probability, ties }): AlignedWord => {
    const moved = movedTies(ties, inSource);
    const word = { start: starts[start]!, end: starts[end]!, sources: sources.map(inSource), probability };
    return { ...word, ...(moved && { ties: moved }) };
  });
  return { ...written, plain, words };
}

function otherWordAt(
  written: string,
  at: number,
  { instead }: GuardedText,
): { length: number; said: string } | undefined {
  if (!instead || !/^\s?$/.test(written[at - 1] ?? '')) return undefined;
  instead.written.lastIndex = at;
  const found = instead.written.exec(written)?.[0];
  return found === undefined ? undefined : { length: found.length, said: instead.said };
}

/** An atom of its own ends where its stretch does. */
function endIn({ offsets }: GuardedText, end: number): number {
  return offsets[end - 1]! + 1 === offsets[end]! ? offsets[end]! : Math.max(offsets[end - 1]! + 1, offsets[end]!);
}
