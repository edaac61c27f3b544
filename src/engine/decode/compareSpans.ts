// How probable each of several fillings of one place is: the author's own and others. Numbers only.

import type { CancellationToken } from '../../util/async';
import type { TokenId } from '../../util/tokenId';
import { logProbOf, type MaskedModel, type MaskedRow } from './maskedModel';

export interface SpanComparison {
  before: readonly TokenId[];
  after: readonly TokenId[];
  mask: TokenId;
  /** Fillings, each of at least one token. */
  fillings: readonly (readonly TokenId[])[];
  /** For each filling the log probability below which it does not matter: it is not followed to its end then. */
  floors?: readonly number[];
}

/** Rows a run, so that others can pass between two of them. */
const rowsAtOnce = 8;

/** One question: with so much of a filling said, which token comes next? Fillings with a common beginning share it. */
interface Question {
  row: MaskedRow;
  answers: { comparison: number; filling: number; id: TokenId }[];
}

/**
 * Left to right within each filling, as in spanFill.ts, and not length-normalised: these are alternatives of one word,
 * not words of any length. All fillings go one token further at a time: what is below its floor already can only fall.
 * @returns For each comparison the natural log probability of each filling, of one below its floor that of its beginning;
 * or undefined when cancelled.
 */
export async function compareSpans(
  model: MaskedModel,
  comparisons: readonly SpanComparison[],
  token: CancellationToken,
  yieldPoint: () => Promise<void>,
): Promise<number[][] | undefined> {
  const sums = comparisons.map(({ fillings }) => fillings.map(() => 0));
  const longest = Math.max(0, ...comparisons.flatMap(({ fillings }) => fillings.map(({ length }) => length)));
  for (let at = 0; at < longest; at++) {
    const questions = comparisons.flatMap((comparison, n) => ask(comparison, { n, at, sums: sums[n]! }));
    for (let start = 0; start < questions.length; start += rowsAtOnce) {
      await yieldPoint();
      if (token.isCancellationRequested) return undefined;
      const asked = questions.slice(start, start + rowsAtOnce);
      const logits = await model.forward(asked.map(({ row }) => row));
      for (const [n, { answers }] of asked.entries()) {
        const row = logits.subarray(n * model.shape.vocabSize, (n + 1) * model.shape.vocabSize);
        for (const { comparison, filling, id } of answers) sums[comparison]![filling]! += logProbOf(row, id);
      }
    }
  }
  return sums;
}

/** What is asked of the fillings' tokens at one place. */
function ask(
  { before, after, mask, fillings, floors }: SpanComparison,
  { n, at, sums }: { n: number; at: number; sums: readonly number[] },
): Question[] {
  const questions = new Map<string, Question>();
  for (const [filling, ids] of fillings.entries()) {
    if (at >= ids.length || sums[filling]! < (floors?.[filling] ?? Number.NEGATIVE_INFINITY)) continue;
    const said = ids.slice(0, at);
    const key = `${ids.length}:${said.join()}`;
    let question = questions.get(key);
    if (!question) {
      const masks = new Array<TokenId>(ids.length - at).fill(mask);
      const row = { ids: [...before, ...said, ...masks, ...after], wanted: [before.length + at] };
      question = { row, answers: [] };
      questions.set(key, question);
    }
    question.answers.push({ comparison: n, filling, id: ids[at]! });
  }
  return [...questions.values()];
}
