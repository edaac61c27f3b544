// How much a sentence may cost beside the plain search, so that it takes no more than a fixed number of times as long whatever
// comes of it. The unit is one row of a step of the decoder; a token that the encoder reads, and one of a source that is scored
// all at once, cost a part of it (measured: models/recipe/LOG.md).

const tokenRead = 0.25;
const tokenScored = 0.25;

/** Tags and end token, which every source has. */
const ownTokens = 3;

/** What the plain search with so many hypotheses is given for all that comes beside it, itself included. */
const mostTimes = 2.5;
/** Rows of the first search, of those that the hypotheses that were asked for would run alone. */
export const mostTimesTheRows = 1.5;
/** The way back may cost so many times these rows, for more targets than one. */
const mostTimesForWayBack = 0.5;

/** A sentence as far as its cost goes: hypotheses that were asked for, tokens of its source and of its translation. */
export interface SentenceSize {
  beams: number;
  source: number;
  target: number;
}

/** Rows that asking one target for its way back costs: it is read, and the source is scored. */
function wayBackCost({ source, target }: SentenceSize): number {
  return tokenRead * (target + ownTokens) + tokenScored * (source + 1);
}

/** Targets that may be asked for the way back; one at least. */
export function mostWaysBack(size: SentenceSize): number {
  const rows = mostTimesForWayBack * size.beams * (size.target + 1);
  return Math.max(1, Math.floor(rows / wayBackCost(size)));
}

/**
 * Tokens that a second try with `beams` hypotheses may write, after the first search and the ways back that were asked for.
 * @param source Tokens of its own source, which is read anew.
 */
export function mostTokensAgain(
  size: SentenceSize,
  waysBack: number,
  again: { beams: number; source: number },
): number {
  const rows = size.beams * (size.target + 1);
  const read = tokenRead * (size.source + ownTokens);
  const spent = mostTimesTheRows * rows + read + waysBack * wayBackCost(size);
  const left = mostTimes * (rows + read) - spent - tokenRead * (again.source + ownTokens);
  return Math.max(0, Math.floor(left / again.beams));
}
