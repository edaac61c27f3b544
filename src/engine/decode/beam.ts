// The hypotheses of one source: which tokens each may go on with, which are kept, which have come to an end.
// Sees one step's logits and attention at a time; runs no model.

import type { TokenId } from '../../util/tokenId';
import { EngineError } from '../errors';
import type { DecodeConstraint } from './decodeConstraint';
import type { StepOutput } from './encoderDecoder';
import { mixIn, type SourceLexicon } from './lexicon';
import { argmax, logSumExp, type ScoredToken, topK } from './logits';
import { allowedRounds, surplusRounds } from './loops';

export interface DecodeRequest {
  /** Tags, text and end token; at most the model's context. */
  source: readonly TokenId[];
  /** How the target begins: scored, not chosen. The constraint is told of these, not asked. */
  forced?: readonly TokenId[];
  constraint?: DecodeConstraint;
  /** What is known of the source's words beside the model. */
  lexicon?: SourceLexicon;
  /** Tokens the target may have, where that is known to be less than such a source would let one expect. */
  mostTokens?: number;
  /** Added to a target's score when the best is chosen of those that came to an end. */
  bonus?(ids: readonly TokenId[]): number;
}

export interface WrittenToken {
  id: TokenId;
  /** The model's own with its lexicon's, given the tokens before it, whatever a constraint left to choose from. */
  logProb: number;
  /** Where in the source it looked, one value a source token; they add up to 1. */
  attention: Float32Array;
}

/**
 * `length`: no room was left. `repetition`: the tokens began to go round; they are kept up to the end of the first
 * round. Either may leave out what a constraint wanted.
 */
export type DecodeStop = 'end' | 'length' | 'repetition';

export interface Decoded {
  /** Forced ones first; neither start nor end token is among them. */
  tokens: readonly WrittenToken[];
  /** Average log probability of the tokens, the end token included where there is one. */
  score: number;
  /** The score with the request's bonus. */
  worth: number;
  stop: DecodeStop;
}

export interface BeamOptions {
  /** Hypotheses kept a step. */
  width: number;
  /** The first choice splits the one hypothesis into `width`, which then go on greedily, each for itself. */
  isFork: boolean;
  end: TokenId;
  /** Tokens a target may have. */
  mostTokens: number;
  /** Hypotheses that are so much less probable than the best of a step are given up (natural log); all are kept without it. */
  mostBehind?: number;
  /** Bounds the work of a wide search by that of a narrow one; it is as wide as `width` all along without it. */
  bound?: RowBound;
}

/** A search runs at most `times` the rows that one of `width` hypotheses runs, whose targets end as early. */
export interface RowBound {
  width: number;
  times: number;
}

/** A target that is being written. */
export interface Hypothesis {
  readonly tokens: readonly WrittenToken[];
  /** Sum of the tokens' log probabilities. */
  readonly logProb: number;
  /** The constraint's. */
  readonly state: unknown;
  /** Row of the last step that it goes on from. */
  readonly row: number;
  /** Which choice at the fork it comes from. */
  readonly branch: number;
}

/** One step's output, row-major; `attention` has `sourceTokens` values a row. */
export interface StepRows extends StepOutput {
  vocabSize: number;
  sourceTokens: number;
}

/** A row of a step: its logits, and what they don't exceed. */
interface RowView {
  row: number;
  rows: StepRows;
  values: Float32Array;
  bounds: Float32Array | undefined;
}

interface Candidate {
  from: Hypothesis;
  /** Of `from` in this step. */
  row: number;
  id: TokenId;
  tokenLogProb: number;
  logProb: number;
}

/** Where a constraint refuses too many, so many times more are looked at. */
const widerAsked = 4;

const preference: readonly DecodeStop[] = ['end', 'length', 'repetition'];

export class Beam {
  /** All of one length. */
  live: readonly Hypothesis[];
  private readonly ended: { decoded: Decoded; branch: number }[] = [];
  private readonly forced: readonly TokenId[];
  private readonly rounds: number;
  private width: number;
  /** Rows that were run, and those that a search of the bound's width runs. */
  private readonly rowsRun = { here: 0, narrow: 0 };

  constructor(
    readonly request: DecodeRequest,
    private readonly options: BeamOptions,
  ) {
    this.forced = request.forced ?? [];
    if (this.forced.length >= options.mostTokens) {
      const message = `A target that begins with ${this.forced.length} tokens leaves no room to go on.`;
      throw new EngineError('inputTooLong', message);
    }
    this.rounds = allowedRounds(request.source);
    this.width = options.width;
    this.live = [{ tokens: [], logProb: 0, state: request.constraint?.start, row: 0, branch: 0 }];
  }

  /** @param rowOf The step's row of each of `live`. */
  advance(rows: StepRows, rowOf: readonly number[]): void {
    const candidates = this.live.flatMap((from, n) => this.candidates(from, rowOf[n]!, rows));
    candidates.sort((a, b) => b.logProb - a.logProb);
    const stuck = this.live;
    const next: Hypothesis[] = [];
    this.countRows();
    const room = this.width;
    const least = (candidates[0]?.logProb ?? 0) - (this.options.mostBehind ?? Number.POSITIVE_INFINITY);
    for (let n = 0, taken = 0; n < candidates.length && taken < room; n++) {
      if (candidates[n]!.logProb < least) break;
      const hypothesis = this.take(candidates[n]!, rows, this.isForkAt(candidates[n]!.from) ? n : undefined);
      if (hypothesis === 'loops') continue;
      taken++;
      if (hypothesis) next.push(hypothesis);
      else this.width--;
    }
    // The likelier ones come first.
    this.live = next.slice(0, this.rowsLeft(next.length));
    if (next.length === 0 && this.ended.length === 0) for (const each of stuck) this.end(each, 'length');
  }

  /** Targets that came to the best kind of end, best first; of a fork, one a branch. */
  results(): Decoded[] {
    if (this.options.isFork) return this.ended.sort((a, b) => a.branch - b.branch).map(({ decoded }) => decoded);
    const all = this.ended.map(({ decoded }) => decoded);
    const stop = preference.find((each) => all.some((decoded) => decoded.stop === each));
    return all.filter((decoded) => decoded.stop === stop).sort((a, b) => b.worth - a.worth);
  }

  private countRows(): void {
    this.rowsRun.here += this.live.length;
    this.rowsRun.narrow += this.narrow(this.live.length);
  }

  /** Of `rows`, those that a search of the bound's width has too: its beam is one narrower for each target that ended. */
  private narrow(rows: number): number {
    return Math.min(rows, Math.max(0, (this.options.bound?.width ?? rows) - this.ended.length));
  }

  /** How many of the next step's rows may be run. */
  private rowsLeft(next: number): number {
    const { bound } = this.options;
    if (!bound) return next;
    const { here, narrow } = this.rowsRun;
    return Math.max(0, Math.floor(bound.times * (narrow + this.narrow(next)) - here));
  }

  private isForkAt(hypothesis: Hypothesis): boolean {
    return this.options.isFork && hypothesis.tokens.length === this.forced.length;
  }

  /** What `from` may go on with, as many as may be kept of it. Works on the row in place. */
  private candidates(from: Hypothesis, row: number, rows: StepRows): Candidate[] {
    const { logits, logSums, vocabSize } = rows;
    const values = logits.subarray(row * vocabSize, (row + 1) * vocabSize);
    const bounds = boundsOf(rows, row);
    const total = this.mix(from, { row, rows, values, bounds }, logSums?.[row] ?? logSumExp(values));
    const at = from.tokens.length;
    const candidate = (id: TokenId, value: number): Candidate => {
      const tokenLogProb = value - total;
      return { from, row, id, tokenLogProb, logProb: from.logProb + tokenLogProb };
    };
    if (at < this.forced.length) return [candidate(this.forced[at]!, values[this.forced[at]!]!)];
    this.request.constraint?.restrict(from.state, values, this.options.mostTokens - at);
    const count = this.options.isFork && !this.isForkAt(from) ? 1 : this.width;
    return this.allowed(from, values, bounds, count).map(({ id, value }) => candidate(id, value));
  }

  /** @returns Natural log of the sum of exp(values), the lexicon's part in them. */
  private mix({ tokens }: Hypothesis, { row, rows, values, bounds }: RowView, total: number): number {
    const { lexicon, source } = this.request;
    if (!lexicon) return total;
    const at = row * rows.sourceTokens;
    const look = rows.attention.subarray(at, at + source.length);
    const peaks = bounds ?? values;
    const surest = Math.exp(peaks[argmax(peaks)]! - total);
    return mixIn(lexicon.next(look, tokens.at(-1)?.id, surest), values, total, bounds);
  }

  /** The most probable tokens that the constraint does not refuse: it is asked about those alone that would be taken. */
  private allowed({ state }: Hypothesis, values: Float32Array, bounds: Float32Array | undefined, count: number) {
    const { constraint } = this.request;
    if (!constraint?.refuses) return topK(values, count, bounds);
    for (let asked = count; ; asked *= widerAsked) {
      const best = topK(values, asked, bounds);
      const left: ScoredToken[] = [];
      for (const each of best) {
        if (left.length === count) break;
        if (constraint.refuses(state, each.id)) values[each.id] = Number.NEGATIVE_INFINITY;
        else left.push(each);
      }
      if (left.length === count || best.length < asked) return left;
    }
  }

  /** @returns undefined when the hypothesis has come to an end with this token, 'loops' when it is to be given up. */
  private take(candidate: Candidate, rows: StepRows, branch?: number): Hypothesis | 'loops' | undefined {
    const { from, row, id } = candidate;
    const grown = { ...from, logProb: candidate.logProb, row, branch: branch ?? from.branch };
    if (id === this.options.end && from.tokens.length >= this.forced.length) return this.end(grown, 'end');
    const at = row * rows.sourceTokens;
    const attention = rows.attention.subarray(at, at + this.request.source.length);
    const tokens = [...from.tokens, { id, logProb: candidate.tokenLogProb, attention }];
    const hypothesis = { ...grown, tokens, state: this.request.constraint?.advance(from.state, id) };
    if (tokens.length > this.forced.length) {
      const surplus = surplusRounds(
        tokens.map((token) => token.id),
        this.rounds,
      );
      if (surplus > 0) return this.giveUp(hypothesis, surplus);
    }
    return tokens.length === this.options.mostTokens ? this.end(hypothesis, 'length') : hypothesis;
  }

  private giveUp(hypothesis: Hypothesis, surplus: number): 'loops' {
    const tokens = hypothesis.tokens.slice(0, Math.max(this.forced.length, hypothesis.tokens.length - surplus));
    const logProb = tokens.reduce((sum, token) => sum + token.logProb, 0);
    this.end({ ...hypothesis, tokens, logProb }, 'repetition');
    return 'loops';
  }

  private end({ tokens, logProb, branch }: Hypothesis, stop: DecodeStop): undefined {
    const count = tokens.length + (stop === 'end' ? 1 : 0);
    const score = logProb / Math.max(1, count);
    const worth = score + (this.request.bonus?.(tokens.map(({ id }) => id)) ?? 0);
    this.ended.push({ decoded: { tokens, score, worth, stop }, branch });
  }
}

/** What a row's logits don't exceed, by stretches: a constraint masks some, and makes none larger. */
function boundsOf({ blockMaxima, logits, vocabSize }: StepRows, row: number): Float32Array | undefined {
  if (!blockMaxima) return undefined;
  const blocks = blockMaxima.length / (logits.length / vocabSize);
  return blockMaxima.subarray(row * blocks, (row + 1) * blocks);
}
