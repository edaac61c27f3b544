// A second try for what a translation lost: names, figures and bounds on figures of the source become things that are kept, so that the model can
// neither drop nor misspell them; what it writes is put back into the author's units. Sees texts and places only.

import type { TextLanguage } from '../../../shared/protocol/text';
import type { FailedCheck } from '../../../shared/protocol/translation';
import { firstAtom, mostAtoms } from '../../documents/translatable';
import { type FigurePhrase, figurePhrasesIn } from '../../languages/englishFigures';
import { inDigits, numberWordsIn } from '../../languages/englishNumbers';
import { koreanFigurePhrasesIn } from '../../languages/koreanFigures';
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
  if (apart.length === 0 || apart.length > free.length) return undefined;
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
  const isAlike = check === 'name' ? /^[A-Za-z]/.test(lost) : /^\d[\d.,]*( ?[A-Za-z%°]{1,3})?$/.test(lost);
  if (!isAlike) return undefined;
  const start = source.indexOf(lost);
  const end = start + lost.length;
  const isWhole = !/[\w.,]/.test(source[start - 1] ?? ' ') && !/^(?:\w|[.,]\d)/.test(source.slice(end));
  return start >= 0 && isWhole && !source.includes(lost, end) ? { start, end, text: lost } : undefined;
}

/** The translation of a guarded text as one of its source: names and figures in their places, particles in their form. */
export function unguarded(written: WrittenSentence, guarded: GuardedText): WrittenSentence {
  let plain = '';
  const starts: number[] = [];
  for (let at = 0; at < written.plain.length; at++) {
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

/** An atom of its own ends where its stretch does. */
function endIn({ offsets }: GuardedText, end: number): number {
  return offsets[end - 1]! + 1 === offsets[end]! ? offsets[end]! : Math.max(offsets[end - 1]! + 1, offsets[end]!);
}
