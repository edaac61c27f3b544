// Greedy decoding behind a healed start: one sequence in the cache itself, several as one batch. Sees numbers only;
// what a token means, and when to stop, is the caller's to say.

import type { CancellationToken } from '../../util/async';
import type { TokenId } from '../../util/tokenId';
import type { HealedStart } from './healing';
import type { KvCache } from './kvCache';
import { type AdjustLogits, argmax, mostProbable } from './logits';

export interface GenerateOptions {
  /** Tokens a sequence, the first one included. */
  maxTokens: number;
  /** Sequences; each begins with another choice of the start. */
  count: number;
  /** Ids that may not come next in a sequence; asked after each of its tokens. */
  forbidden: (sequence: number) => readonly TokenId[];
  /** Makes the logits behind `context` log probabilities of its own, in place. */
  adjust?: AdjustLogits | undefined;
}

/** Told of each token as it is chosen; `false` ends that sequence. */
export type OnToken = (sequence: number, id: TokenId, logProb: number) => boolean;

export interface Generated {
  cancelled: boolean;
  /** Forward runs, the one that takes the start in included. */
  runs: number;
}

/** @param prompt The ids `start` was healed behind. */
export async function generate(
  cache: KvCache,
  prompt: readonly TokenId[],
  start: HealedStart,
  options: GenerateOptions,
  onToken: OnToken,
  token: CancellationToken,
): Promise<Generated> {
  const firsts = start.choices.slice(0, options.count);
  const goesOn = firsts.map((choice, sequence) => onToken(sequence, choice.id, choice.logProb));
  const base = [...prompt, ...start.path];
  if (options.maxTokens <= 1 || !goesOn.includes(true)) return { cancelled: false, runs: 0 };
  if (firsts.length === 1) return single(cache, [...base, firsts[0]!.id], options, onToken, token);
  const ids = firsts.map((choice) => choice.id);
  return batch({ cache, base, ids, goesOn }, options, onToken, token);
}

async function single(
  cache: KvCache,
  ids: readonly TokenId[],
  options: GenerateOptions,
  onToken: OnToken,
  token: CancellationToken,
): Promise<Generated> {
  const context = [...ids];
  const rowBehind = () => cache.rowBehind(context, token);
  let row = await rowBehind();
  let runs = 1;
  for (let count = 1; count < options.maxTokens; count++) {
    if (!row || token.isCancellationRequested) return { cancelled: true, runs };
    const next = pick(row, context, options, 0);
    if (!onToken(0, next.id, next.logProb) || count + 1 === options.maxTokens) break;
    context.push(next.id);
    row = await rowBehind();
    runs++;
  }
  return { cancelled: false, runs };
}

interface BatchStart {
  cache: KvCache;
  base: readonly TokenId[];
  ids: TokenId[];
  goesOn: boolean[];
}

async function batch(
  { cache, base, ids, goesOn }: BatchStart,
  options: GenerateOptions,
  onToken: OnToken,
  token: CancellationToken,
): Promise<Generated> {
  if (!(await cache.extend(base, token))) return { cancelled: true, runs: 1 };
  const fork = cache.fork(ids.length);
  const contexts = ids.map((id) => [...base, id]);
  const { vocabSize } = cache.model.shape;
  let runs = 1;
  for (let count = 1; count < options.maxTokens && goesOn.includes(true); count++) {
    if (token.isCancellationRequested) return { cancelled: true, runs };
    const rows = await fork.step(ids);
    runs++;
    for (let sequence = 0; sequence < ids.length; sequence++) {
      if (!goesOn[sequence]) continue;
      const row = rows.subarray(sequence * vocabSize, (sequence + 1) * vocabSize);
      const next = pick(row, contexts[sequence]!, options, sequence);
      ids[sequence] = next.id;
      contexts[sequence]!.push(next.id);
      goesOn[sequence] = onToken(sequence, next.id, next.logProb);
    }
  }
  return { cancelled: false, runs };
}

function pick(
  row: Float32Array,
  context: readonly TokenId[],
  { adjust, forbidden }: GenerateOptions,
  sequence: number,
): { id: TokenId; logProb: number } {
  adjust?.(row, context);
  for (const id of forbidden(sequence)) row[id] = Number.NEGATIVE_INFINITY;
  if (!adjust) return mostProbable(row);
  const id = argmax(row); // log probabilities by now: what is forbidden has next to none of it
  return { id, logProb: Math.min(0, row[id]!) };
}
