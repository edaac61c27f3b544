// Pseudo-log-likelihood of a sequence under the masked model: each token masked in turn and scored given all the others
// (Salazar et al., arXiv 1910.14659). Numbers only.

import type { CancellationToken } from '../../util/async';
import type { TokenId } from '../../util/tokenId';
import { logProbOf, type MaskedModel, type MaskedRow } from './maskedModel';

/** Rows a run, so that others can pass between two of them. */
const rowsAtOnce = 8;

export interface SequenceEnds {
  first: TokenId;
  last: TokenId;
  mask: TokenId;
}

/**
 * A sequence longer than the context is seen through windows; each token is scored where it is nearest to the middle.
 * @returns Sum of natural log probabilities, or undefined when cancelled.
 */
export async function pseudoLogLikelihood(
  model: MaskedModel,
  ids: readonly TokenId[],
  ends: SequenceEnds,
  token: CancellationToken,
  yieldPoint: () => Promise<void>,
): Promise<number | undefined> {
  const room = model.shape.contextTokens - 2;
  let sum = 0;
  for (let start = 0; start < ids.length; start += rowsAtOnce) {
    await yieldPoint();
    if (token.isCancellationRequested) return undefined;
    const targets = ids.slice(start, start + rowsAtOnce).map((_, n) => start + n);
    const rows = targets.map((target) => maskedRow(ids, target, room, ends));
    const logits = await model.forward(rows);
    for (const [n, target] of targets.entries()) {
      const row = logits.subarray(n * model.shape.vocabSize, (n + 1) * model.shape.vocabSize);
      sum += logProbOf(row, ids[target]!);
    }
  }
  return sum;
}

function maskedRow(ids: readonly TokenId[], target: number, room: number, { first, last, mask }: SequenceEnds) {
  const from = Math.max(0, Math.min(target - (room >> 1), ids.length - room));
  const window = ids.slice(from, from + room);
  window[target - from] = mask;
  const row: MaskedRow = { ids: [first, ...window, last], wanted: [target - from + 1] };
  return row;
}
