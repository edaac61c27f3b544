// Phrases that the decoder proposes for a blank, judged by the masked model, on the scale of the words beside them. Knows ids
// and numbers; which phrases may stand there at all is the caller's to say.

import type { CancellationToken } from '../../../util/async';
import { yieldToEventLoop } from '../../../util/async';
import type { TokenId } from '../../../util/tokenId';
import { compareSpans } from '../../decode/compareSpans';
import { logSumExp } from '../../decode/logits';
import type { MaskedModel } from '../../decode/maskedModel';
import { type BlankContext, narrowed } from './blankSequence';

export interface JudgedPhrase {
  ids: readonly TokenId[];
  /** Natural log probability by the decoder, but for a constant of the place. */
  proposed: number;
  /** Where it would stand. */
  context: BlankContext;
}

/** Tokens of context on each side: a phrase's own words decide more than what lies further away. */
const sideTokens = 32;

/**
 * Weights of the two opinions, and the constant that sets phrases beside words: one with which no blank of one word
 * lost its word from the first five places. Chosen on 129 blanks of one to three words of validation documents,
 * after a first look at 36 of those that the figures are measured on (test/bench/phrases.ts).
 */
const weights = { decoder: 0.5, masked: 0.5, constant: 0.5 };

/**
 * @param all Log probabilities of all that the decoder proposed, words too: its opinion is the share of their sum.
 * @returns For each phrase its natural log score, comparable with a word's; undefined when cancelled.
 */
export async function judgePhrases(
  model: MaskedModel,
  phrases: readonly JudgedPhrase[],
  all: readonly number[],
  token: CancellationToken,
): Promise<number[] | undefined> {
  // In one context phrases with a common beginning share its runs.
  const contexts = [...new Set(phrases.map(({ context }) => context))];
  const comparisons = contexts.map((context) => {
    const { before, after, mask } = narrowed(context, sideTokens);
    return { before, after, mask, fillings: phrases.filter((each) => each.context === context).map(({ ids }) => ids) };
  });
  const judged = await compareSpans(model, comparisons, token, yieldToEventLoop);
  if (!judged) return undefined;
  const norm = logSumExp(Float32Array.from(all));
  const next = contexts.map(() => 0);
  return phrases.map(({ context, proposed }) => {
    const at = contexts.indexOf(context);
    const masked = judged[at]![next[at]!++]!;
    return weights.decoder * (proposed - norm) + weights.masked * masked + weights.constant;
  });
}
