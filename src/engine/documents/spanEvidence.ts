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

interface Tie extends WordTie {
  isIn: boolean;
  isGrammar: boolean;
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
    const grammar = isGrammar(word.text);
    const ties = word.ties.map((tie): Tie => {
      return { ...tie, isIn: isInSpan(tie, place), isGrammar: isLoneFunctionWord(source.slice(tie.start, tie.end)) };
    });
    const share = (tie: Tie) => tie.look * (tie.isGrammar && !saysGrammar && !grammar ? grammarShare : 1);
    const look = balance(ties, share, little.look);
    const name = sameName(word.text);
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
function balance(ties: readonly Tie[], value: (tie: Tie) => number, least: number): number {
  let [inside, outside] = [least, least];
  for (const tie of ties) {
    if (tie.isIn) inside += value(tie);
    else outside += value(tie);
  }
  return Math.log(inside / outside);
}

function strongest(ties: readonly Tie[], isIn: boolean, value: (tie: Tie) => number): number {
  return ties.reduce((most, tie) => (tie.isIn === isIn ? Math.max(most, value(tie)) : most), 0);
}

/** Whether the strongest tie is in the span (1) or out of it (-1). */
function side(ties: readonly Tie[], value: (tie: Tie) => number): number {
  let best: Tie | undefined;
  for (const tie of ties) if (!best || value(tie) > value(best)) best = tie;
  return best ? (best.isIn ? 1 : -1) : 0;
}

/** The name or figure that a word begins with. */
function sameName(word: string): string | undefined {
  return /^["'“‘(]*([A-Za-z](?:[\w.+#-]*(?:\w|\+\+|#)|\+\+|#)|\d+(?:\.\d+)*)/.exec(word)?.[1];
}

/** How much two words are made from the same words of the source, 0..1: a stretch hardly ends between such. */
export function kinship(one: TiedWord | undefined, other: TiedWord | undefined): number {
  if (!one || !other) return 0;
  const shares = sharesOf(one);
  let sum = 0;
  for (const [start, share] of sharesOf(other)) sum += Math.min(share, shares.get(start) ?? 0);
  return sum;
}

function sharesOf({ ties }: TiedWord): Map<number, number> {
  const all = ties.reduce((sum, { look, back }) => sum + look + back, 0) || 1;
  return new Map(ties.map(({ start, look, back }) => [start, (look + back) / all]));
}
