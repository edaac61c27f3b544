// What the document says already, as a second opinion on the next token: a small model forgets names and phrases that
// left its window, and is slow to believe those inside. Sees ids and numbers only.
//
// After each of the last 0 to 4 tokens of the context, the continuations found in the document are counted, and the
// model's distribution is mixed with them, shortest context first:
//
//   p0 = the model;  p(n+1) = (1 - w) p(n) + w count(token) / count(all),  w = most * all / (all + doubt * different)
//
// so a context that was seen often and always went on the same way outweighs the model, and one seen once hardly does.
// Cache language models: Kuhn and De Mori 1990; the weight is Witten and Bell's (1991). `npm run memory` measures the
// constants on held-out documents.

import type { TokenId } from '../../util/tokenId';
import { logSumExp } from './logits';

export interface OrderWeight {
  /** Highest weight of this context length, 0..1. */
  most: number;
  /** How many times a continuation must be seen to count half as much as that, roughly. */
  doubt: number;
}

/** By the length of the context in tokens, from 0. */
export const orderWeights: readonly OrderWeight[] = [
  { most: 0.01, doubt: 0 },
  { most: 0.18, doubt: 10 },
  { most: 0.31, doubt: 10 },
  { most: 0.41, doubt: 13 },
  { most: 0.73, doubt: 3 },
];

/** Places of a context's last token that are looked at, nearest before the cursor first. */
const mostLooks = 4000;

/** Tokens of the context that are looked at. */
export const longestContext = orderWeights.length - 1;

/** What follows one context in the document. */
export interface ContinuationCounts {
  /** Occurrences by token. */
  counts: Map<TokenId, number>;
  /** Sum of the counts. */
  all: number;
}

/** What somebody else says follows, and how much that counts. */
export interface Opinion extends ContinuationCounts {
  /** 0..1. */
  share: number;
}

/** Stands between two texts. */
const seam = -1 as TokenId;

export class DocumentMemory {
  private readonly ids: TokenId[] = [];
  /** Of each position, the one before it that holds the same token; -1 for the first. */
  private readonly previous: number[] = [];
  /** Of each token, its last position; -1 where it doesn't occur. */
  private readonly last: Int32Array;
  private readonly occurrences: Int32Array;
  private tokens = 0;
  /** Scratch, all zero between calls. */
  private readonly mass: Float64Array;

  constructor(
    vocabSize: number,
    private readonly weights: readonly OrderWeight[] = orderWeights,
  ) {
    this.last = new Int32Array(vocabSize).fill(-1);
    this.occurrences = new Int32Array(vocabSize);
    this.mass = new Float64Array(vocabSize);
  }

  /**
   * Makes the memory hold exactly these texts, and learn nothing from where one ends and the next begins. What it shares
   * with the texts held before, from the start, costs nothing: what stays the same belongs first.
   */
  hold(texts: readonly (readonly TokenId[])[]): void {
    const ids = texts.flatMap((text, n) => (n === 0 ? text : [seam, ...text]));
    let common = 0;
    while (common < ids.length && ids[common] === this.ids[common]) common++;
    while (this.ids.length > common) this.forgetLast();
    for (let at = common; at < ids.length; at++) this.append(ids[at]!);
  }

  append(id: TokenId): void {
    const at = this.ids.push(id) - 1;
    const known = id >= 0 && id < this.last.length;
    this.previous.push(known ? this.last[id]! : -1);
    if (!known) return;
    this.last[id] = at;
    this.occurrences[id]!++;
    this.tokens++;
  }

  /**
   * Mixes the document's continuations of `context` into `row`, in place.
   * @param row Logits [vocabSize]; natural log probabilities on return.
   * @param others Opinions that are mixed in before the document's, the weakest first.
   */
  blend(row: Float32Array, context: readonly TokenId[], others: readonly Opinion[] = []): void {
    const norm = logSumExp(row);
    const { mass, occurrences } = this;
    const kept = this.gatherMass(context, others);
    const shift = Math.log(kept.model) - norm;
    const unigram = kept.unigram / Math.max(1, this.tokens);
    for (let id = 0; id < row.length; id++) {
      const count = occurrences[id]!;
      if (count === 0 && mass[id] === 0) row[id]! += shift;
      else {
        row[id] = Math.log(kept.model * Math.exp(row[id]! - norm) + unigram * count + mass[id]!);
        mass[id] = 0;
      }
    }
  }

  /** What follows the last 1, 2, ... tokens of `context` in the document; contexts of 0 tokens are not listed. */
  continuations(context: readonly TokenId[]): ContinuationCounts[] {
    const longest = Math.min(this.weights.length - 1, context.length);
    const found: ContinuationCounts[] = Array.from({ length: longest }, () => ({ counts: new Map(), all: 0 }));
    const end = context.at(-1);
    if (longest === 0 || end === undefined || !(end >= 0)) return found;
    let looks = mostLooks;
    for (let at = this.last[end] ?? -1; at >= 0 && looks > 0; at = this.previous[at]!, looks--) {
      const next = this.ids[at + 1];
      if (next === undefined || next === seam) continue;
      for (let length = 1; length <= longest; length++) {
        if (length > 1 && this.ids[at - length + 1] !== context[context.length - length]) break;
        const { counts } = found[length - 1]!;
        counts.set(next, (counts.get(next) ?? 0) + 1);
        found[length - 1]!.all++;
      }
    }
    return found;
  }

  /** Fills `mass` from contexts of one token and more; what is left for the model and for single words. */
  private gatherMass(context: readonly TokenId[], others: readonly Opinion[]): { model: number; unigram: number } {
    const orders = this.continuations(context);
    let left = 1;
    for (let order = orders.length; order >= 1; order--) {
      const { counts, all } = orders[order - 1]!;
      if (all === 0) continue;
      const weight = mixingWeight(this.weights[order]!, all, counts.size);
      for (const [id, count] of counts) this.mass[id]! += (left * weight * count) / all;
      left *= 1 - weight;
    }
    const unigram = this.tokens === 0 ? 0 : left * this.weights[0]!.most;
    left -= unigram;
    for (const { counts, all, share } of others.toReversed()) {
      for (const [id, count] of counts) this.mass[id]! += (left * share * count) / all;
      left *= 1 - share;
    }
    return { model: left, unigram };
  }

  private forgetLast(): void {
    const id = this.ids.pop()!;
    const before = this.previous.pop()!;
    if (!(id >= 0 && id < this.last.length)) return;
    this.last[id] = before;
    this.occurrences[id]!--;
    this.tokens--;
  }
}

/** @param different How many different tokens follow the context. */
export function mixingWeight({ most, doubt }: OrderWeight, all: number, different: number): number {
  return all === 0 ? 0 : (most * all) / (all + doubt * different);
}
