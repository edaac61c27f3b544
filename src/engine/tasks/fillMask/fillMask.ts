// What fits in the blanks of a passage: candidates a blank, combinations of several, and which words speak for them.
// One call is one job. Never logs or keeps the text.

import type { FillCandidate, FilledBlank, FillMaskParams, FillMaskResult } from '../../../shared/protocol/fillMask';
import type { CancellationToken } from '../../../util/async';
import type { TokenId } from '../../../util/tokenId';
import { type Combination, fillJointly } from '../../decode/jointFill';
import type { MaskedModel } from '../../decode/maskedModel';
import { fillSpan, type SpanSearch, spanScore } from '../../decode/spanFill';
import { articleFor, fitArticle } from '../../languages/englishArticle';
import { ExistingWords } from '../../languages/existingWords';
import { finalSound, fitParticle, particleForms } from '../../languages/koreanParticles';
import { fitCase } from '../../languages/letterCase';
import type { WordList } from '../../languages/wordList';
import { ModelText } from '../../vocabulary/modelText';
import type { TokenClasses } from '../../vocabulary/tokenClasses';
import type { Tokenizer } from '../../vocabulary/tokenizer';
import { type BlankPlace, readPlace } from './blankPlaces';
import { type BlankContent, BlankSequence, type NeighbourForms, type SequenceSpecials } from './blankSequence';
import { type ExplainedFilling, explainFillings } from './explainFillings';
import { type JudgedPhrase, judgePhrases } from './judgePhrases';

/** Tokens of a sequence that are enough for one word's sake; more are seen only where blanks lie far apart. */
const preferredWindow = 160;

/** Of the phrases proposed, so many of the likeliest are judged. */
const judgedPhrases = 24;

/** UTF-16 units on each side in which a neighbouring word is looked for. */
const repeatLooks = 60;

/** Phrases longer than this are not matched in length. */
const longestPhrase = 10;

const singleSearch = { beam: 4, rows: 12 };
/** While the other blanks still change, so wide a search is enough. */
const jointSearch = { beam: 2, rows: 4, count: 10 };
const jointBeam = 8;
const mostCombinations = 10;

/** Masked models echo what they have just been told; a writer's two blanks seldom want one word (natural log). */
const sameWord = -1;

/** A word that the corpus doesn't know is this much less likely to be one (natural log). */
const unknownWord = -2;

export interface MaskedTools {
  tokenizer: Tokenizer;
  model: MaskedModel;
  specials: SequenceSpecials;
  classes: TokenClasses;
  words: WordList;
}

/** A filling as text, before the place's letter case. */
interface Word extends ExplainedFilling {
  word: string;
  score: number;
  forms: NeighbourForms;
}

interface Ranked {
  words: Word[];
  original?: Word;
}

/** @returns undefined when cancelled. @throws EngineError inputTooLong */
export async function fillMask(
  params: FillMaskParams,
  tools: MaskedTools,
  token: CancellationToken,
): Promise<FillMaskResult | undefined> {
  return new FillMaskJob(params, tools, token).run();
}

class FillMaskJob {
  private readonly passage: ModelText;
  private readonly places: BlankPlace[];
  private readonly sequence: BlankSequence;
  /** What stands in the blanks while nothing is known: masks, as many as the author's own word has tokens. */
  private readonly unknown: BlankContent[];
  private readonly originals: (readonly TokenId[] | undefined)[];
  private readonly excluded: ReadonlySet<string>;
  private readonly existing: ExistingWords;

  constructor(
    private readonly params: FillMaskParams,
    private readonly tools: MaskedTools,
    private readonly token: CancellationToken,
  ) {
    const { tokenizer, model, specials } = tools;
    this.passage = ModelText.of(params.text);
    const { text } = this.passage;
    this.places = params.blanks.map(({ start, end }) =>
      readPlace(text, { start: this.passage.toModel(start), end: this.passage.toModel(end) }),
    );
    const { contextTokens } = model.shape;
    const window = { preferred: Math.min(preferredWindow, contextTokens), most: contextTokens };
    this.sequence = new BlankSequence(text, this.places, tokenizer, specials, window);
    this.originals = this.places.map((place) => {
      return place.original === undefined ? undefined : tokenizer.encode(spaced(place, place.original));
    });
    this.unknown = this.originals.map((ids) => ({ masks: ids?.length ?? 1 }));
    this.existing = new ExistingWords(tools.words, text);
    this.excluded = new Set(params.exclude.map((word) => word.toLowerCase()));
  }

  async run(): Promise<FillMaskResult | undefined> {
    const startMs = performance.now();
    const { candidates, explain } = this.params;
    const ranked: Ranked[] = [];
    for (const n of this.places.keys()) {
      const found = await this.rank(n, this.unknown, { ...singleSearch, count: candidates });
      const withPhrases = found && (await this.withPhrases(n, found));
      if (!withPhrases) return undefined;
      ranked.push(withPhrases);
    }
    const joint = this.places.length > 1 ? await this.fillTogether(ranked) : [];
    if (!joint) return undefined;
    const blanks: FilledBlank[] = [];
    for (const [n, found] of ranked.entries()) {
      const blank = await this.describe(n, found, explain);
      if (!blank) return undefined;
      blanks.push(blank);
    }
    return { blanks, joint, ms: performance.now() - startMs };
  }

  /** Candidates of blank `n`, best first, the author's own word apart. */
  private async rank(
    n: number,
    contents: readonly BlankContent[],
    search: Pick<SpanSearch, 'count' | 'beam' | 'rows'>,
    lengths = this.lengths(n),
  ): Promise<Ranked | undefined> {
    const place = this.places[n]!;
    const original = this.originals[n];
    const longest = Math.max(lengths.at(-1)!, original?.length ?? 0);
    const isPhrase = /\s/.test(place.original ?? '');
    const tables = this.tools.classes.tables(place.afterSpace, isPhrase);
    const words = new Map<string, Word>();
    let own: Word | undefined;
    for (const forms of formsAround(place)) {
      const isOwn = forms.article === place.article?.text && forms.particle === place.particle?.text;
      const context = this.sequence.context(n, contents, forms, longest);
      const accept = (ids: readonly TokenId[]) => this.fits(n, ids, forms) !== undefined;
      const options = { ...search, lengths, ...(isOwn && original && { original }) };
      const found = await fillSpan(this.tools.model, context, { ...tables, accept }, options, this.token);
      if (!found) return undefined;
      for (const { ids, score } of found.fillings) {
        const word = this.fits(n, ids, forms)!;
        const penalty = this.tools.words.knows(word) || isPhrase ? 0 : unknownWord;
        merge(words, { ids, word, forms, score: score + penalty });
      }
      if (found.original) own = { ids: original!, word: place.original!, forms, score: found.original.score };
    }
    const best = [...words.values()].sort((a, b) => b.score - a.score).slice(0, search.count);
    return own ? { words: best, original: own } : { words: best };
  }

  /** Span lengths to try: up to what was asked for, and about the length of a selected phrase. */
  private lengths(n: number): number[] {
    const { maxSpanTokens } = this.params;
    const length = Math.min(this.originals[n]?.length ?? 0, longestPhrase);
    const lengths = new Set(Array.from({ length: maxSpanTokens }, (_, at) => at + 1));
    for (let near = length - 1; length > maxSpanTokens && near <= length + 1; near++) lengths.add(near);
    return ascending([...lengths]);
  }

  /** The filling as a word, where it may be offered beside these forms. */
  private fits(n: number, ids: readonly TokenId[], forms: NeighbourForms): string | undefined {
    const place = this.places[n]!;
    const word = this.tools.classes.wordOf(ids, place.afterSpace);
    if (word === undefined || this.excluded.has(word.toLowerCase())) return undefined;
    if (word.toLowerCase() === place.original?.toLowerCase()) return undefined;
    if (place.gluedLeft && repeatsBefore(word, this.passage.text.slice(0, place.start))) return undefined;
    const isWhole = !place.gluedLeft && !place.gluedRight && !word.includes(' ');
    if (isWhole && !this.existing.has(word)) return undefined;
    if (forms.article !== undefined && articleFor(word) && fitArticle(word, forms.article) !== forms.article)
      return undefined;
    if (forms.particle !== undefined && finalSound(word) && fitParticle(word, forms.particle) !== forms.particle)
      return undefined;
    return word;
  }

  /** Phrases among the words where they are likelier; where a phrase stands, half of what is offered are phrases. */
  private async withPhrases(n: number, ranked: Ranked): Promise<Ranked | undefined> {
    const { proposals = [], candidates } = this.params;
    const phrases = this.places.length > 1 ? [] : this.phrasesFor(n);
    if (phrases.length === 0) return ranked;
    const all = proposals.map(({ logProb }) => logProb);
    const scores = await judgePhrases(this.tools.model, phrases, all, this.token);
    if (!scores) return undefined;
    const words = new Map(ranked.words.map((word) => [word.word.toLowerCase(), word]));
    for (const [at, phrase] of phrases.entries()) {
      const known = words.get(phrase.word.toLowerCase());
      if (!known || known.score < scores[at]!) words.set(phrase.word.toLowerCase(), { ...phrase, score: scores[at]! });
    }
    const sorted = [...words.values()].sort((a, b) => b.score - a.score);
    const isPhrase = /\s/.test(this.places[n]!.original ?? '');
    const sure = isPhrase ? sorted.filter(({ word }) => word.includes(' ')).slice(0, Math.ceil(candidates / 2)) : [];
    const others = sorted.filter((word) => !sure.includes(word)).slice(0, candidates - sure.length);
    return { ...ranked, words: [...sure, ...others].sort((a, b) => b.score - a.score) };
  }

  /** What was proposed and may stand there, with the forms it asks for beside it. */
  private phrasesFor(n: number): (JudgedPhrase & Omit<Word, 'score'>)[] {
    const place = this.places[n]!;
    const phrases = (this.params.proposals ?? []).filter(({ text }) => text.includes(' ')).slice(0, judgedPhrases);
    const contexts = formsAround(place).map((forms) => {
      return { forms, context: this.sequence.context(n, this.unknown, forms, longestPhrase) };
    });
    return phrases.flatMap(({ text, logProb }) => {
      const ids = this.tools.tokenizer.encode(spaced(place, text));
      if (this.repeatsNeighbour(n, text)) return [];
      const fitting = contexts.find(({ forms }) => ids.length <= longestPhrase && this.fits(n, ids, forms) === text);
      return fitting ? [{ ids, word: text, proposed: logProb, ...fitting }] : [];
    });
  }

  /** A phrase that ends with the word behind the blank, or begins with the one before it: "see the documentation" documentation. */
  private repeatsNeighbour(n: number, phrase: string): boolean {
    const { start, end } = this.places[n]!;
    const { text } = this.passage;
    const words = phrase.toLowerCase().split(' ');
    const before = /[\p{L}\p{N}]+(?=\s*$)/u.exec(text.slice(Math.max(0, start - repeatLooks), start))?.[0];
    const behind = /^\s*([\p{L}\p{N}]+)/u.exec(text.slice(end, end + repeatLooks))?.[1];
    return words[0] === before?.toLowerCase() || words.at(-1) === behind?.toLowerCase();
  }

  private async fillTogether(ranked: readonly Ranked[]): Promise<FillMaskResult['joint'] | undefined> {
    // The surest blank first: what it says is the least likely to have to be taken back.
    const surest = [...ranked.keys()].sort((a, b) => topScore(ranked[b]!) - topScore(ranked[a]!));
    // Alone, each blank was asked for all lengths; only those that came out well are asked for again.
    const lengths = ranked.map(({ words }) => [
      ...new Set(words.slice(0, jointSearch.count).map(({ ids }) => ids.length)),
    ]);
    const fill = async (n: number, others: readonly (Word | undefined)[]) => {
      if (others.every((word) => word === undefined)) return ranked[n]!.words.slice(0, jointSearch.count);
      const contents = others.map((word, at) => word ?? this.unknown[at]!);
      const found = await this.rank(n, contents, jointSearch, ascending(lengths[n]!));
      return found?.words.map((word) => (isAmong(word, others) ? { ...word, score: word.score + sameWord } : word));
    };
    const options = { count: mostCombinations, beam: jointBeam };
    const found = await fillJointly<Word>(surest, options, fill, ({ word }) => word.toLowerCase());
    if (!found) return undefined;
    const probabilities = normalised(found.map(({ score }) => score));
    return found.map((combination: Combination<Word>, at) => ({
      texts: combination.fillings.map(({ word }, n) => this.inPlace(n, word)),
      probability: probabilities[at]!,
      adjustments: combination.fillings.flatMap(({ word }, n) => this.adjustments(n, word)),
    }));
  }

  private async describe(n: number, { words, original }: Ranked, explain: boolean): Promise<FilledBlank | undefined> {
    const evidence = explain
      ? await explainFillings(
          n,
          words,
          this.unknown,
          { ...this.tools, sequence: this.sequence, passage: this.passage },
          this.token,
        )
      : words.map(() => []);
    if (!evidence) return undefined;
    const probabilities = normalised([...words.map(({ score }) => score), ...(original ? [original.score] : [])]);
    const candidates: FillCandidate[] = words.map(({ ids, word }, at) => {
      const probability = probabilities[at]!;
      const text = this.inPlace(n, word);
      return { text, probability, tokens: ids.length, adjustments: this.adjustments(n, word), evidence: evidence[at]! };
    });
    if (!original) return { candidates };
    return { candidates, original: { text: original.word, probability: probabilities.at(-1)! } };
  }

  /** With the case of the place and the white space that the blank itself held. */
  private inPlace(n: number, word: string): string {
    const { start, original, lead, trail } = this.places[n]!;
    return lead + fitCase(word, { original, before: this.passage.text.slice(0, start) }) + trail;
  }

  private adjustments(n: number, word: string): FillCandidate['adjustments'] {
    const { article, particle } = this.places[n]!;
    const changes: FillCandidate['adjustments'] = [];
    const change = (at: { start: number; end: number; text: string } | undefined, text: string | undefined) => {
      if (!at || text === undefined || text === at.text) return;
      const range = { start: this.passage.toOriginal(at.start), end: this.passage.toOriginalEnd(at.end) };
      changes.push({ range, text });
    };
    change(article, article && fitArticle(word, article.text));
    change(particle, particle && fitParticle(word, particle.text));
    return changes;
  }
}

/** Every form that stands beside the blank, for each is right for other words. */
function formsAround({ article, particle }: BlankPlace): NeighbourForms[] {
  const articles = article
    ? ['a', 'an'].map((form) => (article.text.startsWith('A') ? `A${form.slice(1)}` : form))
    : [undefined];
  const particles = particle ? particleForms(particle.text) : [undefined];
  return articles.flatMap((one) =>
    particles.map((other) => ({
      ...(one !== undefined && { article: one }),
      ...(other !== undefined && { particle: other }),
    })),
  );
}

/** Fillings that differ only by case or punctuation are one: their probabilities add up, the likelier one's text stays. */
function merge(words: Map<string, Word>, filling: Word): void {
  const key = filling.word.toLowerCase().replace(/[^\p{L}\p{M}\p{N} ]/gu, '');
  const known = words.get(key);
  if (!known) words.set(key, filling);
  else {
    const better = known.score >= filling.score ? known : filling;
    const score = known.ids.length === filling.ids.length ? logSum(known.score, filling.score) : better.score;
    words.set(key, { ...better, score });
  }
}

/** Scores of fillings of different lengths are no distribution; where they exceed one together, they are scaled to it. */
function normalised(scores: readonly number[]): number[] {
  const values = scores.map((score) => Math.exp(score));
  const sum = values.reduce((total, value) => total + value, 0);
  return values.map((value) => value / Math.max(1, sum));
}

function logSum(a: number, b: number): number {
  const most = Math.max(a, b);
  return most + Math.log(Math.exp(a - most) + Math.exp(b - most));
}

/** A model of few weights says again what the blank is glued to: 사용자___, 사용자로. */
function repeatsBefore(word: string, before: string): boolean {
  const stem = /[\p{L}\p{M}\p{N}]{2,}$/u.exec(before)?.[0];
  return stem !== undefined && word.startsWith(stem);
}

function isAmong({ word }: Word, others: readonly (Word | undefined)[]): boolean {
  return others.some((other) => other?.word.toLowerCase() === word.toLowerCase());
}

function topScore({ words }: Ranked): number {
  return words[0]?.score ?? spanScore(-20, 1);
}

function ascending(lengths: readonly number[]): number[] {
  return lengths.length > 0 ? lengths.toSorted((a, b) => a - b) : [1];
}

function spaced(place: BlankPlace, word: string): string {
  return place.afterSpace ? ` ${word}` : word;
}
