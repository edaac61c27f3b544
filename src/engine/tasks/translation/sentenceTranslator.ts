// Sentences of one direction through the encoder-decoder: how they are asked, what the answer must keep to, which of
// several answers is taken, and what is known of each word of it. Knows sentences, no documents. Never logs or keeps the
// text.

import type { TextLanguage } from '../../../shared/protocol/text';
import type { FailedCheck } from '../../../shared/protocol/translation';
import { detectLanguage } from '../../../shared/textLanguage';
import type { CancellationToken } from '../../../util/async';
import type { TokenId } from '../../../util/tokenId';
import type { Decoded, DecodeRequest, WrittenToken } from '../../decode/beam';
import { nBest, type SearchOptions } from '../../decode/beamSearch';
import { notAt } from '../../decode/firstTokens';
import { allOf, eachOnce, never, refused } from '../../decode/idConstraints';
import { wholeCharacters } from '../../decode/wholeCharacters';
import type { Pace } from '../jobPorts';
import { type PlacedText, placeSource, placeTarget, type Stretch } from '../placedText';
import { lexiconOf, type Seq2seqTools } from '../seq2seqTools';
import { type AlignedWord, alignWords, type TokenEvidence } from './alignedWords';
import { failedChecks } from './checks/failedChecks';
import { trustedConfidence } from './confidence';
import { doubtedMeaning } from './doubtedMeaning';
import { type GuardedText, guardedText, unguarded } from './guardedText';
import { lostWords } from './lostWords';
import { modelText } from './modelText';
import { figuresApart, keptApart, namesApart } from './namesApart';
import { waysOn } from './otherWords';
import { saidAnyway } from './renderedWords';
import { sourceRuns } from './sourceRuns';
import { byChecks, type Candidate, type Chosen, chooseByWayBack, likelyTargets, weightOf } from './targetChoice';
import { repairedTarget } from './targetText';
import { mostTimesTheRows, mostTokensAgain } from './timeBudget';
import { type Translator, type WrittenSentence, withAllAtoms } from './translator';
import { turnedRoles } from './turnedRoles';
import { turnedVoice } from './turnedVoice';
import { type TieEvidence, withTies } from './wordTies';

/** Tokens of a source before its text. */
const tagTokens = 2;

/** The rows of training are that long; what is longer comes out worse than in two parts (tokens, tags and end included). */
const longestSource = 104;

/** A target without a letter of its language is a copy, which a model is often surest of (average log probability). */
const copyCost = 1;

/** Hypotheses of a source at most. */
const mostBeams = 8;
/**
 * So many times the hypotheses that were asked for are followed, while they are near the best one: with 4, some 1.5 times the
 * rows, and a choice about as good as among 8.
 */
const widerBy = 2;
/** Natural logarithm by which a hypothesis may be less probable than the best one (Freitag and Al-Onaizan 2017). */
const mostBehindInBeam = 2;

/** Hypotheses of a second try: few, for it comes on top of the first one's time. */
const beamsAgain = 2;
/** What is less sure than that is not better for passing the checks: the first one keeps its marks. */
const leastSureAgain = 0.5;

/** Characters of markup: the author's own are taken off before the model, so it has none to write. */
const markupCharacters = '*_`\\|#<>[]{}~^';

/**
 * How one of a beam's targets is taken and trusted: by checks and the way back, or by the model's probability alone, which the
 * former is compared with.
 */
export type Choosing = 'checks' | 'probability';

export class SentenceTranslator implements Translator {
  constructor(
    private readonly tools: Seq2seqTools,
    readonly to: TextLanguage,
    private readonly choosing: Choosing = 'checks',
    /** Words that stand in the page's code. */
    private readonly code: ReadonlySet<string> = new Set(),
  ) {}

  place(plain: string, isMarked = false): PlacedText {
    const { text, offsets } = modelText(plain);
    const { ids, places } = placeSource(text, this.tools.tokenizer, this.tools.specials.atoms);
    const inSource = ({ start, end }: Stretch) => ({ start: offsets[start]!, end: offsets[end]! });
    return { plain, ids, places: places.map(inSource), isMarked };
  }

  fits(plain: string): boolean {
    const { contextTokens } = this.tools.model.shape;
    return this.place(plain).ids.length + tagTokens + 1 <= Math.min(longestSource, contextTokens);
  }

  async translate(
    sources: readonly PlacedText[],
    beams: number,
    token: CancellationToken,
    yieldPoint: () => Promise<void>,
  ): Promise<WrittenSentence[] | undefined> {
    const pace = { token, yieldPoint };
    const requests = sources.map((source) => this.request(source));
    const candidates = await this.candidates(sources, requests, this.width(beams), pace);
    if (!candidates) return undefined;
    const likely = candidates.map((targets, n) =>
      this.choosing === 'probability' ? targets.slice(0, 1) : likelyTargets(sources[n]!, targets, beams),
    );
    const asksBack = beams > 1 && this.choosing === 'checks';
    const chosen = asksBack
      ? await chooseByWayBack(this.tools, this.to, sources, likely, pace)
      : likely.map(([first]): Chosen => first!);
    const written = chosen?.map((one, n) => this.doubt(sources[n]!, one, this.read(sources[n]!, one.decoded, one)));
    if (!written || !asksBack) return written;
    const asked = chosen!.map(({ back }, n) => (back ? likely[n]!.length : 0));
    return this.again(sources, written, { beams, asked }, pace);
  }

  /** What was written, with the words that it does not lead back to. */
  private doubt(source: PlacedText, { decoded, back }: Chosen, written: WrittenSentence): WrittenSentence {
    if (!back) return written;
    // What was found before is said once.
    const isSaid = saidAnyway(written.plain, this.to, this.tools);
    const doubts = newTo(written.failed, doubtedMeaning(source, decoded.score, back, isSaid));
    const known = [...written.failed, ...doubts];
    const failed = [...known, ...newTo(known, lostWords(source, written.plain, back, this.to, this.tools))];
    if (failed.length === written.failed.length) return written;
    return { ...written, failed, confidence: trustedConfidence(written.confidence, failed) };
  }

  /** Those that lost a name or a figure once more, with these as things that are kept; taken where less is wrong then. */
  private async again(
    sources: readonly PlacedText[],
    written: readonly WrittenSentence[],
    { beams, asked }: { beams: number; asked: readonly number[] },
    pace: Pace,
  ): Promise<WrittenSentence[] | undefined> {
    const tries = written.flatMap((one, n) => {
      const guarded = guardedText(sources[n]!.plain, one.failed, this.to);
      if (!guarded) return [];
      const source = this.place(guarded.plain, sources[n]!.isMarked);
      const size = { beams, source: sources[n]!.ids.length, target: one.tokens };
      const again = { beams: beamsAgain, source: source.ids.length };
      const mostTokens = mostTokensAgain(size, asked[n]!, again);
      return mostTokens > 0 ? [{ n, guarded, source, request: { ...this.request(source), mostTokens } }] : [];
    });
    if (tries.length === 0) return [...written];
    const [placed, requests] = [tries.map(({ source }) => source), tries.map(({ request }) => request)];
    const candidates = await this.candidates(placed, requests, { beams: beamsAgain }, pace);
    if (!candidates) return undefined;
    const result = [...written];
    for (const [at, { n, guarded, source }] of tries.entries()) {
      const { confidence, ...second } = unguarded(this.read(source, candidates[at]![0]!.decoded), guarded);
      const said = this.failedIn(sources[n]!, second.plain);
      // It was not asked for the way back: of the first one's doubts those stay that are not about what was guarded.
      const failed = [...said, ...written[n]!.failed.filter((each) => isDoubtOutside(each, guarded))];
      const isBetter = weightOf(failed) < weightOf(written[n]!.failed) && !second.isCut && confidence >= leastSureAgain;
      if (isBetter) result[n] = { ...second, failed, confidence: trustedConfidence(confidence, failed) };
    }
    return result;
  }

  /**
   * A target that another wrote, each atom of the source in it once, and the words it was made from as this model reads it. How
   * sure this model is of it says nothing, so what the checks find is all that lowers its confidence.
   * @returns undefined when cancelled.
   */
  async given(source: PlacedText, plain: string, { token, yieldPoint }: Pace): Promise<WrittenSentence | undefined> {
    const { model, specials, tokenizer } = this.tools;
    const target = placeSource(plain, tokenizer, specials.atoms);
    const failed = this.failedIn(source, plain, 'other');
    const facts = { plain, confidence: trustedConfidence(1, failed), failed, isCut: false, tokens: target.ids.length };
    const mostTokens = target.ids.length + 1;
    if (mostTokens > model.shape.contextTokens) return { ...facts, words: [] };
    const request = { source: this.request(source).source, forced: target.ids, mostTokens };
    const options = { beams: 1, start: specials.start, end: specials.end };
    const decoded = await nBest(model, [request], options, token, yieldPoint);
    const written = decoded?.[0]?.[0]?.tokens.slice(0, target.ids.length);
    return written && { ...facts, words: this.aligned(source, target, { there: written.map(evidenceOf) }) };
  }

  private width(beams: number): Pick<SearchOptions, 'beams' | 'mostBehind' | 'bound'> {
    if (beams === 1 || this.choosing === 'probability') return { beams };
    const bound = { width: beams, times: mostTimesTheRows };
    return { beams: Math.min(mostBeams, widerBy * beams), mostBehind: mostBehindInBeam, bound };
  }

  /** Of each source its targets, those that failed least checks first. */
  private async candidates(
    sources: readonly PlacedText[],
    requests: readonly DecodeRequest[],
    width: Pick<SearchOptions, 'beams' | 'mostBehind' | 'bound'>,
    { token, yieldPoint }: Pace,
  ): Promise<Candidate[][] | undefined> {
    const { model, specials } = this.tools;
    const options = { ...width, start: specials.start, end: specials.end };
    const decoded = await nBest(model, requests, options, token, yieldPoint);
    const ranked = this.choosing === 'probability' ? (all: Candidate[]) => all : byChecks;
    return decoded?.map((targets, n) =>
      ranked(targets.map((target) => ({ decoded: target, failed: this.check(sources[n]!, target) }))),
    );
  }

  request(source: PlacedText): DecodeRequest {
    const { specials, characters } = this.tools;
    const { end, all, human, toKo, toEn } = specials;
    const atoms = source.ids.filter((id) => specials.atoms.includes(id));
    const others = all.filter((id) => id !== end && !atoms.includes(id));
    const foreign = [...markupCharacters].filter((character) => !source.plain.includes(character));
    const ids = [this.to === 'ko' ? toKo : toEn, human, ...source.ids, end];
    const lexicon = lexiconOf(this.tools, ids, this.to);
    return {
      source: ids,
      ...(lexicon && { lexicon }),
      constraint: allOf([
        never(others),
        // A weak model leaves Korean words in English text; names in Hangul have no place there.
        ...(this.to === 'en' ? [refused(characters.hangul)] : []),
        refused(characters.holding(foreign.join(''))),
        sourceRuns(source.plain, this.to, this.tools),
        wholeCharacters(characters, all),
        notAt(0, [end]),
        eachOnce(atoms, end),
      ]),
      bonus: (ids) => (detectLanguage(this.placeTarget(ids).plain) === this.to ? 0 : -copyCost),
    };
  }

  goOn(source: PlacedText, kept: string, branches: number, token: CancellationToken): Promise<Decoded[] | undefined> {
    const { start, end, atoms } = this.tools.specials;
    const forced = placeSource(kept.trimEnd(), this.tools.tokenizer, atoms).ids;
    const beginsWithSpace = kept !== kept.trimEnd();
    return waysOn(this.tools, this.request(source), { forced, beginsWithSpace, branches, start, end }, token);
  }

  read(source: PlacedText, decoded: Decoded, { backLooks }: Pick<Chosen, 'backLooks'> = {}): WrittenSentence {
    const { tokens, score, stop } = decoded;
    const target = this.written(source, tokens);
    const failed = this.check(source, decoded);
    const confidence = trustedConfidence(Math.exp(score), this.choosing === 'probability' ? [] : failed);
    const facts = { confidence, failed, isCut: stop !== 'end', tokens: tokens.length };
    // Nothing but white space: what the author wrote says more.
    if (target.plain === '') return { ...facts, plain: source.plain, words: [], isCut: true };
    const back = backLooks?.map((looks) => looks.subarray(tagTokens));
    const words = this.aligned(source, target, { there: tokens.map(evidenceOf), back });
    return withAllAtoms(source.plain, { ...facts, plain: target.plain, words });
  }

  private aligned(source: PlacedText, target: PlacedText, evidence: TieEvidence): AlignedWord[] {
    const words = alignWords(source, target, evidence.there);
    return source.isMarked ? withTies(words, source, target, evidence, this.to, this.tools) : words;
  }

  private check(source: PlacedText, { tokens }: Decoded): FailedCheck[] {
    const target = this.written(source, tokens);
    const failed = this.failedIn(source, target.plain);
    const words = () => alignWords(source, target, tokens.map(evidenceOf));
    const turned = this.to === 'ko' ? turnedVoice : turnedRoles;
    return [...failed, ...newTo(failed, turned(source.plain, target.plain, words))];
  }

  private failedIn({ plain: source }: PlacedText, target: string, by: 'model' | 'other' = 'model'): FailedCheck[] {
    const { english, syllables, nouns } = this.tools;
    const korean = by === 'model' && { ...(syllables && { syllables }), ...(nouns && { nouns }) };
    const words = { ...(english && { english }), ...korean };
    return failedChecks({ source, target, to: this.to, known: { code: this.code, ...words } });
  }

  /** What was written, repaired. */
  private written(source: PlacedText, tokens: Decoded['tokens']): PlacedText {
    const placed = this.placeTarget(tokens.map(({ id }) => id));
    const named = this.to === 'en' ? namesApart(source.plain, placed) : figuresApart(source.plain, placed);
    const apart = keptApart(source.plain, named);
    return { ...apart, plain: repairedTarget(source.plain, apart.plain, this.to) };
  }

  private placeTarget(ids: readonly TokenId[]): PlacedText {
    return placeTarget(ids, this.tools.tokenizer, this.tools.specials.atoms);
  }
}

function evidenceOf({ logProb, attention }: WrittenToken): TokenEvidence {
  return { logProb, attention: attention.subarray(tagTokens) };
}

/** Those that are about other words of the source than all of the known ones. */
function newTo(known: readonly FailedCheck[], doubts: readonly FailedCheck[]): FailedCheck[] {
  const isKnown = (said: string) =>
    known.some(({ source }) => source !== '' && (said.includes(source) || source.includes(said)));
  return doubts.filter(({ source }) => !isKnown(source));
}

function isDoubtOutside({ check, source }: FailedCheck, { said }: GuardedText): boolean {
  return check === 'meaning' && ![...said.values()].some((kept) => kept.includes(source));
}
