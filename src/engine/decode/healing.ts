// Token healing: generation starts a few characters before the cursor, and the first tokens must spell what was typed
// there, byte by byte, before they may go on. Sees ids, bytes as code units, and numbers.
//
// Which tokens spell the typed characters is not known (" inter" may begin " international", or be " inter" + "nal"), so
// the ways to spell them are searched best first: a way is given up only when another is already more probable as a
// whole. Idea: guidance-ai/guidance "token healing"; JetBrains' local completion, arXiv 2405.08704.

import type { CancellationToken } from '../../util/async';
import type { TokenId } from '../../util/tokenId';
import type { KvCache } from './kvCache';
import { type AdjustLogits, logSumExp } from './logits';

/** Looks tokens up by their bytes. */
export interface Continuations {
  /** Ids whose bytes begin with `bytes`. */
  startingWith(bytes: string): Int32Array;
  /** Ids whose bytes are a proper, non-empty beginning of `bytes`, and what they leave unsaid. */
  beginningsOf(bytes: string): { id: TokenId; rest: string }[];
}

export interface Choice {
  id: TokenId;
  /** Natural log probability, given that the typed characters are spelled. */
  logProb: number;
}

export interface HealedStart {
  /** Tokens behind the prompt that spell a first part of the typed characters; mostly none. */
  path: TokenId[];
  /** Tokens that spell the rest of them and may say more, best first. Never empty. */
  choices: Choice[];
  /** Forward runs the search took. */
  runs: number;
}

interface Node {
  path: TokenId[];
  rest: string;
  logProb: number;
}

interface Found {
  node: Node;
  choices: Choice[];
}

/** Spellings that need more runs than this are taken as the tokenizer spells them. */
const mostRuns = 8;

export interface HealOptions {
  /** How many choices are wanted. */
  count: number;
  /** Ids never chosen where nothing must be spelled: special tokens other than the ends, the middles of characters. */
  forbidden: readonly TokenId[];
  /** Makes the logits behind `context` log probabilities of its own, in place. */
  adjust?: AdjustLogits | undefined;
}

/**
 * @param prompt Ids before the characters given back; at least one.
 * @param typed Bytes that must be spelled, as code units 0..255; empty when nothing was given back.
 * @returns undefined when cancelled, or when no spelling was found within the runs allowed (`isStuck`).
 */
export async function heal(
  cache: KvCache,
  prompt: readonly TokenId[],
  typed: string,
  table: Continuations,
  options: HealOptions,
  token: CancellationToken,
): Promise<HealedStart | 'stuck' | undefined> {
  const frontier: Node[] = [{ path: [], rest: typed, logProb: 0 }];
  let best: Found | undefined;
  let mass = 0;
  let runs = 0;
  for (let node = takeBest(frontier); node && runs < mostRuns; node = takeBest(frontier)) {
    if (best && best.choices[0]!.logProb >= node.logProb) {
      frontier.push(node);
      break;
    }
    const context = [...prompt, ...node.path];
    const row = await cache.rowBehind(context, token);
    runs++;
    if (!row) return undefined;
    options.adjust?.(row, context);
    if (!node.rest) for (const id of options.forbidden) row[id] = Number.NEGATIVE_INFINITY;
    const norm = logSumExp(row);
    const found = { node, choices: topChoices(row, node, table, norm, options.count) };
    mass += completeMass(row, node, table, norm);
    if (found.choices[0] && (!best || found.choices[0].logProb > best.choices[0]!.logProb)) best = found;
    if (node.rest) {
      for (const partial of table.beginningsOf(node.rest)) {
        const logProb = node.logProb + row[partial.id]! - norm;
        frontier.push({ path: [...node.path, partial.id], rest: partial.rest, logProb });
      }
    }
  }
  if (!best) return 'stuck';
  for (const node of frontier) mass += Math.exp(node.logProb);
  const logMass = typed ? Math.log(mass) : 0;
  const choices = best.choices.map(({ id, logProb }) => ({ id, logProb: Math.min(0, logProb - logMass) }));
  return { path: best.node.path, choices, runs };
}

/** Removes and returns the most probable node. */
function takeBest(frontier: Node[]): Node | undefined {
  let at = -1;
  for (let i = 0; i < frontier.length; i++) if (at < 0 || frontier[i]!.logProb > frontier[at]!.logProb) at = i;
  return at < 0 ? undefined : frontier.splice(at, 1)[0];
}

function topChoices(row: Float32Array, node: Node, table: Continuations, norm: number, count: number): Choice[] {
  const top: Choice[] = [];
  const consider = (id: number) => {
    const logProb = node.logProb + row[id]! - norm;
    if (logProb === Number.NEGATIVE_INFINITY) return;
    if (top.length === count && logProb <= top[count - 1]!.logProb) return;
    let at = top.length;
    while (at > 0 && top[at - 1]!.logProb < logProb) at--;
    top.splice(at, 0, { id: id as TokenId, logProb });
    if (top.length > count) top.pop();
  };
  if (node.rest) for (const id of table.startingWith(node.rest)) consider(id);
  else for (let id = 0; id < row.length; id++) consider(id);
  return top;
}

/** Probability of all ways that spell what is typed with one more token. */
function completeMass(row: Float32Array, node: Node, table: Continuations, norm: number): number {
  if (!node.rest) return 1;
  let sum = 0;
  for (const id of table.startingWith(node.rest)) sum += Math.exp(row[id]! - norm);
  return sum * Math.exp(node.logProb);
}
