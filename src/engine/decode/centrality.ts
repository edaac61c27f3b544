// Which of many vectors stand for all of them: similarity, centrality (LexRank, Erkan and Radev 2004, continuous form),
// and a choice without redundancy (maximal marginal relevance, Carbonell and Goldstein 1998). Sees numbers only.

/** Square and symmetric, row-major. */
export interface SimilarityMatrix {
  readonly size: number;
  readonly values: Float32Array;
}

const damping = 0.85;
const mostIterations = 50;
const tolerance = 1e-6;

/** Cosines of rows of one length; negative ones, and those of rows that are no numbers, are 0. */
export function cosineSimilarity(rows: readonly Float32Array[]): SimilarityMatrix {
  const unit = rows.map(normalised);
  return matrixOf(rows.length, (a, b) => {
    const cosine = dot(unit[a]!, unit[b]!);
    return cosine > 0 ? cosine : 0;
  });
}

/** Rows less their mean: what all of them have in common says nothing of one. */
export function centred(rows: readonly Float32Array[]): Float32Array[] {
  const mean = new Float64Array(rows[0]?.length ?? 0);
  for (const row of rows) for (const [n, value] of row.entries()) mean[n]! += value / rows.length;
  return rows.map((row) => row.map((value, n) => value - mean[n]!));
}

/** `share` of the first and the rest of the second, of one size. */
export function mixed(first: SimilarityMatrix, second: SimilarityMatrix, share: number): SimilarityMatrix {
  return { size: first.size, values: first.values.map((value, n) => share * value + (1 - share) * second.values[n]!) };
}

export function matrixOf(size: number, similarity: (a: number, b: number) => number): SimilarityMatrix {
  const values = new Float32Array(size * size);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < a; b++) {
      const value = similarity(a, b);
      values[a * size + b] = value;
      values[b * size + a] = value;
    }
  }
  return { size, values };
}

/**
 * How central each is: the share of time that a walk along similarities spends there, 1 for the most central.
 * @param prior Where the walk starts anew; any positive numbers.
 */
export function lexRank({ size, values }: SimilarityMatrix, prior: readonly number[]): number[] {
  const priorSum = prior.reduce((sum, value) => sum + value, 0);
  const restart = prior.map((value) => value / priorSum);
  const rowSums = Array.from({ length: size }, (_, row) => sumOf(values.subarray(row * size, (row + 1) * size)));
  let rank = restart;
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    const next = restart.map((value) => (1 - damping) * value);
    for (let from = 0; from < size; from++) {
      const flow = damping * rank[from]!;
      for (let to = 0; to < size; to++) {
        const share = rowSums[from]! > 0 ? values[from * size + to]! / rowSums[from]! : restart[to]!;
        next[to]! += flow * share;
      }
    }
    const change = next.reduce((sum, value, n) => sum + Math.abs(value - rank[n]!), 0);
    rank = next;
    if (change < tolerance) break;
  }
  const most = Math.max(...rank);
  return rank.map((value) => (most > 0 ? value / most : 0));
}

/**
 * The `count` best by score that do not repeat each other, best first.
 * @param redundancy 0..1: how much likeness to what is chosen already counts against the score.
 * @param chosen Taken already; not in the result.
 */
export function diverse(
  { size, values }: SimilarityMatrix,
  scores: readonly number[],
  count: number,
  redundancy: number,
  chosen: readonly number[] = [],
): number[] {
  const taken = [...chosen];
  const worth = (n: number) => {
    const likeness = taken.reduce((most, other) => Math.max(most, values[n * size + other]!), 0);
    return (1 - redundancy) * scores[n]! - redundancy * likeness;
  };
  while (taken.length < Math.min(count + chosen.length, size)) {
    let best = -1;
    let bestWorth = -Infinity;
    for (let n = 0; n < size; n++) {
      if (taken.includes(n)) continue;
      const value = worth(n);
      if (value > bestWorth) [best, bestWorth] = [n, value];
    }
    taken.push(best);
  }
  return taken.slice(chosen.length);
}

function normalised(row: Float32Array): Float32Array {
  const length = Math.sqrt(dot(row, row));
  return length > 0 ? row.map((value) => value / length) : row;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let n = 0; n < a.length; n++) sum += a[n]! * b[n]!;
  return sum;
}

function sumOf(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
