// Sentences of one direction through the encoder-decoder: how they are asked, what the answer must keep to, and what is
// known of each word of it. Knows sentences, no documents. Never logs or keeps the text.

import type { TextLanguage } from '../../shared/protocol';
import { detectLanguage } from '../../shared/textLanguage';
import type { CancellationToken } from '../../util/async';
import type { TokenId } from '../../util/tokenId';
import type { Decoded, DecodeRequest } from '../decode/beam';
import { beamSearch } from '../decode/beamSearch';
import { notAt } from '../decode/firstTokens';
import { allOf, eachOnce, never } from '../decode/idConstraints';
import { wholeCharacters } from '../decode/wholeCharacters';
import { agreement } from '../text/agreement';
import { type AlignedWord, alignWords } from '../text/alignedWords';
import { fitObjectParticles } from '../text/koreanParticles';
import { atomIndex, type PlacedText, placeSource, placeTarget } from '../text/placedText';
import type { Seq2seqTools } from './seq2seqTools';

/** Tokens of a source before its text. */
const tagTokens = 2;

/** The rows of training are that long; what is longer comes out worse than in two parts (tokens, tags and end included). */
const longestSource = 104;

/** A target is worth that much less for each number or name it loses or makes up (average log probability). */
const disagreementCost = 0.2;

/** A target without a letter of its language is a copy, which a model is often surest of (average log probability). */
const copyCost = 1;

export interface WrittenSentence {
  /** Each atom of the source once; never empty. */
  plain: string;
  words: readonly AlignedWord[];
  /** Geometric mean of the tokens' probabilities, 0..1. */
  confidence: number;
  /** Whether the model came to no end by itself. */
  isCut: boolean;
  tokens: number;
}

export class SentenceTranslator {
  constructor(
    private readonly tools: Seq2seqTools,
    private readonly to: TextLanguage,
  ) {}

  place(plain: string): PlacedText {
    return placeSource(plain, this.tools.tokenizer, this.tools.specials.atoms);
  }

  /** Whether the model translates so long a sentence well. */
  fits(plain: string): boolean {
    const { contextTokens } = this.tools.model.shape;
    return this.place(plain).ids.length + tagTokens + 1 <= Math.min(longestSource, contextTokens);
  }

  /** All as one batch. @returns One a source, in their order; undefined when cancelled. */
  async translate(
    sources: readonly PlacedText[],
    beams: number,
    token: CancellationToken,
    yieldPoint: () => Promise<void>,
  ): Promise<WrittenSentence[] | undefined> {
    const { model, specials } = this.tools;
    const requests = sources.map((source) => this.request(source));
    const options = { beams, start: specials.start, end: specials.end };
    const decoded = await beamSearch(model, requests, options, token, yieldPoint);
    return decoded?.map((one, n) => this.read(sources[n]!, one));
  }

  request(source: PlacedText): DecodeRequest {
    const { specials, characters } = this.tools;
    const { end, all, human, toKo, toEn } = specials;
    const atoms = source.ids.filter((id) => specials.atoms.includes(id));
    const others = all.filter((id) => id !== end && !atoms.includes(id));
    return {
      source: [this.to === 'ko' ? toKo : toEn, human, ...source.ids, end],
      constraint: allOf([
        // A weak model leaves Korean words in English text; names in Hangul have no place there.
        never(this.to === 'en' ? [...others, ...characters.hangul] : others),
        wholeCharacters(characters, all),
        notAt(0, [end]),
        eachOnce(atoms, end),
      ]),
      bonus: (ids) => this.bonus(source, this.placeTarget(ids).plain),
    };
  }

  read(source: PlacedText, { tokens, score, stop }: Decoded): WrittenSentence {
    const placed = this.placeTarget(tokens.map(({ id }) => id));
    const target = { ...placed, plain: fitObjectParticles(placed.plain) };
    const facts = { confidence: Math.exp(score), isCut: stop !== 'end', tokens: tokens.length };
    // Nothing but white space: what the author wrote says more.
    if (target.plain === '') return { ...facts, plain: source.plain, words: [], isCut: true };
    const evidence = tokens.map(({ logProb, attention }) => ({ logProb, attention: attention.subarray(tagTokens) }));
    return withAllAtoms(source.plain, { ...facts, plain: target.plain, words: alignWords(source, target, evidence) });
  }

  private bonus(source: PlacedText, target: string): number {
    const { missing, invented } = agreement(source.plain, target);
    const isCopy = detectLanguage(target) !== this.to;
    return -disagreementCost * (missing + invented) - (isCopy ? copyCost : 0);
  }

  private placeTarget(ids: readonly TokenId[]): PlacedText {
    return placeTarget(ids, this.tools.tokenizer, this.tools.specials.atoms);
  }
}

/** A target that was cut may lack atoms: they follow at its end, for nothing of the author's may be lost. */
function withAllAtoms(source: string, written: WrittenSentence): WrittenSentence {
  let { plain } = written;
  const words = [...written.words];
  for (const [at, character] of [...source].entries()) {
    if (atomIndex(character) < 0 || plain.includes(character)) continue;
    plain += ` ${character}`;
    const start = plain.length - 1;
    words.push({ start, end: plain.length, sources: [{ start: at, end: at + 1 }], probability: 0 });
  }
  return { ...written, plain, words };
}
