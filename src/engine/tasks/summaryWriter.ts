// Sentences that the encoder-decoder writes about a text: asked by kind, held to the text's own numbers and names, and
// thrown away when they are no use. Never logs or keeps the text.

import type { TextLanguage } from '../../shared/protocol';
import { detectLanguage } from '../../shared/textLanguage';
import type { TokenId } from '../../util/tokenId';
import type { Decoded } from '../decode/beam';
import { beamSearch } from '../decode/beamSearch';
import { notAt } from '../decode/firstTokens';
import { allOf, never } from '../decode/idConstraints';
import { onlyNumbers } from '../decode/numberRules';
import { wholeCharacters } from '../decode/wholeCharacters';
import { digitTokens } from '../text/digitTokens';
import { placeTarget } from '../text/placedText';
import { digitRuns, latinWords, unknownNames } from '../text/unknownNames';
import type { Pace } from './jobPorts';
import type { Seq2seqTools } from './seq2seqTools';

/** Tags before the page, and the end token. */
const roomForTags = 4;

const beams = 4;

/** A target with names that the text has not loses against any without (average log probability, each). */
const unknownNameCost = 10;

/** What is written with less confidence is mostly wrong. */
const leastConfidence = 0.2;

/** Tokens of the longest that is still short. */
const mostTokens = { description: 80, headline: 32 };

/** Words, or for Korean pieces between spaces, of the shortest sentence that says something. */
const fewestWords = { description: 3, headline: 1 };

export interface WrittenSummary {
  text: string;
  /** Geometric mean of the tokens' probabilities, 0..1. */
  confidence: number;
}

export type SummaryKind = 'description' | 'headline';

export class SummaryWriter {
  private readonly numbers: ReadonlySet<string>;
  private readonly words: ReadonlySet<string>;

  /** @param text The whole text: what is said must be in it. */
  constructor(
    text: string,
    private readonly language: TextLanguage,
    private readonly tools: Seq2seqTools,
  ) {
    this.numbers = digitRuns(text);
    this.words = latinWords(text);
  }

  /** Whether the model sees all of a page. */
  fits(page: string): boolean {
    return this.tools.tokenizer.encode(page).length <= this.room();
  }

  /** @returns 'useless' when nothing that may be shown was written; undefined when cancelled. */
  async write(kind: SummaryKind, page: string, pace: Pace): Promise<WrittenSummary | 'useless' | undefined> {
    const { model, specials } = this.tools;
    const request = {
      source: this.source(kind, page),
      constraint: this.constraint(),
      bonus: this.bonus,
      mostTokens: mostTokens[kind],
    };
    const options = { beams, start: specials.start, end: specials.end };
    const decoded = await beamSearch(model, [request], options, pace.token, pace.yieldPoint);
    return decoded && this.read(kind, decoded[0]!);
  }

  private source(kind: SummaryKind, page: string) {
    const { tokenizer, specials } = this.tools;
    const language = specials[this.language];
    const tags =
      kind === 'headline' ? [specials.headline, language] : [specials.summarize, specials.description, language];
    return [...tags, ...tokenizer.encode(page).slice(0, this.room()), specials.end];
  }

  private room(): number {
    return this.tools.model.shape.contextTokens - roomForTags;
  }

  private constraint() {
    const { tokenizer, specials, characters } = this.tools;
    const { all, end } = specials;
    return allOf([
      never(all.filter((id) => id !== end)),
      wholeCharacters(characters, all),
      onlyNumbers(digitTokens(tokenizer), this.numbers),
      notAt(0, [end]),
    ]);
  }

  private readonly bonus = (ids: readonly TokenId[]): number =>
    -unknownNameCost * this.unknownNames(this.textOf(ids)).length;

  private read(kind: SummaryKind, { tokens, score, stop }: Decoded): WrittenSummary | 'useless' {
    const text = this.textOf(tokens.map(({ id }) => id)).replace(/\s+/g, ' ');
    const confidence = Math.exp(score);
    const isUsable =
      stop === 'end' &&
      confidence >= leastConfidence &&
      detectLanguage(text) === this.language &&
      text.split(' ').length >= fewestWords[kind] &&
      !text.includes('\ufffd') &&
      this.unknownNames(text).length === 0 &&
      [...digitRuns(text)].every((run) => this.numbers.has(run));
    return isUsable ? { text, confidence } : 'useless';
  }

  private textOf(ids: readonly TokenId[]): string {
    return placeTarget(ids, this.tools.tokenizer, this.tools.specials.atoms).plain;
  }

  private unknownNames(text: string): string[] {
    return unknownNames(text, this.words, this.tools.tokenizer);
  }
}
