// Sentences of one direction through the encoder-decoder: how they are asked, what the answer must keep to, and what is
// known of each word of it. Knows sentences, no documents. Never logs or keeps the text.

import type { TextLanguage } from '../../../shared/protocol/text';
import { detectLanguage } from '../../../shared/textLanguage';
import type { CancellationToken } from '../../../util/async';
import type { TokenId } from '../../../util/tokenId';
import type { Decoded, DecodeRequest } from '../../decode/beam';
import { nBest } from '../../decode/beamSearch';
import { notAt } from '../../decode/firstTokens';
import { allOf, eachOnce, never } from '../../decode/idConstraints';
import { type GivenTarget, targetScores } from '../../decode/targetScores';
import { wholeCharacters } from '../../decode/wholeCharacters';
import { fitObjectParticles } from '../../languages/koreanParticles';
import { atomIndex, type PlacedText, placeSource, placeTarget } from '../placedText';
import type { Seq2seqTools } from '../seq2seqTools';
import { agreement } from './agreement';
import { type AlignedWord, alignWords } from './alignedWords';

/** Tokens of a source before its text. */
const tagTokens = 2;

/** The rows of training are that long; what is longer comes out worse than in two parts (tokens, tags and end included). */
const longestSource = 104;

/** A target is worth that much less for each number or name it loses or makes up (average log probability). */
const disagreementCost = 0.2;

/** A target without a letter of its language is a copy, which a model is often surest of (average log probability). */
const copyCost = 1;

/**
 * What the way back counts beside the way there when one of a beam's targets is chosen: the average log probability of the
 * source, given the target (noisy channel: Yee, Dauphin and Auli 2019, arXiv 1908.05731). Measured on held-out pairs.
 */
const wayBackWeight = 0.5;

/** Targets whose way there is worth so much less than the best one's are not asked for the way back: it would not save them. */
const mostBehind = 0.05;

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
    const decoded = await nBest(model, requests, options, token, yieldPoint);
    if (!decoded) return undefined;
    const likely = decoded.map((targets) => targets.filter(({ worth }) => worth >= targets[0]!.worth - mostBehind));
    const chosen = await this.choose(sources, likely, token, yieldPoint);
    return chosen?.map((one, n) => this.read(sources[n]!, one));
  }

  /** One target of each source, of its likely ones: that which says most surely what the source says, there and back. */
  private async choose(
    sources: readonly PlacedText[],
    likely: readonly (readonly Decoded[])[],
    token: CancellationToken,
    yieldPoint: () => Promise<void>,
  ): Promise<Decoded[] | undefined> {
    const { model, specials } = this.tools;
    const given = likely.map((targets, n) => this.waysBack(sources[n]!, targets));
    const scores = await targetScores(model, given.flat(), specials, token, yieldPoint);
    if (!scores) return undefined;
    let at = 0;
    return likely.map((targets, n) => {
      if (given[n]!.length === 0) return targets[0]!;
      const worth = targets.map((target) => target.worth + wayBackWeight * scores[at++]!);
      return targets[worth.indexOf(Math.max(...worth))]!;
    });
  }

  /** Each target as a source and the source as its target, atoms numbered anew; none where there is nothing to choose. */
  private waysBack(source: PlacedText, targets: readonly Decoded[]): GivenTarget[] {
    const { specials, model } = this.tools;
    const tag = this.to === 'ko' ? specials.toEn : specials.toKo;
    const ways = targets.map(({ tokens }) => {
      const ids = tokens.map(({ id }) => id);
      const order = ids.filter((id) => specials.atoms.includes(id));
      const renumbered = (id: TokenId): TokenId => specials.atoms[order.indexOf(id)] ?? id;
      const back = [tag, specials.human, ...ids.map(renumbered), specials.end];
      return { source: back, target: source.ids.map(renumbered) };
    });
    const fits = ways.every((way) => way.source.length <= model.shape.contextTokens);
    return targets.length > 1 && targets[0]!.stop === 'end' && fits ? ways : [];
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
