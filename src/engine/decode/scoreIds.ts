// Log probability of a sequence of ids under the decoder, of any length. Numbers only.

import type { CancellationToken } from '../../util/async';
import type { TokenId } from '../../util/tokenId';
import type { DecoderModel, KvBuffers } from './decoderModel';
import { type DocumentMemory, longestContext } from './documentMemory';
import { logSumExp } from './logits';

type Memory = Pick<DocumentMemory, 'blend' | 'append'>;

/** Positions a run; bounds the logits held at once to this times the vocabulary. */
const pieceTokens = 32;

/**
 * Each of `ids` is scored once. Sequences longer than the context go in windows that overlap by half: a window's first
 * half is context only, except in the first window.
 * @param first Token every window begins with (the model's bos).
 * @param memory Empty; is told each token after it was scored, and blended into the logits.
 * @returns Sum of natural log probabilities, or undefined when cancelled.
 */
export async function scoreIds(
  model: DecoderModel,
  ids: readonly TokenId[],
  first: TokenId,
  token: CancellationToken,
  yieldPoint: () => Promise<void>,
  memory?: Memory,
): Promise<number | undefined> {
  const windowTokens = model.shape.contextTokens - 1;
  const stride = windowTokens >> 1;
  const buffers = model.allocate(1);
  let sum = 0;
  let scored = 0;
  for (let start = 0; scored < ids.length; start += stride) {
    const window = [first, ...ids.slice(start, start + windowTokens)];
    const part = await scoreWindow(model, buffers, { window, skip: scored - start, memory }, token, yieldPoint);
    if (part === undefined) return undefined;
    sum += part;
    scored = start + window.length - 1;
  }
  return sum;
}

/** Scores window[1 + skip ..], each given what is before it in the window. */
async function scoreWindow(
  model: DecoderModel,
  buffers: KvBuffers,
  { window, skip, memory }: { window: readonly TokenId[]; skip: number; memory: Memory | undefined },
  token: CancellationToken,
  yieldPoint: () => Promise<void>,
): Promise<number | undefined> {
  const { vocabSize } = model.shape;
  let sum = 0;
  for (let past = 0; past < window.length - 1; past += pieceTokens) {
    await yieldPoint();
    if (token.isCancellationRequested) return undefined;
    const ids = window.slice(past, Math.min(past + pieceTokens, window.length - 1));
    const keep = past + ids.length <= skip ? 1 : 0;
    const rows = await model.forward({ ids, batch: 1, pastTokens: past, buffers, keep });
    if (keep) continue;
    for (let i = Math.max(0, skip - past); i < ids.length; i++) {
      const row = rows.subarray(i * vocabSize, (i + 1) * vocabSize);
      const next = window[past + i + 1]!;
      memory?.blend(row, window.slice(Math.max(1, past + i + 1 - longestContext), past + i + 1));
      sum += row[next]! - logSumExp(row);
      memory?.append(next);
    }
  }
  return sum;
}
