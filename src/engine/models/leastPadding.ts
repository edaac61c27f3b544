// Which rows of a batch run together so that the least of them is padding. Sees lengths only.

export interface RunLimits {
  /** Tokens of a run, padding counted; a row that is longer by itself is a run by itself. */
  most: number;
  /** What a run costs whatever is in it, in tokens. */
  perRun: number;
}

/**
 * The rows in runs, each padded to its longest row, so that tokens with padding and `perRun` for each run add up to the least:
 * rows of like length stand together, and the best cuts between them are found from the shortest on (dynamic programming).
 * @param lengths Tokens of each row.
 * @returns Indexes of `lengths`, each once, from short rows to long ones.
 */
export function leastPadding(lengths: readonly number[], { most, perRun }: RunLimits): number[][] {
  const order = [...lengths.keys()].sort((a, b) => lengths[a]! - lengths[b]!);
  // Of the first n rows: their least cost, and where their last run begins.
  const costs = [0];
  const begins = [0];
  for (let n = 1; n <= order.length; n++) {
    const longest = lengths[order[n - 1]!]!;
    costs[n] = Number.POSITIVE_INFINITY;
    for (let from = n - 1; from >= 0 && (from === n - 1 || (n - from) * longest <= most); from--) {
      const cost = costs[from]! + (n - from) * longest + perRun;
      if (cost < costs[n]!) [costs[n], begins[n]] = [cost, from];
    }
  }
  const runs: number[][] = [];
  for (let end = order.length; end > 0; end = begins[end]!) runs.unshift(order.slice(begins[end]!, end));
  return runs;
}
