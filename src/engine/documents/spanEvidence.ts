// What speaks for a word of a translation being one of a span's words, in numbers: where the model looked while it wrote it, what
// looked at it on the way back, what people translate so, which letters are the same. spanRanges.ts weighs it. Sees text and ties.

import { isLoneFunctionWord } from '../languages/functionWords';
import type { WordTie } from './translatable';
import { koreanRelation } from './wordKinds';

interface Range {
  start: number;
  end: number;
}

/** A word of a translation, between spaces, with what ties it to words of the source. */
export interface TiedWord extends Range {
  text: string;
  ties: readonly WordTie[];
}

/** A span, and the source that it is in. */
export interface SpanPlace {
  source: string;
  span: Range;
}

/** Beside a share of nothing, so that little evidence says little. */
const little = { look: 0.05, back: 0.05, both: 0.01 };
/** Words of grammar draw a model's look from the word that is meant. */
const grammarShare = 0.3;
/** What a source word's best target must have. */
const leastBest = 0.1;
const mostBest = 2;

const isGrammar = (word: string): boolean => isLoneFunctionWord(word) || koreanRelation.test(word);

const sourceWord = /[\ue000-\ue00f]|[\p{L}\p{M}\p{N}]+(?:['’.-][\p{L}\p{M}\p{N}]+)*/gu;

/** Whether a word of the source is one of the span's: the most of it, or of a Korean word the stem. */
function isInSpan({ start, end }: Range, { source, span }: SpanPlace): boolean {
  const common = Math.min(end, span.end) - Math.max(start, span.start);
  if (common <= 0) return false;
  const isStem = start >= span.start && /[가-힣]/.test(source.slice(start, end));
  return isStem || common * 2 > Math.min(end - start, span.end - span.start);
}

/** Of a word of a translation what is the same for each span. */
interface ReadWord {
  isGrammar: boolean;
  name: string | undefined;
  /** Of each tie, whether it is to a word of grammar. */
  toGrammar: readonly boolean[];
}

const readWords = new WeakMap<TiedWord, ReadWord>();

function readWord(word: TiedWord, source: string): ReadWord {
  const known = readWords.get(word);
  if (known) return known;
  const toGrammar = word.ties.map(({ start, end }) => isLoneFunctionWord(source.slice(start, end)));
  const read = { isGrammar: isGrammar(word.text), name: sameName(word.text), toGrammar };
  readWords.set(word, read);
  return read;
}

/** The ties of a word, and which of them are to words of a span. */
interface Ties {
  all: readonly WordTie[];
  isIn: readonly boolean[];
}

/** Of each word so many numbers, in the order of `wordWeights` (spanWeights.ts). */
export function wordEvidence(place: SpanPlace, words: readonly TiedWord[]): number[][] {
  const { source } = place;
  const said = [...source.matchAll(sourceWord)].map(({ 0: text, index }) => ({
    start: index,
    end: index + text.length,
    text,
  }));
  const own = said.filter((word) => isInSpan(word, place));
  const content = own.filter(({ text }) => !isLoneFunctionWord(text));
  const saysGrammar = content.length === 0;
  const best = timesBest(saysGrammar ? own : content, words);
  return words.map((word, n) => {
    const { isGrammar: grammar, name, toGrammar } = readWord(word, source);
    const ties: Ties = { all: word.ties, isIn: word.ties.map((tie) => isInSpan(tie, place)) };
    const share = (tie: WordTie, n: number) => tie.look * (toGrammar[n] && !saysGrammar && !grammar ? grammarShare : 1);
    const look = balance(ties, share, little.look);
    const same = name === undefined ? [] : said.filter(({ text }) => text === name);
    const isOwnName = same.some((each) => each.start >= place.span.start && each.end <= place.span.end);
    const isOthers = same.some((each) => each.start < place.span.start || each.end > place.span.end);
    return [
      1,
      look,
      balance(ties, ({ back }) => back, little.back),
      balance(ties, (tie) => tie.look * tie.back, little.both),
      strongest(ties, true, ({ known }) => known),
      strongest(ties, false, ({ known }) => known),
      strongest(ties, true, ({ knownBack }) => knownBack),
      strongest(ties, false, ({ knownBack }) => knownBack),
      Number(grammar),
      grammar ? look : 0,
      side(ties, ({ look }) => look),
      side(ties, ({ back }) => back),
      Math.min(mostBest, best[n]!),
      Number(isOwnName && !isOthers),
      Number(isOthers && !isOwnName),
    ];
  });
}

/** How many words of a span have each word as their best. */
function timesBest(own: readonly Range[], words: readonly TiedWord[]): number[] {
  const times = words.map(() => 0);
  for (const { start } of own) {
    let best = -1;
    let most = leastBest;
    for (const [n, { ties }] of words.entries()) {
      const tie = ties.find((each) => each.start === start);
      const value = tie ? tie.look / 2 + tie.back + tie.known / 2 : 0;
      if (value > most) [best, most] = [n, value];
    }
    if (best >= 0) times[best]!++;
  }
  return times;
}

/** Natural log of what ties a word to the span over what ties it to other words. */
function balance({ all, isIn }: Ties, value: (tie: WordTie, n: number) => number, least: number): number {
  let [inside, outside] = [least, least];
  for (let n = 0; n < all.length; n++) {
    if (isIn[n]) inside += value(all[n]!, n);
    else outside += value(all[n]!, n);
  }
  return Math.log(inside / outside);
}

function strongest({ all, isIn }: Ties, ofSpan: boolean, value: (tie: WordTie) => number): number {
  return all.reduce((most, tie, n) => (isIn[n] === ofSpan ? Math.max(most, value(tie)) : most), 0);
}

/** Whether the strongest tie is in the span (1) or out of it (-1). */
function side({ all, isIn }: Ties, value: (tie: WordTie) => number): number {
  let best = -1;
  for (let n = 0; n < all.length; n++) if (best < 0 || value(all[n]!) > value(all[best]!)) best = n;
  return best < 0 ? 0 : isIn[best] ? 1 : -1;
}

/** A name in Latin letters, as a regular expression: C++, F#, Node.js, without a full stop behind it. */
export const latinName = '[A-Za-z](?:[\\w.+#-]*(?:\\w|\\+\\+|#)|\\+\\+|#)';
const nameOrFigure = new RegExp(`^["'“‘(]*(${latinName}|\\d+(?:\\.\\d+)*)`);

/** The name or figure that a word begins with. */
function sameName(word: string): string | undefined {
  return nameOrFigure.exec(word)?.[1];
}

const kinships = new WeakMap<readonly TiedWord[], readonly number[]>();

/** Of each two neighbours, how much they are made from the same words of the source, 0..1: a stretch hardly ends between such. */
export function kinshipOf(words: readonly TiedWord[]): readonly number[] {
  const known = kinships.get(words);
  if (known) return known;
  const shares = words.map(sharesOf);
  const found = shares.slice(1).map((other, n) => {
    let sum = 0;
    for (const [start, share] of other) sum += Math.min(share, shares[n]!.get(start) ?? 0);
    return sum;
  });
  kinships.set(words, found);
  return found;
}

function sharesOf({ ties }: TiedWord): Map<number, number> {
  const all = ties.reduce((sum, { look, back }) => sum + look + back, 0) || 1;
  return new Map(ties.map(({ start, look, back }) => [start, (look + back) / all]));
}
