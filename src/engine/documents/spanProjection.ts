// Where the markup of a sentence goes in its translation: each span around the words that were made from its words. Spans
// stay nested as they were and never cross. Sees text and word links only, no format.

import { characterRange } from './spanEdges';
import type { TiedWord } from './spanEvidence';
import { hintedRange, mendedRange } from './spanHints';
import { likeliestRun } from './spanRanges';
import { tiedWords } from './tiedWords';
import type { MarkedSpan, SourceSentence, TargetSentence } from './translatable';

interface Range {
  start: number;
  end: number;
}

/** The spans in target units, outer ones before inner ones; as many as the source has. */
export function projectSpans(source: SourceSentence, target: TargetSentence): MarkedSpan[] {
  if (source.spans.length === 0) return [];
  const words = tiedWords(source, target);
  const result: MarkedSpan[] = [];
  const inside = {
    source: { start: 0, end: source.plain.length },
    words: { start: 0, end: words.length },
    characters: { start: 0, end: target.plain.length },
  };
  placeAll(nestingOf(source.spans), inside, { source, target, words, result });
  return result;
}

interface Nested {
  span: MarkedSpan;
  inner: Nested[];
}

function nestingOf(spans: readonly MarkedSpan[]): Nested[] {
  const roots: Nested[] = [];
  const open: Nested[] = [];
  for (const span of spans) {
    while (open.length > 0 && open.at(-1)!.span.end <= span.start) open.pop();
    const nested = { span, inner: [] };
    (open.at(-1)?.inner ?? roots).push(nested);
    open.push(nested);
  }
  return roots;
}

/** What spans lie in: a stretch of the source, the words of the target they may have, and these words' characters. */
interface Inside {
  source: Range;
  words: Range;
  characters: Range;
}

export interface Placing {
  source: SourceSentence;
  target: TargetSentence;
  words: readonly TiedWord[];
  result: MarkedSpan[];
}

function placeAll(spans: readonly Nested[], inside: Inside, placing: Placing): void {
  const taken = shareOut(spans, inside, placing);
  for (const [n, { span, inner }] of spans.entries()) {
    const words = taken[n]!;
    const wanted = characterRange(span, words, placing);
    const start = Math.min(Math.max(wanted.start, inside.characters.start), inside.characters.end);
    const characters = { start, end: Math.max(start, Math.min(wanted.end, inside.characters.end)) };
    placing.result.push({ ...characters, open: span.open, close: span.close });
    placeAll(inner, { source: span, words, characters }, placing);
  }
}

/** Words for each of several spans side by side: most certain first, each from what the others left. */
function shareOut(spans: readonly Nested[], inside: Inside, placing: Placing): Range[] {
  const region = inside.words;
  const needs = spans.map(wordsNeeded);
  const wanted = spans.map(({ span }) => wantedWords(span, inside, placing));
  const first = wanted.map((wantedIn) => wantedIn([region]));
  // Markup that opened before the sentence, or closes after it, needs the sentence's edge.
  const edges = spans.map(({ span }) => (span.open === '' || span.close === '' ? 0 : 1));
  const order = [...spans.keys()].sort(
    (a, b) => edges[a]! - edges[b]! || needs[b]! - needs[a]! || first[b]!.sure - first[a]!.sure,
  );
  const taken: Range[] = [];
  let left = needs.reduce((sum, need) => sum + need, 0);
  for (const n of order) {
    left -= needs[n]!;
    const others = taken.filter((range) => range !== undefined);
    const isFree = (at: number) => !others.some((range) => at >= range.start && at < range.end);
    const free = freeRuns(region, isFree);
    const { hull } = others.length === 0 ? first[n]! : wanted[n]!(free);
    taken[n] = freeRange(hull, { free, need: needs[n]!, left });
  }
  return taken;
}

/** So many, that each of the spans inside can have one. */
function wordsNeeded({ inner }: Nested): number {
  return Math.max(
    1,
    inner.map(wordsNeeded).reduce((sum, need) => sum + need, 0),
  );
}

interface Wanted {
  hull: Range;
  /** 0..1 by the likelihood of the words; more by a rule. */
  sure: number;
}

/** @returns What the span wants of runs of words that no other span has. */
function wantedWords(span: MarkedSpan, inside: Inside, placing: Placing): (free: readonly Range[]) => Wanted {
  const region = inside.words;
  const isWhole = span.start <= inside.source.start && span.end >= inside.source.end;
  const hinted = hintedRange(span, placing, region);
  let likeliestIn: ReturnType<typeof likeliestRun> | undefined;
  return (free) => {
    if (hinted && free.some(({ start, end }) => hinted.start >= start && hinted.end <= end))
      return { hull: hinted, sure: 2 };
    likeliestIn ??= likeliestRun(span, inside, placing);
    const { run, sure } = likeliestIn(free);
    const hull = { ...run };
    if (isWhole || span.open === '') hull.start = region.start;
    if (isWhole || span.close === '') hull.end = region.end;
    return { hull: mendedRange(clamp(hull, region), span, placing, region), sure };
  };
}

interface Room {
  free: readonly Range[];
  /** Words the span needs, and words that others will need after it. */
  need: number;
  left: number;
}

/** The free part of the hull that is longest, else the free word nearest to it; no less than it needs, if that can be. */
function freeRange(hull: Range, { free, need, left }: Room): Range {
  const places = free.reduce((sum, run) => sum + run.end - run.start, 0);
  const distance = (run: Range) => Math.max(run.start - hull.end, hull.start - run.end);
  const room = free
    .filter((run) => run.end - run.start >= need)
    .sort((a, b) => distance(a) - distance(b) || overlap(b, hull) - overlap(a, hull))[0];
  if (!room) return free[0] ?? { start: hull.end, end: hull.end };
  const start = Math.max(room.start, Math.min(hull.start, room.end - need));
  const end = Math.min(room.end, Math.max(hull.end, start + need));
  const spare = Math.max(0, left - (places - (end - start)));
  return { start, end: Math.max(start + need, end - spare) };
}

function freeRuns(range: Range, isFree: (n: number) => boolean): Range[] {
  const runs: Range[] = [];
  for (let n = range.start; n < range.end; n++) {
    const last = runs.at(-1);
    if (!isFree(n)) continue;
    if (last?.end === n) last.end++;
    else runs.push({ start: n, end: n + 1 });
  }
  return runs;
}

function overlap(one: Range, other: Range): number {
  return Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start));
}

function clamp(range: Range, to: Range): Range {
  const start = Math.max(to.start, Math.min(range.start, to.end - 1));
  return { start, end: Math.max(start + 1, Math.min(range.end, to.end)) };
}
