// How probable given targets are: teacher forcing, many positions a run. Sees numbers only.

import type { CancellationToken } from '../../util/async';
import type { TokenId } from '../../util/tokenId';
import type { EncoderDecoderModel } from './encoderDecoder';

export interface GivenTarget {
  /** Tags, text and end token. */
  source: readonly TokenId[];
  /** Without start and end token. */
  target: readonly TokenId[];
}

/** Target positions of one run, of the decoder's some 15 ms on one core (measured). */
const mostPositions = 128;

/**
 * @param yieldPoint Awaited between runs.
 * @returns For each the average log probability of its tokens, the end token included; undefined when cancelled.
 */
export async function targetScores(
  model: EncoderDecoderModel,
  given: readonly GivenTarget[],
  marks: { start: TokenId; end: TokenId },
  token: CancellationToken,
  yieldPoint: () => Promise<void>,
): Promise<number[] | undefined> {
  const read = await readTargets(model, given, marks, token, yieldPoint);
  return read?.map(({ logProbs }) => averageOf(logProbs));
}

export function averageOf(logProbs: Float32Array): number {
  return logProbs.reduce((sum, logProb) => sum + logProb, 0) / logProbs.length;
}

/** What a model says of a target that was given to it. */
export interface ReadTarget {
  /** Of its tokens, that of the end token last. */
  logProbs: Float32Array;
  /** Where the model looked for each of these, one value a token of the source; where it tells that. */
  looks?: readonly Float32Array[];
}

/** As {@link targetScores}, with all that the model says of each. */
export async function readTargets(
  model: EncoderDecoderModel,
  given: readonly GivenTarget[],
  { start, end }: { start: TokenId; end: TokenId },
  token: CancellationToken,
  yieldPoint: () => Promise<void>,
): Promise<ReadTarget[] | undefined> {
  const longest = given.reduce((most, { target }) => Math.max(most, target.length + 2), 2);
  const count = Math.max(1, Math.floor(mostPositions / longest));
  const all: ReadTarget[] = [];
  for (let at = 0; at < given.length; at += count) {
    if (at > 0) await yieldPoint();
    const part = given.slice(at, at + count);
    const sources = part.map(({ source }) => source);
    const batch = await model.encode(sources, token, yieldPoint);
    if (!batch || token.isCancellationRequested) return undefined;
    const inputs = part.map(({ target }) => [start, ...target, end]);
    const { logProbs, attention } = await model.given(batch, inputs);
    const width = Math.max(...inputs.map((input) => input.length)) - 1;
    const sourceTokens = Math.max(...sources.map((source) => source.length));
    for (const [row, { source, target }] of part.entries()) {
      const looksAt = (n: number) => (row * width + n) * sourceTokens;
      const looks =
        attention &&
        Array.from({ length: target.length + 1 }, (_, n) => attention.subarray(looksAt(n), looksAt(n) + source.length));
      const read = { logProbs: logProbs.subarray(row * width, row * width + target.length + 1) };
      all.push({ ...read, ...(looks && { looks }) });
    }
  }
  return all;
}
