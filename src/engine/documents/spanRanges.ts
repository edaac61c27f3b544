// Which run of a translation's words a span takes: a log-linear model over all runs, of what ties the words to the span
// (spanEvidence.ts), what stands at the run's two ends (wordKinds.ts) and how long it is. Weights were fitted on markup of people's
// translations (models/recipe/LOG.md). Sees text and ties.

import { kinshipOf, type SpanPlace, type TiedWord, wordEvidence } from './spanEvidence';
import { spanWeights } from './spanWeights';
import type { MarkedSpan, SourceSentence, TargetSentence } from './translatable';
import { isThing, kindOf } from './wordKinds';

interface Range {
  start: number;
  end: number;
}

/** Of each kind of evidence, in the order in which spanEvidence.ts and spanRanges.ts give it. */
export interface SpanWeights {
  word: readonly number[];
  start: readonly number[];
  end: readonly number[];
  /** Of the log of the run's share of the sentence over the span's, of its square, and of a run of one word. */
  size: readonly number[];
  /** By the kind of the run's first and last word, and of the words before and behind it. */
  startKind: readonly number[];
  kindBefore: readonly number[];
  endKind: readonly number[];
  kindBehind: readonly number[];
  /** By the kind of the run's first (last) word and of the span's. */
  firstKind: readonly (readonly number[])[];
  lastKind: readonly (readonly number[])[];
}

/** What a run is weighed by; numbers in the order of {@link SpanWeights}. */
export interface SpanFeatures {
  to: 'ko' | 'en';
  words: number[][];
  starts: number[][];
  ends: number[][];
  /** Of the target's words, one more on either side for the sentence's beginning and end. */
  kinds: number[];
  /** Of the span's first and last word. */
  firstKind: number;
  lastKind: number;
  /** Share of the source's length. */
  share: number;
}

export function spanFeatures(place: SpanPlace, words: readonly TiedWord[], to: 'ko' | 'en'): SpanFeatures {
  const { source, span } = place;
  const from = to === 'ko' ? 'en' : 'ko';
  const said = source.slice(span.start, span.end);
  const [before, behind] = [source.slice(0, span.start), source.slice(span.end)];
  // A particle behind the markup says what the span is in the sentence.
  const tail = from === 'ko' ? /^[가-힣]*/.exec(behind)![0] : '';
  const own = wordsIn(said);
  const isFirst = span.start === 0;
  const isLast = /^[\s\p{P}]*$/u.test(behind);
  const endsClause = (n: number) => Number(/[,;:.!?)]["'”’]?$/.test(words[n]?.text ?? ''));
  const isGlued = (n: number) => Number(words[n]?.end === words[n + 1]?.start && !words[n + 1]?.text.startsWith('('));
  const namesThing = isThing(/^ \S+/.exec(behind.slice(tail.length))?.[0].trim(), from);
  const last = words.length - 1;
  const kin = kinshipOf(words);
  return {
    to,
    words: wordEvidence(place, words),
    starts: words.map(({ text }, n) => [
      kin[n - 1] ?? 0,
      n > 0 ? isGlued(n - 1) : 0,
      Number(n === 0 && isFirst),
      Number(n === 0 && !isFirst),
      endsClause(n - 1),
      /[,;:]\s*$/.test(before) ? endsClause(n - 1) : 0,
      Number(/^[("'“]/.test(text)),
    ]),
    ends: words.map((_, n) => [
      kin[n] ?? 0,
      n < last ? isGlued(n) : 0,
      Number(n === last && isLast),
      Number(n === last && !isLast),
      endsClause(n),
      /^[,;:.!?]/.test(behind) ? endsClause(n) : 0,
      Number(words[n + 1]?.text.startsWith('(') === true),
      Number(namesThing && isThing(words[n + 1]?.text, to)),
    ]),
    kinds: [undefined, ...words.map(({ text }) => text), undefined].map((text) => kindOf(text, to)),
    firstKind: kindOf(own[0], from),
    lastKind: kindOf(own.length === 0 ? undefined : own.at(-1)! + tail, from),
    share: (span.end - span.start) / source.length,
  };
}

/** Of a run from word `start` to before word `end`: a greater value is a likelier run; natural logs, up to a constant. */
export type RunScore = (start: number, end: number) => number;

/** @param words Of the target, in its units; `length` is the target's. */
export function runScore(features: SpanFeatures, words: readonly Range[], length: number): RunScore {
  const weights: SpanWeights = spanWeights[features.to];
  const { kinds, firstKind, lastKind } = features;
  const sums = [0];
  for (const each of features.words) sums.push(sums.at(-1)! + product(each, weights.word));
  const starts = features.starts.map(
    (each, n) =>
      product(each, weights.start) +
      weights.firstKind[kinds[n + 1]!]![firstKind]! +
      weights.startKind[kinds[n + 1]!]! +
      weights.kindBefore[kinds[n]!]!,
  );
  const ends = features.ends.map(
    (each, n) =>
      product(each, weights.end) +
      weights.lastKind[kinds[n + 1]!]![lastKind]! +
      weights.endKind[kinds[n + 1]!]! +
      weights.kindBehind[kinds[n + 2]!]!,
  );
  return (start, end) => {
    const share = (words[end - 1]!.end - words[start]!.start) / length;
    const longer = Math.log(Math.max(leastShare, share) / Math.max(leastShare, features.share));
    const size = longer * weights.size[0]! + longer * longer * weights.size[1]!;
    return (
      sums[end]! - sums[start]! + starts[start]! + ends[end - 1]! + size + (end - start === 1 ? weights.size[2]! : 0)
    );
  };
}
const leastShare = 0.001;

function product(values: readonly number[], weights: readonly number[]): number {
  let sum = 0;
  for (let n = 0; n < values.length; n++) sum += values[n]! * weights[n]!;
  return sum;
}

/** So many words a run may have whatever the span is, and so many times its words: people's markup has no longer ones to speak of. */
const leastLongest = 12;
const timesLonger = 4;

const keptThing = /^[\ue000-\ue00f]/;
/** A thing that is kept weighs more than all words: it stays in the spans it is in, and out of others. */
const atomWeight = 1000;

/** What a span is looked for in: words of the target, and the stretch of the source that these are made from. */
export interface Searched {
  source: SourceSentence;
  target: TargetSentence;
  words: readonly TiedWord[];
}

/** The likeliest run, and its share of the likelihood of all (0..1). */
export interface LikelyRun {
  run: Range;
  sure: number;
}

/**
 * @param inside Words that the span may have, and what of the source they stand for.
 * @returns The likeliest run within one of several that are free, runs of these words.
 */
export function likeliestRun(
  span: MarkedSpan,
  inside: { source: Range; words: Range },
  { source, target, words }: Searched,
): (free: readonly Range[]) => LikelyRun {
  const to = isKorean(target.plain) || !isKorean(source.plain) ? 'ko' : 'en';
  const place = { source: source.plain, span };
  const features = spanFeatures(place, words, to);
  const kept = [0];
  for (const { text } of words) kept.push(kept.at(-1)! + keptWeight(text, source.plain, span));
  const isTied = ({ ties, text }: TiedWord): boolean => ties.length > 0 && !keptThing.test(text);
  if (!words.slice(inside.words.start, inside.words.end).some(isTied)) {
    const guessed = { run: guessedRun(span, inside, kept, features.words), sure: 0 };
    return () => guessed;
  }
  const score = runScore(features, words, target.plain.length);
  const longest = Math.max(leastLongest, timesLonger * wordsIn(source.plain.slice(span.start, span.end)).length);
  const last = inside.words.end;
  const weigh = (start: number, end: number) => score(start, end) + kept[end]! - kept[start]!;
  return (free) => likeliestIn(free, longest, weigh) ?? { run: { start: last, end: last }, sure: 0 };
}

/** @param longest Words that a run has at most. @returns Undefined where nothing is free. */
function likeliestIn(free: readonly Range[], longest: number, weigh: RunScore): LikelyRun | undefined {
  let run: Range | undefined;
  let most = Number.NEGATIVE_INFINITY;
  let all = 0;
  for (const part of free) {
    for (let start = part.start; start < part.end; start++) {
      const furthest = Math.min(part.end, start + longest);
      for (let end = start + 1; end <= furthest; end++) {
        const value = weigh(start, end);
        if (value > most) {
          all = all * Math.exp(most - value) + 1;
          most = value;
          run = { start, end };
        } else all += Math.exp(value - most);
      }
    }
  }
  return run && { run, sure: 1 / all };
}

/** Where nothing is tied to anything: words that are the span's letter by letter, else its place in the sentence decides. */
function guessedRun(
  span: Range,
  { source, words }: { source: Range; words: Range },
  kept: readonly number[],
  evidence: readonly (readonly number[])[],
): Range {
  const isOwn = (n: number) => kept[n + 1]! > kept[n]! || evidence[n]![ownName]! > 0;
  for (let start = words.start; start < words.end; start++) {
    let end = start;
    while (end < words.end && isOwn(end)) end++;
    if (end > start) return { start, end };
  }
  const scale = (words.end - words.start) / Math.max(1, source.end - source.start);
  const start = words.start + Math.floor(((span.start + span.end) / 2 - source.start) * scale);
  return { start, end: start + Math.max(1, Math.round((span.end - span.start) * scale)) };
}
/** Of {@link wordEvidence}, whether a word is a name of the span's. */
const ownName = 13;

const wordsIn = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
const isKorean = (text: string): boolean => /[가-힣]/.test(text);

function keptWeight(word: string, source: string, span: Range): number {
  const at = keptThing.test(word) ? source.indexOf(word) : -1;
  return at < 0 ? 0 : at >= span.start && at < span.end ? atomWeight : -atomWeight;
}
