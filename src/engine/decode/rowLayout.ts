// Which row of a batch each hypothesis takes, so that a cache has the least to copy. Sees numbers only.

/** Hypotheses of one source. */
export interface RowGroup {
  /** The row of the step before that each goes on from. */
  from: readonly number[];
  /** Every row of the step before that was this source's. */
  before: readonly number[];
}

/**
 * Rows 0 to n - 1 for n hypotheses: where the one it goes on from was, if that row is left and free; else another row of its
 * source's, which has less to copy; else any that is free.
 * @returns Of each group the rows of its hypotheses.
 */
export function layOut(groups: readonly RowGroup[]): number[][] {
  const count = groups.reduce((sum, { from }) => sum + from.length, 0);
  const taken = new Set<number>();
  const claim = (row: number): number | undefined => {
    if (row >= count || taken.has(row)) return undefined;
    taken.add(row);
    return row;
  };
  const kept = groups.map(({ from }) => from.map(claim));
  const ofSource = groups.map(({ before }, n) => {
    const spare = before.values();
    return kept[n]!.map((row) => row ?? firstClaimed(spare, claim));
  });
  const free = Array.from({ length: count }, (_, row) => row).values();
  return ofSource.map((rows) => rows.map((row) => row ?? firstClaimed(free, claim)!));
}

function firstClaimed(rows: Iterator<number>, claim: (row: number) => number | undefined): number | undefined {
  for (let next = rows.next(); !next.done; next = rows.next()) {
    const row = claim(next.value);
    if (row !== undefined) return row;
  }
  return undefined;
}
