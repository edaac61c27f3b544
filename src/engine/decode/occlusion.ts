// Which parts of the context speak for a filling: how much less probable it becomes when a part is masked (occlusion,
// Zeiler and Fergus, arXiv 1311.2901). Numbers only.

import type { TokenId } from '../../util/tokenId';
import { logSumExp } from './logits';
import type { MaskedModel, MaskedRow } from './maskedModel';
import type { SpanContext } from './spanFill';

/** A part of the context: positions in [...before, span, ...after], the span counted as `length` masks. */
export interface Part {
  from: number;
  to: number;
}

/**
 * One batch: the sequence as it is, and once for each part with that part masked. Every filling of `length` tokens is
 * read off the same batch, its tokens taken as independent given the masks.
 * @param fillings Each of `length` tokens.
 * @returns For each filling, the natural-log drop that each part's absence causes (negative where it spoke against).
 */
export async function occlude(
  model: MaskedModel,
  { before, after, mask }: SpanContext,
  length: number,
  parts: readonly Part[],
  fillings: readonly (readonly TokenId[])[],
): Promise<number[][]> {
  const ids = [...before, ...new Array<TokenId>(length).fill(mask), ...after];
  const wanted = Array.from({ length }, (_, n) => before.length + n);
  const rows: MaskedRow[] = [{ ids, wanted }];
  for (const { from, to } of parts) {
    rows.push({ ids: ids.map((id, at) => (at >= from && at < to ? mask : id)), wanted });
  }
  const logits = await model.forward(rows);
  const { vocabSize } = model.shape;
  const rowAt = (n: number) => logits.subarray(n * vocabSize, (n + 1) * vocabSize);
  const totals = Array.from({ length: rows.length * length }, (_, n) => logSumExp(rowAt(n)));
  const logProb = (filling: readonly TokenId[], row: number): number =>
    filling.reduce((sum, id, n) => sum + rowAt(row * length + n)[id]! - totals[row * length + n]!, 0);
  return fillings.map((filling) => {
    const base = logProb(filling, 0);
    return parts.map((_, n) => base - logProb(filling, n + 1));
  });
}
