// Where the markup of a sentence goes in its translation: each span around the words that were made from its words. Spans
// stay nested as they were and never cross. Sees text and word links only, no format.

import { isLoneFunctionWord } from '../languages/functionWords';
import { characterRange, koreanBound } from './spanEdges';
import type { MarkedSpan, PlainLink, SourceSentence, TargetSentence } from './translatable';

/** A word of the target, or a part of one: things that are kept are apart from the letters beside them. */
interface Word {
  start: number;
  end: number;
  /** The stretch of the source it mostly comes from. */
  source: Range | undefined;
  /** The same but for words that carry grammar alone: "is" and "by" draw a model's look from the word that is meant. */
  meant: Range | undefined;
  isAtom: boolean;
  /** Whether it stands in the source letter by letter: a name. */
  isSame: boolean;
}

/** The spans in target units, outer ones before inner ones; as many as the source has. */
export function projectSpans(source: SourceSentence, target: TargetSentence): MarkedSpan[] {
  if (source.spans.length === 0) return [];
  const words = wordsOf(source, target);
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

/** An atom, or what stands between spaces; a bracket that opens behind a word begins another. */
const targetWord = /[\ue000-\ue00f]|[^\s\ue000-\ue00f][^\s\ue000-\ue00f(]*/g;

function wordsOf(source: SourceSentence, target: TargetSentence): Word[] {
  return [...target.plain.matchAll(targetWord)].map(({ 0: text, index }) => {
    const word = { start: index, end: index + text.length };
    const at = /[\ue000-\ue00f]/.test(text) ? source.plain.indexOf(text) : -1;
    if (at >= 0) return { ...word, ...only({ start: at, end: at + 1 }), isAtom: true, isSame: true };
    const same = sameName(text, source.plain);
    if (same) return { ...word, ...only(same), isAtom: false, isSame: true };
    const sources = strongestSources(word, target.links);
    const isMeant = ({ start, end }: Range) => !isLoneFunctionWord(source.plain.slice(start, end));
    return { ...word, source: sources[0], meant: sources.find(isMeant) ?? sources[0], isAtom: false, isSame: false };
  });
}

const only = (source: Range): Pick<Word, 'source' | 'meant'> => ({ source, meant: source });

/** Where the name that a word begins with stands in the source; undefined where it does not, or more than once. */
function sameName(word: string, source: string): Range | undefined {
  const name = /^["'“‘(]*([A-Za-z](?:[\w.+#-]*(?:\w|\+\+|#)|\+\+|#))/.exec(word)?.[1];
  const start = name === undefined ? -1 : source.indexOf(name);
  if (name === undefined || start < 0 || source.includes(name, start + 1)) return undefined;
  const isWhole = !/\w/.test(source[start - 1] ?? ' ') && !/\w/.test(source[start + name.length] ?? ' ');
  return isWhole ? { start, end: start + name.length } : undefined;
}

/** The sources of the link that covers most of a word, the strongest first. */
function strongestSources(word: { start: number; end: number }, links: readonly PlainLink[]): readonly Range[] {
  let best: PlainLink | undefined;
  for (const link of links) {
    if (link.sources.length > 0 && overlap(link.target, word) > (best ? overlap(best.target, word) : 0)) best = link;
  }
  return best?.sources ?? [];
}

interface Range {
  start: number;
  end: number;
}

/** What spans lie in: a stretch of the source, the words of the target they may have, and these words' characters. */
interface Inside {
  source: Range;
  words: Range;
  characters: Range;
}

interface Placing {
  source: SourceSentence;
  target: TargetSentence;
  words: readonly Word[];
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
  const wanted = spans.map(({ span }) => wantedWords(span, inside, placing));
  const needs = spans.map(wordsNeeded);
  // Markup that opened before the sentence, or closes after it, needs the sentence's edge.
  const edges = spans.map(({ span }) => (span.open === '' || span.close === '' ? 0 : 1));
  const order = [...spans.keys()].sort(
    (a, b) => edges[a]! - edges[b]! || needs[b]! - needs[a]! || wanted[b]!.own - wanted[a]!.own,
  );
  const taken: Range[] = [];
  let left = needs.reduce((sum, need) => sum + need, 0);
  for (const n of order) {
    left -= needs[n]!;
    const others = taken.filter((range) => range !== undefined);
    taken[n] = freeRange(wanted[n]!.hull, { region: inside.words, taken: others, need: needs[n]!, left });
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
  /** Words that come from the span. */
  own: number;
}

function wantedWords(span: MarkedSpan, inside: Inside, placing: Placing): Wanted {
  const { source: outer, words: region } = inside;
  const { words } = placing;
  const scores = words.map((word, n) =>
    n < region.start || n >= region.end ? Number.NEGATIVE_INFINITY : score(word, span, placing),
  );
  const own = scores.filter((value) => value > 0).length;
  const scale = (region.end - region.start) / Math.max(1, outer.end - outer.start);
  const guess = region.start + Math.floor(((span.start + span.end) / 2 - outer.start) * scale);
  const length = Math.max(1, Math.round((span.end - span.start) * scale));
  const sure =
    namedRange(span, words, region) ??
    bracketedRange(span, placing, region) ??
    calledRange(span, placing, region) ??
    rangeBeforeKind(span, placing, region);
  if (sure) return { hull: sure, own: words.length };
  const hull =
    own > 0
      ? glued(bestRun(scores), scores, words, ({ start }) => placing.target.plain[start] === '(')
      : { start: guess, end: guess + length };
  const isWhole = span.start <= outer.start && span.end >= outer.end;
  if (isWhole || span.open === '') hull.start = region.start;
  if (isWhole || span.close === '') hull.end = region.end;
  const bare = withoutConnective(offTheVerb(clamp(hull, region), span, placing), span, placing);
  const whole = wholeCompound(wholeOrdinal(bare, placing), placing, region);
  return { hull: upToItsKind(whole, span, placing, region), own };
}

/** What a control or a page is called, on both sides; the name before it is all that stands before it. */
const kindsOfThings: readonly (readonly [en: RegExp, ko: RegExp])[] = [
  [/^ button/i, /^(?:단추|버튼)/],
  [/^ (?:icon)/i, /^아이콘/],
  [/^ (?:tab)\b/i, /^탭/],
  [/^ (?:menu)/i, /^메뉴/],
  [/^ (?:list|drop-?down)/i, /^(?:목록|드롭다운)/],
  [/^ (?:page)/i, /^페이지/],
  [/^ (?:section)/i, /^섹션/],
  [/^ (?:option|setting)/i, /^(?:옵션|설정)/],
  [/^ (?:field|box)/i, /^(?:필드|상자)/],
  [/^ (?:check ?box)/i, /^(?:확인란|체크박스)/],
  [/^ (?:dialog|window|panel)/i, /^(?:대화|창|패널)/],
];
const mostOfAName = 2;

/** "the **Add Rule** button" is no "**규칙** 추가 단추". */
function upToItsKind(range: Range, span: MarkedSpan, { source, target, words }: Placing, region: Range): Range {
  const kind = kindsOfThings.find(([en]) => en.test(source.plain.slice(span.end)));
  if (!kind || span.open === '' || span.close === '') return range;
  for (let n = range.end; n <= range.end + mostOfAName && n < region.end; n++) {
    const word = words[n]!;
    if (word.isAtom) return range;
    if (kind[1].test(target.plain.slice(word.start, word.end))) return { start: range.start, end: n };
  }
  return range;
}

/** The words of a span right before what it is called, once in the target: the "지역" of "지역 필드", wherever else it may be said. */
function rangeBeforeKind(span: MarkedSpan, placing: Placing, region: Range): Range | undefined {
  const { source, target, words } = placing;
  const kind = kindsOfThings.find(([en]) => en.test(source.plain.slice(span.end)))?.[1];
  if (!kind || span.open === '' || span.close === '') return undefined;
  const inRegion = [...words.keys()].slice(region.start, region.end);
  const [at, ...others] = inRegion.filter((n) => kind.test(target.plain.slice(words[n]!.start, words[n]!.end)));
  if (at === undefined || others.length > 0) return undefined;
  let start = at;
  while (start > region.start && score(words[start - 1]!, span, placing) > 0) start--;
  return start < at ? { start, end: at } : undefined;
}

const koreanVerb = /(?:니다|세요|시오|어요|아요|한다|된다)[.!?)"'”’]*$/;

/** What a Korean verb alone would be marked for, where a name was (a button, a menu), is the object before the verb. */
function offTheVerb(range: Range, span: MarkedSpan, { source, target, words }: Placing): Range {
  const textOf = (n: number) => target.plain.slice(words[n]!.start, words[n]!.end);
  const isName = /^\p{Lu}/u.test(source.plain.slice(span.start)) && span.start > 0;
  const isVerb = range.end - range.start === 1 && koreanVerb.test(textOf(range.start));
  const object = range.start - 1;
  if (!isName || !isVerb || object < 0 || words[object]!.isAtom || !/[가-힣][을를]$/.test(textOf(object))) return range;
  return { start: object, end: object + 1 };
}

/** The words of a span that is nothing but names, where all of these stand side by side in the target. */
function namedRange(span: MarkedSpan, words: readonly Word[], region: Range): Range | undefined {
  if (span.open === '' || span.close === '') return undefined;
  const found: number[] = [];
  for (let n = region.start; n < region.end; n++) {
    const { isSame, isAtom, source } = words[n]!;
    if (isSame && !isAtom && source && source.start >= span.start && source.end <= span.end) found.push(n);
  }
  const runs = found.reduce<number[][]>((all, n) => {
    if (all.at(-1)?.at(-1) === n - 1) all.at(-1)!.push(n);
    else all.push([n]);
    return all;
  }, []);
  // Of a name that is said twice the first.
  const run = runs.find((each) => {
    const said = each.reduce((sum, n) => sum + words[n]!.source!.end - words[n]!.source!.start, 0);
    return said + each.length - 1 >= span.end - span.start;
  });
  return run && { start: run[0]!, end: run.at(-1)! + 1 };
}

/** Of a span that is all in brackets: the words in the one pair of brackets that the target has. */
function bracketedRange(span: MarkedSpan, { source, target, words }: Placing, region: Range): Range | undefined {
  const brackets = /\([^()]*\)/g;
  const [said, ...others] = target.plain.match(brackets) ?? [];
  const isBracketed = /^\([^()]*\)$/.test(source.plain.slice(span.start, span.end));
  if (!isBracketed || said === undefined || others.length > 0) return undefined;
  const start = target.plain.indexOf(said);
  const first = words.findIndex((word) => word.end > start);
  const last = words.findLastIndex((word) => word.start < start + said.length);
  return first >= region.start && last < region.end ? { start: first, end: last + 1 } : undefined;
}

/** Of what something is called ("known as *methods*", "*메서드*라고 합니다"): the words that the target has in that place. */
function calledRange(span: MarkedSpan, placing: Placing, region: Range): Range | undefined {
  const { source, target, words } = placing;
  const textOf = (n: number) => target.plain.slice(words[n]!.start, words[n]!.end);
  const inRegion = [...words.keys()].slice(region.start, region.end);
  if (/\b(?:as|called|named)(?: an?)?\s*$/i.test(source.plain.slice(0, span.start))) {
    const called = inRegion.filter((n) => /[가-힣A-Za-z](?:이라고|라고)$/.test(textOf(n)));
    let start = called[0] ?? 0;
    const most = source.plain.slice(span.start, span.end).split(' ').length;
    const isOwn = (n: number) => n >= region.start && n > called[0]! - most && score(words[n]!, span, placing) > 0;
    while (isOwn(start - 1)) start--;
    return called.length === 1 ? { start, end: called[0]! + 1 } : undefined;
  }
  if (!/^\s*(?:이라고|라고)/.test(source.plain.slice(span.end))) return undefined;
  const before = inRegion.filter((n) => /^(?:called|named)$|^as$/.test(textOf(n)) && n + 1 < region.end);
  if (before.length !== 1) return undefined;
  const start = before[0]! + 1;
  const last = inRegion.find((n) => n >= start && /[.,;:!?]$/.test(textOf(n))) ?? region.end - 1;
  return last - start < mostCalled ? { start, end: last + 1 } : undefined;
}
const mostCalled = 4;

/** "*first*" is no "*첫* 번째". */
function wholeOrdinal(range: Range, { target, words }: Placing): Range {
  const textOf = (n: number) => target.plain.slice(words[n]?.start, words[n]?.end);
  const isCut = /^(?:첫|두|세|네|\d+)$/.test(textOf(range.end - 1)) && /^번째/.test(textOf(range.end));
  return words[range.end] && isCut ? { start: range.start, end: range.end + 1 } : range;
}

/** What Korean writes as two words and English as one. */
const compounds: Readonly<Record<string, string>> = {
  구성: '요소',
  매개: '변수',
  환경: '변수',
  응용: '프로그램',
  운영: '체제',
  명령: '줄',
  작업: '(?:영역|공간)',
  끌어오기: '요청',
  사용자: '(?:지정|정의)',
  미리: '보기',
  다시: '시작',
  대화: '상자',
  드롭다운: '목록',
};

/** "*Component*" is no "*구성* 요소". */
function wholeCompound({ start, end }: Range, { target, words }: Placing, region: Range): Range {
  const textOf = (n: number) => target.plain.slice(words[n]!.start, words[n]!.end);
  const joins = (n: number) => {
    const second = n >= region.start && n + 1 < region.end ? compounds[textOf(n)] : undefined;
    return second !== undefined && new RegExp(`^${second}`).test(textOf(n + 1));
  };
  return { start: start > region.start && joins(start - 1) ? start - 1 : start, end: joins(end - 1) ? end + 1 : end };
}

const connective = /^(?:또한|그리고|그러나|하지만|따라서|그런데|즉|단|또는|및)$/;

/** What joins a sentence to the one before is none of its first words. */
function withoutConnective({ start, end }: Range, span: MarkedSpan, { source, target, words }: Placing): Range {
  const word = words[start]!;
  const isConnective = connective.test(target.plain.slice(word.start, word.end));
  const isSaid = /\b(?:also|and|but|however|or|thus|therefore|yet|only|i\.e)\b/i.test(
    source.plain.slice(span.start, span.end),
  );
  return isConnective && !isSaid && span.open !== '' && end - start > 1 ? { start: start + 1, end } : { start, end };
}

/** A thing that is kept weighs more than all words: it stays in the spans it is in, and out of others. */
const atomWeight = 1000;

function score(word: Word, span: MarkedSpan, { source: { plain }, target }: Placing): number {
  const said = plain.slice(span.start, span.end);
  const written = target.plain.slice(word.start, word.end);
  const isGrammar = said.split(' ').every(isLoneFunctionWord) || koreanRelation.test(written);
  const source = isGrammar ? word.source : word.meant;
  if (!source) return 0;
  // A particle of Korean is neither in the span nor out of it, nor is what English says for it.
  if (hangul.test(plain) && !koreanBound.test(said) && isGrammarAlone(written)) return 0;
  const isOwn = overlap(source, span) * 2 > Math.min(source.end - source.start, span.end - span.start);
  const isItsLast = hangul.test(plain.slice(source.start, source.end)) && isStemIn(source, span, plain);
  return (isOwn || isItsLast ? 1 : -1) * (word.isAtom ? atomWeight : 1);
}

const hangul = /[가-힣]/;
const isGrammarAlone = (word: string): boolean =>
  /^(?:of|in|on|at|to|by|for|from|with|into|a|an|the|is|are|was|were|be|been)$/i.test(word);
/** What Korean says for a preposition, each a word of its own. */
const koreanRelation = /^(?:대한|대해|대하여|위한|위해|따라|따른|통해|통한|관한|의한|의해|이|그|각|수)$/;

/** Whether a span ends in a Korean word, behind its stem: "**기본 키**입니다". */
function isStemIn(source: Range, span: MarkedSpan, plain: string): boolean {
  return (
    source.start >= span.start &&
    source.start < span.end &&
    /^[가-힣]*/.exec(plain.slice(span.end))![0].length <= mostOfParticle
  );
}
const mostOfParticle = 4;

/** The stretch with the greatest sum: as much of what is wanted with as little else as can be. */
function bestRun(scores: readonly number[]): Range {
  let best = { start: 0, end: 0, sum: Number.NEGATIVE_INFINITY };
  let start = 0;
  let sum = 0;
  for (const [n, value] of scores.entries()) {
    if (sum <= 0) {
      start = n;
      sum = 0;
    }
    sum += value;
    if (sum > best.sum) best = { start, end: n + 1, sum };
  }
  return { start: best.start, end: best.end };
}

/** With the rest of the words it begins and ends in: a particle behind a thing that is kept. */
function glued(
  { start, end }: Range,
  scores: readonly number[],
  words: readonly Word[],
  opensAt: (word: Word) => boolean,
): Range {
  const isGlued = (n: number) => words[n] !== undefined && words[n].start === words[n - 1]?.end && !opensAt(words[n]);
  while (isGlued(start) && scores[start - 1]! > -atomWeight) start--;
  while (isGlued(end) && scores[end]! > -atomWeight) end++;
  return { start, end };
}

interface Room {
  region: Range;
  taken: readonly Range[];
  /** Words the span needs, and words that others will need after it. */
  need: number;
  left: number;
}

/** The free part of the hull that is longest, else the free word nearest to it; no less than it needs, if that can be. */
function freeRange(hull: Range, { region, taken, need, left }: Room): Range {
  const isFree = (n: number) => !taken.some((range) => n >= range.start && n < range.end);
  const free = freeRuns(region, isFree);
  const places = free.reduce((sum, run) => sum + run.end - run.start, 0);
  const distance = (run: Range) => Math.max(run.start - hull.end, hull.start - run.end);
  const room = free
    .filter((run) => run.end - run.start >= need)
    .sort((a, b) => distance(a) - distance(b) || overlap(b, hull) - overlap(a, hull))[0];
  if (!room) return free[0] ?? { start: region.end, end: region.end };
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
