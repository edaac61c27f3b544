// What the benches of the two memories share: the model's own probabilities of a text, a mixture of counts with them, and weights fitted
// by coordinate descent. Knows no file and no document.

import { mixingWeight, type OrderWeight } from '../../src/engine/decode/documentMemory';
import { logSumExp } from '../../src/engine/decode/logits';
import { scoreIds } from '../../src/engine/decode/scoreIds';
import type { DecoderSession } from '../../src/engine/models/decoderSession';
import { neverCancelled } from '../../src/util/async';
import type { TokenId } from '../../src/util/tokenId';

/** Of one context length at one place: how often it occurred, went on differently, and went on as the text does. */
export type Seen = [all: number, different: number, right: number];

const rounds = 3;
/** Factors tried on a weight's `most` and `doubt`. */
const steps: readonly (readonly [number, number])[] = [
  [0.75, 1],
  [1.25, 1],
  [1, 0.6],
  [1, 1.6],
];

/** Of each id, as `scoreIds` finds it. */
export async function probabilitiesOf(
  ids: readonly TokenId[],
  model: DecoderSession,
  first: TokenId,
): Promise<number[]> {
  const found: number[] = [];
  let row = new Float32Array(0);
  const recorder = {
    blend: (logits: Float32Array<ArrayBuffer>) => {
      row = logits;
    },
    append: (id: TokenId) => {
      found.push(Math.exp(row[id]! - logSumExp(row)));
    },
  };
  await scoreIds(model, ids, first, neverCancelled, async () => {}, recorder);
  return found;
}

/** A probability mixed with what was seen, the shortest context first. */
export function mixed(probability: number, orders: readonly Seen[], weights: readonly OrderWeight[]): number {
  let sum = probability;
  for (const [order, weight] of weights.entries()) {
    const [all, different, right] = orders[order] ?? [0, 0, 0];
    if (all === 0) continue;
    const share = mixingWeight(weight, all, different);
    sum = (1 - share) * sum + (share * right) / all;
  }
  return sum;
}

/** Coordinate descent from `start`. */
export function fitWeights(
  start: readonly OrderWeight[],
  cost: (weights: readonly OrderWeight[]) => number,
): OrderWeight[] {
  let best = [...start];
  let least = cost(best);
  for (let round = 0; round < rounds; round++) {
    for (const order of best.keys()) {
      for (const [most, doubt] of steps) {
        const weights = best.with(order, scaled(best[order]!, most, doubt));
        const value = cost(weights);
        if (value >= least) continue;
        least = value;
        best = weights;
      }
    }
  }
  return best;
}

function scaled({ most, doubt }: OrderWeight, byMost: number, byDoubt: number): OrderWeight {
  return { most: Math.min(0.97, most * byMost), doubt: doubt * byDoubt };
}
