// Slips of the pen: words far less probable than one close in spelling. A background job: lets others pass between its
// pieces. Never logs or keeps the text.

import type { FindSlipsParams, FindSlipsResult, Slip } from '../../../shared/protocol/fillMask';
import type { TextRange } from '../../../shared/protocol/text';
import type { CancellationToken } from '../../../util/async';
import type { TokenId } from '../../../util/tokenId';
import { compareSpans, type SpanComparison } from '../../decode/compareSpans';
import type { MaskedModel } from '../../decode/maskedModel';
import { screenSpans } from '../../decode/screenSpans';
import { closeSpellings } from '../../languages/closeSpellings';
import { correctSpelling, isOpenEnded, meantBy } from '../../languages/confusedWords';
import { isNoteBeside, isRightBeside } from '../../languages/koreanEndings';
import { capitalise, isCapitalised } from '../../languages/letterCase';
import type { WordList } from '../../languages/wordList';
import { ModelText } from '../../vocabulary/modelText';
import type { Tokenizer } from '../../vocabulary/tokenizer';
import { tokenStarts } from '../../vocabulary/tokenStarts';
import type { SequenceSpecials } from './blankSequence';
import { type CheckedWord, checkedWords } from './checkedWords';

export interface SlipTools {
  tokenizer: Tokenizer;
  model: MaskedModel;
  specials: SequenceSpecials;
  words: WordList;
}

/** Tokens on each side of a word that are looked at. */
const sideTokens = 48;
const mostAlternatives = 6;
const mostReplacements = 3;
/** Shorter words have too many neighbours: only the sets of confused words are tried for them. */
const leastLetters = 3;
/** Words whose neighbours in spelling are looked up between two yield points. */
const wordsAtOnce = 64;
/** By how much the rough look may take a word for more probable than it is (natural log). Measured, see slips.ts. */
const screeningMargin = 2;

/**
 * Prior log odds that a word is a slip for its alternative, before the model is asked: a spelling that is right nowhere, a
 * word that the corpus doesn't know (with a capital it may be a name), one of a pair that is confused often or at all, a
 * Korean word with its particle twice, any other word that is one. Chosen on held-out text (test/bench/slips.ts).
 */
const priors = { certain: 14, unknown: 1, unknownName: -2, common: 2, other: 0, twice: 0, known: -6 };
/**
 * Off these for what is only close to a Korean word in spelling (natural log). Costs a fiftieth of the slips found in held-out text, and takes
 * a third of the marks off manuals of others.
 */
const koreanCaution = 2;
/** Of a slip the first letter is nearly always right (natural log). */
const otherBeginning = -3;

/** Nothing follows in the sentence: its end, a line's, or a bracket's. */
const noteEnd = /^(?:[.!?\])}"'”’]|[^\S\n]*(?:\n|$))/;
const noteEndLooksAt = 8;

/** Each token more that the author's word has makes it look less probable than it is (natural log). */
const tokenBias = 1;

/** @returns undefined when cancelled. */
export async function findSlips(
  params: FindSlipsParams,
  tools: SlipTools,
  token: CancellationToken,
  yieldPoint: () => Promise<void>,
): Promise<FindSlipsResult | undefined> {
  const startMs = performance.now();
  const passage = ModelText.of(params.text);
  const within = params.within && {
    start: passage.toModel(params.within.start),
    end: passage.toModel(params.within.end),
  };
  const text = readText(passage.text, tools);
  const usual = new Set(params.usual?.map((word) => ModelText.of(word).text.toLowerCase()));
  const suspects = await findSuspects(text, within, usual, tools, token, yieldPoint);
  const likely = suspects && (await mostLikely(suspects, text, params.minLogRatio, tools, { token, yieldPoint }));
  const compared = likely?.map((each) => othersOf(each, params.minLogRatio));
  const logProbs = compared && (await compareSpans(tools.model, compared, token, yieldPoint));
  if (!likely || !logProbs) return undefined;
  const slips: Slip[] = [];
  for (const [n, { suspect, own }] of likely.entries()) {
    const replacements = suspect.alternatives
      .map(({ text: by }, at) => ({ text: by, logRatio: logProbs[n]![at]! - own + ahead(suspect, at) }))
      .filter(({ logRatio }) => logRatio >= params.minLogRatio)
      .sort((a, b) => b.logRatio - a.logRatio)
      .slice(0, mostReplacements);
    if (replacements.length === 0) continue;
    const { word } = suspect;
    const range = { start: passage.toOriginal(word.start), end: passage.toOriginalEnd(word.end) };
    slips.push({ range, replacements });
  }
  return { slips, ms: performance.now() - startMs };
}

interface Pace {
  token: CancellationToken;
  yieldPoint: () => Promise<void>;
}

/**
 * No alternative is more probable than certain, so a word that is itself probable enough need not be compared with any.
 * First roughly, many words a run; what may be a slip by that alone, then exactly.
 */
async function mostLikely(
  suspects: readonly Suspect[],
  { ids }: ReadText,
  minLogRatio: number,
  { model, specials }: SlipTools,
  { token, yieldPoint }: Pace,
): Promise<LikelySlip[] | undefined> {
  const sequence = { ids, first: specials.first, last: specials.last, mask: specials.mask };
  const spans = suspects.map(({ at, fillings }) => ({ at, ids: fillings[0]! }));
  const roughly = await screenSpans(model, sequence, spans, token, yieldPoint);
  if (!roughly) return undefined;
  const rest = suspects.filter((suspect, n) => roughly[n]! <= mostOwn(suspect, minLogRatio) + screeningMargin);
  const own = rest.map((suspect) => ({ ...suspect, fillings: [suspect.fillings[0]!] }));
  const exactly = await compareSpans(model, own, token, yieldPoint);
  return (
    exactly &&
    rest
      .map((suspect, n) => ({ suspect, own: exactly[n]![0]! }))
      .filter(({ suspect, own: logProb }) => logProb <= mostOwn(suspect, minLogRatio))
  );
}

/** The comparison of what may have been meant alone, each only as far as it may still be a mending. */
function othersOf({ suspect, own }: LikelySlip, minLogRatio: number): SpanComparison {
  const { before, after, mask, fillings } = suspect;
  const floors = suspect.alternatives.map((_, at) => own - ahead(suspect, at) + minLogRatio);
  return { before, after, mask, fillings: fillings.slice(1), floors };
}

/** The highest log probability of the author's word at which one of the others could still be a slip's mending. */
function mostOwn(suspect: Suspect, minLogRatio: number): number {
  return Math.max(...suspect.alternatives.map((_, at) => ahead(suspect, at))) - minLogRatio;
}

/** What speaks for an alternative before the model is asked (natural log). */
function ahead({ alternatives, fillings }: Suspect, at: number): number {
  return alternatives[at]!.prior + tokenBias * (fillings[at + 1]!.length - fillings[0]!.length);
}

/** A word that may be a slip by its own log probability. */
interface LikelySlip {
  suspect: Suspect;
  own: number;
}

interface Alternative {
  text: string;
  prior: number;
}

/** A word with what it may have been meant to be; its own spelling is the comparison's first filling. */
interface Suspect extends SpanComparison {
  word: CheckedWord;
  /** Where its first token is. */
  at: number;
  alternatives: Alternative[];
}

interface ReadText {
  text: string;
  ids: readonly TokenId[];
  starts: readonly number[];
}

function readText(text: string, { tokenizer }: SlipTools): ReadText {
  const ids = tokenizer.encode(text);
  return { text, ids, starts: tokenStarts(text, ids, tokenizer) };
}

async function findSuspects(
  { text, ids, starts }: ReadText,
  within: TextRange | undefined,
  usual: ReadonlySet<string>,
  { tokenizer, specials, words }: SlipTools,
  token: CancellationToken,
  yieldPoint: () => Promise<void>,
): Promise<Suspect[] | undefined> {
  const suspects: Suspect[] = [];
  for (const [n, word] of checkedWords(text, within).entries()) {
    if (n % wordsAtOnce === wordsAtOnce - 1) await yieldPoint();
    if (token.isCancellationRequested) return undefined;
    const endsNote = noteEnd.test(text.slice(word.end, word.end + noteEndLooksAt));
    const alternatives = findAlternatives(word.word, words, usual).filter(
      (one) => !isRightBeside(word.word, one.text) && !(endsNote && isNoteBeside(word.word, one.text)),
    );
    const place = alternatives.length > 0 ? placeOf(word, text, starts) : undefined;
    if (!place) continue;
    const spell = (spelling: string): readonly TokenId[] =>
      tokenizer.encode(text.slice(place.start, word.start) + spelling);
    suspects.push({
      word,
      at: place.from,
      alternatives,
      before: [specials.first, ...ids.slice(Math.max(0, place.from - sideTokens), place.from)],
      after: [...ids.slice(place.to, place.to + sideTokens), specials.last],
      mask: specials.mask,
      fillings: [word.word, ...alternatives.map((alternative) => alternative.text)].map(spell),
    });
  }
  return suspects;
}

/** The tokens that are the word with its space; undefined where they are more than that. */
function placeOf({ start, end }: CheckedWord, text: string, starts: readonly number[]) {
  const spaceAt = text[start - 1] === ' ' ? start - 1 : start;
  const from = starts.indexOf(spaceAt) >= 0 ? starts.indexOf(spaceAt) : starts.indexOf(start);
  if (from < 0) return undefined;
  let to = from;
  while (to < starts.length && starts[to]! < end) to++;
  const isWhole = to === starts.length || starts[to] === end;
  return isWhole ? { from, to, start: starts[from]! } : undefined;
}

/** Words that may have been meant, the likeliest slips first. */
function findAlternatives(word: string, words: WordList, usual: ReadonlySet<string>): Alternative[] {
  const small = word.toLowerCase();
  const isUsual = usual.has(small) || usual.has(words.stem(small));
  const unknown = isUsual ? priors.known : isCapitalised(word) ? priors.unknownName : priors.unknown;
  const isKnown = words.knows(small);
  const meant = meantBy(small)
    .filter(({ text, how }) => how === 'certain' || isOpenEnded(text) || text.includes(' ') || words.knows(text))
    .map(({ text, how }) => ({ text, prior: how !== 'certain' && !isKnown ? unknown : priors[how] }));
  const isCertain = correctSpelling(small) !== small;
  const near = isCertain || isTooShort(small) ? [] : closeWords(small, isKnown, words);
  const others = near
    .filter((text) => !meant.some((one) => one.text === text))
    .map((text) => ({ text, prior: priorOf(small, text, isKnown ? priors.known : unknown) }));
  return [...meant, ...others]
    .slice(0, mostAlternatives)
    .map((one) => (isCapitalised(word) ? { ...one, text: capitalise(one.text) } : one));
}

function isTooShort(small: string): boolean {
  return small.length < leastLetters && /^[a-z]/.test(small);
}

function priorOf(small: string, text: string, prior: number): number {
  if (isHangul(small)) return (prior === priors.known && isTwice(small, text) ? priors.twice : prior) - koreanCaution;
  const isSwapped = small[0] === text[1] && small[1] === text[0];
  return small[0] === text[0] || isSwapped ? prior : prior + otherBeginning;
}

/** Known words one slip away, most frequent first. */
function closeWords(small: string, isKnown: boolean, words: WordList): string[] {
  const close = [...closeSpellings(small), ...(isKnown || !isHangul(small) ? [] : words.withMissingSyllable(small))];
  return close
    .map((text) => ({ text, rank: words.rank(text) ?? (isHangul(text) ? words.rankOfStem(text) : undefined) }))
    .filter((one): one is { text: string; rank: number } => one.rank !== undefined && one.text.length > 1)
    .filter(({ text }) => !isKnown || mayBeMeantByKnown(small, text, words))
    .sort((a, b) => a.rank - b.rank)
    .map(({ text }) => text);
}

/**
 * Whoever writes a word that there is has not put in a letter too many by chance ("ate" for "at"); a particle perhaps. A
 * sentence's polite end is no slip for another end.
 */
function mayBeMeantByKnown(small: string, text: string, words: WordList): boolean {
  if (/[가-힣]요$/.test(small) && !text.endsWith('요')) return false;
  return [...text].length >= [...small].length || (words.rank(small) === undefined && isTwice(small, text));
}

/** Whether `small` is `text` with its last syllable twice: "내용은은". */
function isTwice(small: string, text: string): boolean {
  return isHangul(small) && small === text + text.slice(-1);
}

function isHangul(text: string): boolean {
  return /^[가-힣]/.test(text);
}
