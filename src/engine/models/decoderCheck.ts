// Whether a decoder that nobody knows does what decoding relies on: a sequence run in pieces, token by token and after
// being taken back has the logits of one run whole. Sees numbers only.

import type { TokenId } from '../../util/tokenId';
import type { DecoderModel } from '../decode/decoderModel';
import { EngineError } from '../errors';

const checkedTokens = 16;

/** 8-bit graphs round each run otherwise; one that forgets its past, or counts positions anew, is far below. */
export const leastCorrelation = 0.9;

/** @throws EngineError modelUnsupported, naming the file of the graph */
export async function checkDecoder(model: DecoderModel, file: string): Promise<void> {
  const { vocabSize } = model.shape;
  const ids = Array.from({ length: checkedTokens }, (_, n) => ((n * 7919 + 101) % vocabSize) as TokenId);
  const buffers = model.allocate(1);
  const run = (from: number, to: number) =>
    model.forward({ ids: ids.slice(from, to), batch: 1, pastTokens: from, buffers, keep: 1 });
  const whole = (await run(0, checkedTokens)).slice();
  if (!whole.every(Number.isFinite))
    throw unfit(file, 'gives numbers that are none (float16 may be too narrow for it)');
  await run(4, 10); // taken back
  for (let at = 10; at < checkedTokens - 1; at++) await run(at, at + 1);
  const stepped = await run(checkedTokens - 1, checkedTokens);
  if (!(correlation(whole, stepped) >= leastCorrelation))
    throw unfit(file, 'gives other answers with past keys and values than without');
}

export function unfit(file: string, what: string): EngineError {
  return new EngineError('modelUnsupported', `${file} ${what}.`, {
    file,
    remedy: 'Choose another export or another model.',
  });
}

/** Pearson's, of two rows of equal length. */
export function correlation(a: Float32Array, b: Float32Array): number {
  const mean = (row: Float32Array) => row.reduce((sum, value) => sum + value, 0) / row.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [both, squareA, squareB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    both += (a[i]! - meanA) * (b[i]! - meanB);
    squareA += (a[i]! - meanA) ** 2;
    squareB += (b[i]! - meanB) ** 2;
  }
  return both / Math.sqrt(squareA * squareB);
}
