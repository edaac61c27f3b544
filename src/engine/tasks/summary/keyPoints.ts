// Which sentences of a text stand for it: central among the others, early rather than late, and not saying the same
// twice. Used by summarize.ts and by test/bench/keyPoints.ts, which measured the settings. Never logs or keeps the text.

import type { TextLanguage } from '../../../shared/protocol/text';
import { diverse, lexRank, matrixOf, type SimilarityMatrix } from '../../decode/centrality';
import { likeLengths } from '../../decode/likeLengths';
import { termSimilarity, termVectors } from '../../languages/termSimilarity';
import type { Pace } from '../jobPorts';
import type { Seq2seqTools } from '../seq2seqTools';

/** A sentence by its index, and how central it is, 0..1. */
export interface ChosenSentence {
  index: number;
  centrality: number;
}

export interface ChoiceSettings {
  /** What standing at the beginning is worth, against 1 for the most central sentence. */
  lead: number;
  /** What saying all that the heading says is worth. */
  heading: number;
  /** 0..1: how much likeness to a sentence that is chosen already counts against one. */
  redundancy: number;
}

/** As measured on held-out pages and their summaries: test/bench/keyPoints.ts. */
export const choiceSettings: ChoiceSettings = { lead: 1, heading: 1, redundancy: 0.3 };

/** Sentences after which the worth of standing early has fallen to a third. */
const leadSentences = 4;

const batchLimits = { rows: 16, tokens: 1024 };

/** Likeness by words. */
export function wordSimilarity(texts: readonly string[]): SimilarityMatrix {
  const vectors = termVectors(texts);
  return matrixOf(texts.length, (a, b) => termSimilarity(vectors[a]!, vectors[b]!));
}

/** The mean of the encoder's states over each sentence's tokens, asked as for a translation. undefined when cancelled. */
export async function sentenceVectors(
  texts: readonly string[],
  language: TextLanguage,
  { tokenizer, model, specials }: Seq2seqTools,
  { token, yieldPoint }: Pace,
): Promise<Float32Array[] | undefined> {
  const tag = language === 'ko' ? specials.toEn : specials.toKo;
  const room = model.shape.contextTokens - 3;
  const sources = texts.map((text) => [tag, specials.human, ...tokenizer.encode(text).slice(0, room), specials.end]);
  const vectors: Float32Array[] = [];
  for (const indexes of likeLengths(
    sources.map(({ length }) => length),
    batchLimits,
  )) {
    const batch = await model.encode(
      indexes.map((index) => sources[index]!),
      token,
      yieldPoint,
    );
    if (!batch) return undefined;
    const { width } = model.shape;
    const longest = Math.max(...batch.lengths);
    for (const [row, index] of indexes.entries()) {
      const states = batch.states.subarray(row * longest * width, (row + 1) * longest * width);
      vectors[index] = meanOf(states, 2, batch.lengths[row]! - 1, width);
    }
    await yieldPoint();
  }
  return vectors;
}

/** How much each sentence has in common with the heading, 0..1. */
export function likenessTo(heading: string, texts: readonly string[]): number[] {
  const vectors = termVectors([...texts, heading]);
  return texts.map((_, n) => termSimilarity(vectors[n]!, vectors.at(-1)!));
}

/**
 * The `count` sentences that stand for all, best first.
 * @param headed Likeness of each to the heading.
 * @param chosen Taken already; not in the result.
 */
export function chooseSentences(
  similarity: SimilarityMatrix,
  headed: readonly number[],
  count: number,
  settings: ChoiceSettings = choiceSettings,
  chosen: readonly number[] = [],
): ChosenSentence[] {
  const ranks = lexRank(
    similarity,
    headed.map(() => 1),
  );
  const early = (n: number) => settings.lead * Math.exp(-n / leadSentences);
  const scores = ranks.map((rank, n) => rank + early(n) + settings.heading * headed[n]!);
  const best = diverse(similarity, scores, count, settings.redundancy, chosen);
  return best.map((index) => ({ index, centrality: ranks[index]! }));
}

/** Mean of rows `from` up to `to`. */
function meanOf(states: Float32Array, from: number, to: number, width: number): Float32Array {
  const mean = new Float32Array(width);
  for (let row = from; row < to; row++) {
    for (let n = 0; n < width; n++) mean[n]! += states[row * width + n]! / Math.max(1, to - from);
  }
  return mean;
}
