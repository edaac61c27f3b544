// Different ways to go on, for a person who asked: the likeliest first tokens that say something new, wherever they stand.
// Behind a word that may be whole ("the") that is mostly the next word (" cat"), seldom a longer one ("their"), so what says
// nothing new is gone behind, best first. Sees ids and numbers; what a token says is the caller's to tell.

import type { CancellationToken } from '../../util/async';
import type { TokenId } from '../../util/tokenId';
import type { HealedStart } from './healing';
import type { KvCache } from './kvCache';
import { type AdjustLogits, logSumExp, topK } from './logits';

export interface AlternativeOptions {
  /** How many starts are wanted. */
  count: number;
  /** Whether the tokens say nothing new yet, say something, or may not begin a suggestion. */
  says: (path: readonly TokenId[]) => 'nothing' | 'something' | 'unwanted';
  adjust?: AdjustLogits | undefined;
}

interface Way {
  path: TokenId[];
  logProb: number;
}

/** Most runs that are spent on looking. */
const mostRuns = 6;

/**
 * @param prompt The ids `start` was healed behind.
 * @returns Starts that share a path as one, best path first; undefined when cancelled. Empty when nothing can be said.
 */
export async function alternativeStarts(
  cache: KvCache,
  prompt: readonly TokenId[],
  start: HealedStart,
  { count, says, adjust }: AlternativeOptions,
  token: CancellationToken,
): Promise<HealedStart[] | undefined> {
  const frontier: Way[] = start.choices.map(({ id, logProb }) => ({ path: [...start.path, id], logProb }));
  const found: Way[] = [];
  let runs = 0;
  while (frontier.length > 0 && found.length < count) {
    frontier.sort((a, b) => b.logProb - a.logProb);
    const way = frontier.shift()!;
    const said = says(way.path);
    if (said === 'something') found.push(way);
    if (said !== 'nothing' || runs === mostRuns) continue;
    const context = [...prompt, ...way.path];
    const row = await cache.rowBehind(context, token);
    if (!row) return undefined;
    runs++;
    adjust?.(row, context);
    const norm = logSumExp(row);
    // More than are wanted, because some can't begin a suggestion.
    for (const { id, value } of topK(row, 4 * count)) {
      frontier.push({ path: [...way.path, id], logProb: way.logProb + value - norm });
    }
  }
  return byPath(found, start.runs + runs);
}

function byPath(ways: readonly Way[], runs: number): HealedStart[] {
  const starts = new Map<string, HealedStart>();
  for (const { path, logProb } of ways) {
    const before = path.slice(0, -1);
    const key = before.join(' ');
    const start = starts.get(key) ?? { path: before, choices: [], runs };
    start.choices.push({ id: path.at(-1)!, logProb: Math.min(0, logProb) });
    starts.set(key, start);
  }
  return [...starts.values()];
}
