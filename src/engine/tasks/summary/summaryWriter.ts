// Sentences that the encoder-decoder writes about a text: asked by kind, held to the text's own numbers and names, and
// thrown away when they are no use. Never logs or keeps the text.

import type { TextLanguage } from '../../../shared/protocol/text';
import { detectLanguage } from '../../../shared/textLanguage';
import type { TokenId } from '../../../util/tokenId';
import type { Decoded } from '../../decode/beam';
import { beamSearch } from '../../decode/beamSearch';
import { notAt } from '../../decode/firstTokens';
import { allOf, never, refused } from '../../decode/idConstraints';
import { onlyNumbers } from '../../decode/numberRules';
import { wholeCharacters } from '../../decode/wholeCharacters';
import { terms } from '../../languages/termSimilarity';
import { digitTokens } from '../../vocabulary/digitTokens';
import type { Pace } from '../jobPorts';
import type { OwnTools, SourceForm } from '../ownTools';
import { placeTarget } from '../placedText';
import type { Seq2seqTools } from '../seq2seqTools';
import { digitRuns, latinWords, unknownNames } from './unknownNames';

/** Tags before the page, and the end token. */
const roomForTags = 4;

/** The rows of training hold so much of a page (tokens, tags and end included). */
const longestSource = 256;

const beams = 4;

/** A target with names that the text has not loses against any without (average log probability, each). */
const unknownNameCost = 10;

/** What is written with less confidence says less than a sentence of the text would: test/bench/keyPoints.ts. */
const leastConfidence = 0.6;

/** Of the content words, so many must be the text's own, and so many different. */
const leastKnown = 0.75;
const leastDistinct = 0.85;

/** Tokens of the longest that is still short. */
const mostTokens = { description: 80, headline: 32 };

/** Words, or for Korean pieces between spaces, of the shortest sentence that says something. */
const fewestWords = { description: 3, headline: 1 };

/** What a page is marked with, and no summary is. */
const markup = /\*\*|__(?=\S)|\]\(|^\s*(?:#{1,6}|[-*>|])\s|<\/?[a-z]|\{[{%#:]|:::/i;

export interface WrittenSummary {
  text: string;
  /** Geometric mean of the tokens' probabilities, 0..1. */
  confidence: number;
}

export interface SummaryDraft extends WrittenSummary {
  /** Whether it says something, of this text, and came to an end. */
  isSound: boolean;
}

export type SummaryKind = 'description' | 'headline';

/** What a writer works with: the bundled model, or one of the person's own that writes summaries. */
export interface WriterTools extends Pick<Seq2seqTools, 'tokenizer' | 'model' | 'characters'> {
  start: TokenId;
  end: TokenId;
  /** Ids that are never written. */
  never: readonly TokenId[];
  /** How it is asked; undefined where it does not write such. */
  formOf(kind: SummaryKind, language: TextLanguage): Pick<SourceForm, 'before' | 'after'> | undefined;
  /** Tokens of a page at most, what stands around it not counted. */
  room: number;
}

export function bundledWriter({ tokenizer, model, characters, specials }: Seq2seqTools): WriterTools {
  const { start, end, all, headline, summarize, description } = specials;
  return {
    ...{ tokenizer, model, characters, start, end },
    room: Math.min(longestSource, model.shape.contextTokens) - roomForTags,
    never: all.filter((id) => id !== end),
    formOf: (kind, language) => {
      const tags = kind === 'headline' ? [headline] : [summarize, description];
      return { before: [...tags, specials[language]], after: [end] };
    },
  };
}

/** Undefined where the model writes no summaries. Headlines are none of what such models were trained to write. */
export function ownWriter({ tokenizer, model, characters, forms }: OwnTools): WriterTools | undefined {
  const { start, end, never, summary } = forms;
  if (!summary) return undefined;
  return {
    ...{ tokenizer, model, characters: characters(), start, end, never },
    room: model.shape.contextTokens - summary.before.length - summary.after.length,
    formOf: (kind) => (kind === 'headline' ? undefined : summary),
  };
}

export class SummaryWriter {
  private readonly numbers: ReadonlySet<string>;
  private readonly names: ReadonlySet<string>;
  private readonly terms: ReadonlySet<string>;

  /** @param text The whole text: what is said must be in it. */
  constructor(
    text: string,
    private readonly language: TextLanguage,
    private readonly tools: WriterTools,
  ) {
    this.numbers = digitRuns(text);
    this.names = latinWords(text);
    this.terms = new Set(terms(text));
  }

  /** Whether the model sees all of a page. */
  fits(page: string): boolean {
    return this.tools.tokenizer.encodeStart(page).length <= this.tools.room;
  }

  /** @returns 'useless' when nothing that may be shown was written; undefined when cancelled. */
  async write(kind: SummaryKind, page: string, pace: Pace): Promise<WrittenSummary | 'useless' | undefined> {
    const draft = await this.draft(kind, page, pace);
    if (!draft) return undefined;
    const { text, confidence, isSound } = draft;
    return isSound && confidence >= leastConfidence ? { text, confidence } : 'useless';
  }

  /** Whatever the model says. @returns undefined when cancelled. */
  async draft(kind: SummaryKind, page: string, pace: Pace): Promise<SummaryDraft | undefined> {
    const { model, start, end } = this.tools;
    const source = this.source(kind, page);
    if (!source) return { text: '', confidence: 0, isSound: false };
    const request = {
      source,
      constraint: this.constraint(),
      bonus: this.bonus,
      mostTokens: mostTokens[kind],
    };
    const options = { beams, start, end };
    const decoded = await beamSearch(model, [request], options, pace.token, pace.yieldPoint);
    return decoded && this.read(kind, decoded[0]!);
  }

  private source(kind: SummaryKind, page: string): TokenId[] | undefined {
    const { tokenizer, formOf, room } = this.tools;
    const form = formOf(kind, this.language);
    return form && [...form.before, ...tokenizer.encodeStart(page).slice(0, room), ...form.after];
  }

  private constraint() {
    const { tokenizer, characters, end, never: refusedIds } = this.tools;
    return allOf([
      never(refusedIds),
      ...(this.language === 'en' ? [refused(characters.hangul)] : []),
      wholeCharacters(characters, refusedIds),
      onlyNumbers(digitTokens(tokenizer), this.numbers),
      notAt(0, [end]),
    ]);
  }

  private readonly bonus = (ids: readonly TokenId[]): number =>
    -unknownNameCost * this.unknownNames(this.textOf(ids)).length;

  private read(kind: SummaryKind, { tokens, score, stop }: Decoded): SummaryDraft {
    const text = this.textOf(tokens.map(({ id }) => id)).replace(/\s+/g, ' ');
    const isSound =
      stop === 'end' &&
      detectLanguage(text) === this.language &&
      text.split(' ').length >= fewestWords[kind] &&
      this.isOfText(text) &&
      this.isAboutTheText(text);
    return { text, confidence: Math.exp(score), isSound };
  }

  /** Whether a sentence of the text's language, by whatever model, has no number or name that the text has not, and no markup. */
  isOfText(text: string): boolean {
    return (
      !text.includes('\ufffd') &&
      !markup.test(text) &&
      this.unknownNames(text).length === 0 &&
      [...digitRuns(text)].every((run) => this.numbers.has(run))
    );
  }

  private isAboutTheText(text: string): boolean {
    const said = terms(text);
    const known = said.filter((term) => this.terms.has(term));
    return known.length >= leastKnown * said.length && new Set(said).size >= leastDistinct * said.length;
  }

  private textOf(ids: readonly TokenId[]): string {
    return placeTarget(ids, this.tools.tokenizer, []).plain;
  }

  private unknownNames(text: string): string[] {
    return unknownNames(text, this.names, this.tools.tokenizer);
  }
}
