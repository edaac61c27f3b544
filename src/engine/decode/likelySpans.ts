// What may stand between a prefix and a suffix that are both in the prompt, best first: a search over the decoder's own
// distribution that ends where it says that the suffix goes on. Numbers only.

import type { CancellationToken } from '../../util/async';
import type { TokenId } from '../../util/tokenId';
import type { KvCache } from './kvCache';
import { type AdjustLogits, logSumExp, topK } from './logits';

export interface SpanSearchOptions {
  /** Says that the suffix follows. */
  end: TokenId;
  /** Per id: 1 where it may come behind these; the end is not asked about. Undefined where the span may only end. */
  allowed(path: readonly TokenId[]): Uint8Array | undefined;
  /** Forward runs, at most. */
  mostRuns: number;
  /** Ways on that are kept of each beginning. */
  width: number;
  /** Makes the logits behind `context` log probabilities of its own, in place. */
  adjust?: AdjustLogits | undefined;
  /** Awaited between two runs, so that others can pass. */
  yieldPoint: () => Promise<void>;
}

export interface LikelySpan {
  ids: readonly TokenId[];
  /** Natural log probability of the span and of its end, given prefix and suffix. */
  logProb: number;
}

/** @returns Spans of one token and more, likeliest first; undefined when cancelled. */
export async function likelySpans(
  cache: KvCache,
  prompt: readonly TokenId[],
  options: SpanSearchOptions,
  token: CancellationToken,
): Promise<LikelySpan[] | undefined> {
  const { adjust, allowed, end, mostRuns, width, yieldPoint } = options;
  const frontier: LikelySpan[] = [{ ids: [], logProb: 0 }];
  const found: LikelySpan[] = [];
  for (let runs = 0; runs < mostRuns && frontier.length > 0; runs++) {
    if (runs > 0) await yieldPoint();
    const { ids, logProb } = takeBest(frontier);
    const context = [...prompt, ...ids];
    const row = await cache.extend(context, token);
    if (!row) return undefined;
    adjust?.(row, context);
    const norm = logSumExp(row);
    if (ids.length > 0) found.push({ ids, logProb: logProb + row[end]! - norm });
    const table = allowed(ids);
    if (!table) continue;
    for (let id = 0; id < row.length; id++) if (table[id] !== 1) row[id] = Number.NEGATIVE_INFINITY;
    for (const { id, value } of topK(row, width)) frontier.push({ ids: [...ids, id], logProb: logProb + value - norm });
  }
  return found.sort((a, b) => b.logProb - a.logProb);
}

/** Removes and returns the most probable beginning. */
function takeBest(frontier: LikelySpan[]): LikelySpan {
  let best = 0;
  for (let n = 1; n < frontier.length; n++) if (frontier[n]!.logProb > frontier[best]!.logProb) best = n;
  return frontier.splice(best, 1)[0]!;
}
