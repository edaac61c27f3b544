// Which of a beam's targets is taken: checks first, then how surely it says what its source says, there and back. Knows sentences.

import type { TextLanguage } from '../../../shared/protocol/text';
import type { FailedCheck } from '../../../shared/protocol/translation';
import type { TokenId } from '../../../util/tokenId';
import type { Decoded } from '../../decode/beam';
import { averageOf, type GivenTarget, readTargets } from '../../decode/targetScores';
import type { Pace } from '../jobPorts';
import type { PlacedText } from '../placedText';
import type { Seq2seqTools } from '../seq2seqTools';
import { mostWaysBack } from './timeBudget';

/**
 * What the way back counts beside the way there when one of a beam's targets is chosen: the average log probability of the
 * source, given the target (noisy channel: Yee, Dauphin and Auli 2019, arXiv 1908.05731). Measured on held-out pairs.
 */
const wayBackWeight = 0.25;

/** What the logarithm of its tokens counts for a target: an average prefers short ones. Measured on the same pairs. */
const lengthWeight = 0.2;

/** Targets whose way there is worth so much less than the best one's are not asked for the way back: it would not save them. */
const mostBehind = 0.15;
/** So many targets of a source are asked for it at most. */
const mostAsked = 6;

/** Targets that are worth so much less than the best one's are no translations of it, whatever the checks say. */
const farBehind = 0.8;

/** A target of a source and what speaks against it. */
export interface Candidate {
  decoded: Decoded;
  failed: readonly FailedCheck[];
}

export interface Chosen extends Candidate {
  /** Log probabilities of the source's tokens and its end, given the target; where it was asked for the way back. */
  back?: Float32Array;
  /** Where the model looked for each of these: one value a token of the target, two tags before and the end behind them. */
  backLooks?: readonly Float32Array[];
}

/** As good as the first by the checks, and nearly as likely; no more than the bound of time has room for. */
export function likelyTargets(
  source: PlacedText,
  [first, ...others]: readonly Candidate[],
  beams: number,
): Candidate[] {
  const isLikely = ({ decoded, failed }: Candidate) =>
    weightOf(failed) === weightOf(first!.failed) && decoded.worth >= first!.decoded.worth - mostBehind;
  const all = others.filter((other) => isLikely(other) && other.decoded.stop === first!.decoded.stop);
  const size = { beams, source: source.ids.length, target: first!.decoded.tokens.length };
  return [first!, ...all.slice(0, Math.min(mostAsked, mostWaysBack(size)) - 1)];
}

/** One target of each source, of its likely ones: that which says most surely what the source says, there and back. */
export async function chooseByWayBack(
  tools: Seq2seqTools,
  to: TextLanguage,
  sources: readonly PlacedText[],
  likely: readonly (readonly Candidate[])[],
  { token, yieldPoint }: Pace,
): Promise<Chosen[] | undefined> {
  const { model, specials } = tools;
  const given = likely.map((targets, n) => waysBack(tools, to, sources[n]!, targets));
  const backs = await readTargets(model, given.flat(), specials, token, yieldPoint);
  if (!backs) return undefined;
  let at = 0;
  return likely.map((targets, n) => {
    if (given[n]!.length === 0) return targets[0]!;
    const asked = targets.map((target) => {
      const { logProbs, looks } = backs[at++]!;
      return { ...target, back: logProbs, ...(looks && { backLooks: looks }) };
    });
    const worth = asked.map(({ decoded, back }) => worthOf(decoded, averageOf(back)));
    return asked[worth.indexOf(Math.max(...worth))]!;
  });
}

/** Each target as a source and the source as its target, atoms numbered anew; none of what is cut or too long. */
function waysBack(
  tools: Seq2seqTools,
  to: TextLanguage,
  source: PlacedText,
  targets: readonly Candidate[],
): GivenTarget[] {
  const { specials, model } = tools;
  const tag = to === 'ko' ? specials.toEn : specials.toKo;
  const ways = targets.map(({ decoded }) => {
    const ids = decoded.tokens.map(({ id }) => id);
    const order = ids.filter((id) => specials.atoms.includes(id));
    const renumbered = (id: TokenId): TokenId => specials.atoms[order.indexOf(id)] ?? id;
    const back = [tag, specials.human, ...ids.map(renumbered), specials.end];
    return { source: back, target: source.ids.map(renumbered) };
  });
  const fits = ways.every((way) => way.source.length <= model.shape.contextTokens);
  return targets[0]!.decoded.stop === 'end' && fits ? ways : [];
}

/** @param back Average log probability of the source, given the target. */
function worthOf({ worth, tokens }: Decoded, back: number): number {
  return worth + wayBackWeight * back + lengthWeight * Math.log(tokens.length + 1);
}

/**
 * Checks that count when targets are compared. A word that does not exist shows what the model does not know: instead of it
 * another target has a wrong one that does exist, unmarked (LOG.md).
 */
export function weightOf(failed: readonly FailedCheck[]): number {
  return failed.filter(({ check }) => check !== 'noWord').length;
}

/** Those that came to an end before others, those that failed fewer checks first, then the likelier ones. */
export function byChecks(candidates: readonly Candidate[]): Candidate[] {
  const best = Math.max(...candidates.map(({ decoded }) => decoded.worth));
  const isCut = ({ decoded }: Candidate) => Number(decoded.stop !== 'end');
  const near = candidates.filter(({ decoded }) => decoded.worth >= best - farBehind);
  return near.sort(
    (a, b) => isCut(a) - isCut(b) || weightOf(a.failed) - weightOf(b.failed) || b.decoded.worth - a.decoded.worth,
  );
}
