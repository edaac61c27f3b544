// A translation lexicon mixed into a step's distribution: what people wrote next, behind a token, where they translated the words
// that the model looks at (Arthur, Neubig and Nakamura 2016, arXiv 1606.02006). A small model has seen rare words too seldom to
// know them. Sees numbers only.

import type { TokenId } from '../../util/tokenId';

/** A token that may come next, and how much of the distribution it may take (0..1). */
export interface Continuation {
  readonly id: number;
  readonly weight: number;
}

/** By the token before, the start token at a target's beginning. The weights of each add up to less than 1. */
export type WordContexts = ReadonlyMap<number, readonly Continuation[]>;

/** A word of a source that the lexicon has: tokens `start` to before `end`. */
export interface KnownWord {
  readonly start: number;
  readonly end: number;
  readonly contexts: WordContexts;
}

/** How much the lexicon may say where it knows a word well and the model nothing. Measured on held-out pairs (LOG.md). */
const usualShare = 0.35;
/** Words that a step looks at, and how much of its look one must have. */
const mostWords = 3;
const leastLook = 0.05;

export class SourceLexicon {
  /** @param start What every target starts after. */
  constructor(
    private readonly words: readonly KnownWord[],
    private readonly start: TokenId,
    private readonly share = usualShare,
  ) {}

  /**
   * @param attention Where the step looks, one value a source token.
   * @param before The target's last token; undefined at its beginning.
   * @param surest Probability of the model's first choice: where it is sure, the lexicon says little.
   * @returns How much of the distribution each token takes; the sum is at most the lexicon's share.
   */
  next(attention: Float32Array, before: TokenId | undefined, surest: number): Map<number, number> {
    const looks = this.words.map((word) => ({ word, look: sum(attention, word.start, word.end) }));
    const seen = looks.filter(({ look }) => look >= leastLook).sort((a, b) => b.look - a.look);
    const share = this.share * Math.sqrt(Math.max(0, 1 - surest));
    const taken = new Map<number, number>();
    for (const { word, look } of seen.slice(0, mostWords)) {
      for (const { id, weight } of word.contexts.get(before ?? this.start) ?? []) {
        taken.set(id, (taken.get(id) ?? 0) + share * look * weight);
      }
    }
    return taken;
  }
}

/**
 * Mixes what the lexicon says into a row of logits, in place.
 * @param total Natural log of the sum of exp(row).
 * @param bounds See topK; raised where a value is.
 * @returns The same of what the row stands for now.
 */
export function mixIn(
  taken: ReadonlyMap<number, number>,
  row: Float32Array,
  total: number,
  bounds?: Float32Array,
): number {
  let all = 0;
  for (const part of taken.values()) all += part;
  if (all === 0) return total;
  const left = 1 - all;
  const mixed = total - Math.log(left);
  const length = bounds ? row.length / bounds.length : 0;
  for (const [id, part] of taken) {
    row[id] = mixed + Math.log(Math.exp(row[id]! - total) * left + part);
    if (bounds) bounds[Math.floor(id / length)] = Math.max(bounds[Math.floor(id / length)]!, row[id]!);
  }
  return mixed;
}

function sum(values: Float32Array, start: number, end: number): number {
  let total = 0;
  for (let n = start; n < end; n++) total += values[n]!;
  return total;
}
