// Which words of the passage speak for each filling of a blank: occlusion over the nearest words, content words first.

import type { TextRange } from '../../../shared/protocol/text';
import type { CancellationToken } from '../../../util/async';
import type { TokenId } from '../../../util/tokenId';
import type { MaskedModel } from '../../decode/maskedModel';
import { occlude } from '../../decode/occlusion';
import { type ContextWord, contextWords } from '../../languages/contextWords';
import type { ModelText } from '../../vocabulary/modelText';
import { type BlankContent, type BlankSequence, type NeighbourForms, narrowed } from './blankSequence';

export interface ExplainedFilling {
  ids: readonly TokenId[];
  forms: NeighbourForms;
}

export interface ExplainTools {
  model: MaskedModel;
  sequence: BlankSequence;
  passage: ModelText;
}

/** Words tried: one row of the batch each. */
const mostParts = 12;
/** Tokens of context on each side of the blank: what lies further away is hardly ever the reason. */
const sideTokens = 32;
/** Span lengths explained, those of the best fillings first; fillings of other lengths have no evidence. */
const mostLengths = 2;
/** A word speaks for a filling when without it the filling is less probable by this factor (natural log). */
const leastDrop = 0.15;
const mostEvidence = 3;

/** @returns For each filling its evidence, strongest first, as ranges of the author's text; undefined when cancelled. */
export async function explainFillings(
  n: number,
  fillings: readonly ExplainedFilling[],
  contents: readonly BlankContent[],
  tools: ExplainTools,
  token: CancellationToken,
): Promise<TextRange[][] | undefined> {
  const evidence: TextRange[][] = fillings.map(() => []);
  const lengths = [...new Set(fillings.map(({ ids }) => ids.length))].slice(0, mostLengths);
  for (const length of lengths) {
    if (token.isCancellationRequested) return undefined;
    const chosen = [...fillings.keys()].filter((at) => fillings[at]!.ids.length === length);
    const context = narrowed(tools.sequence.context(n, contents, fillings[chosen[0]!]!.forms, length), sideTokens);
    const blankAt = context.before.length;
    const starts = [...context.beforeStarts, ...context.afterStarts];
    const words = contextWords(tools.passage.text, starts, blankAt, mostParts);
    if (words.length === 0) continue;
    const behind = (at: number) => (at >= blankAt ? at + length : at);
    const parts = words.map(({ from, to }) => ({ from: behind(from), to: behind(to - 1) + 1 }));
    const ids = chosen.map((at) => fillings[at]!.ids);
    const drops = await occlude(tools.model, context, length, parts, ids);
    for (const [k, at] of chosen.entries()) evidence[at] = strongest(words, drops[k]!, tools.passage);
  }
  return evidence;
}

function strongest(words: readonly ContextWord[], drops: readonly number[], passage: ModelText): TextRange[] {
  return words
    .map(({ start, end }, n) => ({ start, end, drop: drops[n]! }))
    .filter(({ drop }) => drop >= leastDrop)
    .sort((a, b) => b.drop - a.drop)
    .slice(0, mostEvidence)
    .map(({ start, end }) => ({ start: passage.toOriginal(start), end: passage.toOriginalEnd(end) }));
}
