// Several blanks filled so that the fillings go together: a beam over blanks, each filled in the light of those before
// it. Numbers only; what a filling is, and how one blank is filled, is the caller's.

/** A filling of one blank, scored given the blanks filled before it. */
export interface Filling {
  score: number;
}

export interface Combination<F extends Filling> {
  /** One a blank. */
  fillings: F[];
  /** Sum of the fillings' scores, each given those filled before it; of all orders it was found in, their mean. */
  score: number;
}

export interface JointSearch {
  /** Combinations wanted. */
  count: number;
  /** Partial combinations kept a step. */
  beam: number;
}

interface Partial<F> {
  fillings: (F | undefined)[];
  score: number;
}

/**
 * Beams run in the blanks' given order and in reverse: with the first blank filled blindly, one order alone would be
 * blind to what only the last blank says about it.
 * @param fill Best fillings of blank `n` when some of the others are filled, best first; undefined when cancelled.
 * @param key Tells equal fillings.
 * @returns Best first, or undefined when cancelled.
 */
export async function fillJointly<F extends Filling>(
  order: readonly number[],
  search: JointSearch,
  fill: (n: number, others: readonly (F | undefined)[]) => Promise<readonly F[] | undefined>,
  key: (filling: F) => string,
): Promise<Combination<F>[] | undefined> {
  const found = new Map<string, { fillings: F[]; scores: number[] }>();
  for (const way of [order, order.toReversed()]) {
    const combinations = await beamOver(way, search, fill);
    if (!combinations) return undefined;
    for (const { fillings, score } of combinations) {
      const name = fillings.map((filling) => key(filling!)).join('\0');
      const known = found.get(name);
      if (known) known.scores.push(score);
      else found.set(name, { fillings: fillings as F[], scores: [score] });
    }
  }
  // What only one order found is held to be what the other order would have dropped: its score is what it is.
  return [...found.values()]
    .map(({ fillings, scores }) => ({ fillings, score: scores.reduce((sum, each) => sum + each, 0) / scores.length }))
    .sort((a, b) => b.score - a.score)
    .slice(0, search.count);
}

async function beamOver<F extends Filling>(
  order: readonly number[],
  { beam }: JointSearch,
  fill: (n: number, others: readonly (F | undefined)[]) => Promise<readonly F[] | undefined>,
): Promise<Partial<F>[] | undefined> {
  let partials: Partial<F>[] = [{ fillings: order.map(() => undefined), score: 0 }];
  for (const n of order) {
    const longer: Partial<F>[] = [];
    for (const { fillings, score } of partials) {
      const choices = await fill(n, fillings);
      if (!choices) return undefined;
      for (const choice of choices) longer.push({ fillings: fillings.with(n, choice), score: score + choice.score });
    }
    partials = longer.sort((a, b) => b.score - a.score).slice(0, beam);
  }
  return partials;
}
