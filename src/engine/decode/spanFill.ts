// What fits in one blank: words of 1 to 6 tokens, found by a beam within the span. Numbers only.
//
// A filling of k tokens is said left to right into k masks, so that each token is scored with the masks of its own word
// still standing to its right: the "l2r within the word" pseudo-log-likelihood of Kauf and Ivanova (arXiv 2305.10588),
// which does not reward words whose later tokens follow from their first. Sums are divided by the length (as in X-FACTR,
// arXiv 2010.06189), so that fillings of different lengths can be compared.

import type { CancellationToken } from '../../util/async';
import type { TokenId } from '../../util/tokenId';
import { logSumExp, topK } from './logits';
import { logProbOf, type MaskedModel, type MaskedRow } from './maskedModel';

/** The text around the blank, first and last token of the sequence included. */
export interface SpanContext {
  before: readonly TokenId[];
  after: readonly TokenId[];
  mask: TokenId;
}

export interface SpanRules {
  /** Per id: 1 where a filling may begin with it. */
  first: Uint8Array;
  /** Per id: 1 where it may go on with it. */
  inner: Uint8Array;
  /** Whether the whole filling may be offered. */
  accept(ids: readonly TokenId[]): boolean;
}

export interface SpanSearch {
  /** Lengths tried, ascending. */
  lengths: readonly number[];
  /** Fillings wanted, best first. */
  count: number;
  /** Beginnings kept a length. */
  beam: number;
  /** Rows a run, after the first: what is least promising is dropped. */
  rows: number;
  /** A filling whose score is known too, allowed or not. */
  original?: readonly TokenId[];
}

export interface FilledSpan {
  ids: readonly TokenId[];
  /** Sum of natural log probabilities. */
  logProb: number;
  /** Comparable between lengths: {@link spanScore}. */
  score: number;
}

export interface SpanResult {
  /** Best first. */
  fillings: FilledSpan[];
  original?: FilledSpan;
}

/** Half the log of the share of words that are so many tokens long: the best of what was tried on held-out blanks. */
const lengthPrior: readonly number[] = [0, 0, -0.9, -1.5, -2.1, -2.8, -3.4];

/** Length-normalised log probability with the prior of its length. */
export function spanScore(logProb: number, length: number): number {
  return logProb / length + (lengthPrior[length] ?? lengthPrior.at(-1)!);
}

interface Beginning {
  ids: TokenId[];
  logProb: number;
  length: number;
}

/** @returns undefined when cancelled. */
export async function fillSpan(
  model: MaskedModel,
  context: SpanContext,
  rules: SpanRules,
  search: SpanSearch,
  token: CancellationToken,
): Promise<SpanResult | undefined> {
  return new SpanFill(model, context, rules, search).run(token);
}

class SpanFill {
  private readonly done: FilledSpan[] = [];
  private beginnings: Beginning[] = [];
  /** rest[k][i]: best log probability that positions i.. of a span of k have, all of them masked. */
  private readonly rest = new Map<number, number[]>();
  private originalLogProb = 0;

  constructor(
    private readonly model: MaskedModel,
    private readonly context: SpanContext,
    private readonly rules: SpanRules,
    private readonly search: SpanSearch,
  ) {}

  async run(token: CancellationToken): Promise<SpanResult | undefined> {
    await this.firstRun();
    while (this.beginnings.length > 0) {
      if (token.isCancellationRequested) return undefined;
      await this.extend();
    }
    if (token.isCancellationRequested) return undefined;
    const fillings = this.done.sort((a, b) => b.score - a.score).slice(0, this.search.count);
    const { original } = this.search;
    if (!original?.length) return { fillings };
    const logProb = this.originalLogProb;
    return { fillings, original: { ids: original, logProb, score: spanScore(logProb, original.length) } };
  }

  /** One batch: a row of k masks for each length, and the original's own beginnings. */
  private async firstRun(): Promise<void> {
    const { lengths, original = [] } = this.search;
    const rows = lengths.map((length) => this.row([], length, range(0, length)));
    const inSpan = lengths.includes(original.length);
    for (let i = inSpan ? 1 : 0; i < original.length; i++) {
      rows.push(this.row(original.slice(0, i), original.length, [i]));
    }
    const logits = await this.model.forward(rows);
    let at = 0;
    for (const length of lengths) {
      if (length === original.length) this.originalLogProb += logProbOf(this.logits(logits, at), original[0]!);
      this.begin(logits, at, length);
      at += length;
    }
    for (let i = inSpan ? 1 : 0; i < original.length; i++) {
      this.originalLogProb += logProbOf(this.logits(logits, at++), original[i]!);
    }
  }

  private begin(logits: Float32Array, at: number, length: number): void {
    const { count, beam } = this.search;
    const bests: number[] = [];
    for (let i = length - 1; i > 0; i--) {
      bests[i] =
        (bests[i + 1] ?? 0) + (this.allowed(this.logits(logits, at + i), this.rules.inner, 1)[0]?.logProb ?? -Infinity);
    }
    this.rest.set(length, bests);
    // Of single tokens many are no words (pieces, excluded ones): they cost nothing more, so look at plenty.
    const width = length === 1 ? count * 4 + 16 : beam;
    for (const { id, logProb } of this.allowed(this.logits(logits, at), this.rules.first, width)) {
      this.keep({ ids: [id], logProb, length });
    }
  }

  private keep(beginning: Beginning): void {
    if (beginning.ids.length < beginning.length) this.beginnings.push(beginning);
    else if (this.rules.accept(beginning.ids)) {
      const { ids, logProb, length } = beginning;
      this.done.push({ ids, logProb, score: spanScore(logProb, length) });
    }
  }

  /** One more token for the most promising beginnings, in one run; the others are given up. */
  private async extend(): Promise<void> {
    const floor = this.floor();
    const hopeful = this.beginnings
      .map((beginning) => ({ beginning, hope: this.hope(beginning) }))
      .filter(({ hope }) => hope > floor)
      .sort((a, b) => b.hope - a.hope)
      .slice(0, this.search.rows)
      .map(({ beginning }) => beginning);
    this.beginnings = [];
    if (hopeful.length === 0) return;
    const rows = hopeful.map(({ ids, length }) => this.row(ids, length, [ids.length]));
    const logits = await this.model.forward(rows);
    const byLength = new Map<number, Beginning[]>();
    for (const [n, { ids, logProb, length }] of hopeful.entries()) {
      const next = this.allowed(this.logits(logits, n), this.rules.inner, this.search.beam);
      const longer = next.map((step) => ({ ids: [...ids, step.id], logProb: logProb + step.logProb, length }));
      byLength.set(length, [...(byLength.get(length) ?? []), ...longer]);
    }
    for (const [length, all] of byLength) {
      const isLast = all[0]!.ids.length === length;
      all.sort((a, b) => b.logProb - a.logProb);
      for (const beginning of isLast ? all : all.slice(0, this.search.beam)) this.keep(beginning);
    }
  }

  /** What a beginning may come to, if its masks turn out as they look now. */
  private hope({ ids, logProb, length }: Beginning): number {
    return spanScore(logProb + (this.rest.get(length)?.[ids.length] ?? 0), length);
  }

  /** The score under which no filling is wanted any more. */
  private floor(): number {
    if (this.done.length < this.search.count) return -Infinity;
    const scores = this.done.map(({ score }) => score).sort((a, b) => b - a);
    return scores[this.search.count - 1]! - slack;
  }

  private row(filled: readonly TokenId[], length: number, wantedInSpan: readonly number[]): MaskedRow {
    const { before, after, mask } = this.context;
    const masks = new Array<TokenId>(length - filled.length).fill(mask);
    return {
      ids: [...before, ...filled, ...masks, ...after],
      wanted: wantedInSpan.map((i) => before.length + i),
    };
  }

  private logits(all: Float32Array, n: number): Float32Array {
    const { vocabSize } = this.model.shape;
    return all.subarray(n * vocabSize, (n + 1) * vocabSize);
  }

  /** The `width` most probable of the allowed tokens; probabilities are among all tokens. */
  private allowed(row: Float32Array, table: Uint8Array, width: number): { id: TokenId; logProb: number }[] {
    const total = logSumExp(row);
    const kept = row.slice();
    for (let id = 0; id < kept.length; id++) if (table[id] !== 1) kept[id] = -Infinity;
    return topK(kept, width).map(({ id, value }) => ({ id, logProb: value - total }));
  }
}

/** Masks look worse than what the filled beginning makes of them, so hope is let go on a little. */
const slack = 1;

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, n) => from + n);
}
