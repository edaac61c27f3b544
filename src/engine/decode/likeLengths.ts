// Which sources run together. A batch holds sources of like length, so that little of it is padding, and few enough that
// a step stays short; the first batches are small, so that something is ready soon. Sees numbers only.

/**
 * Sources that are sorted by length together: the first by itself, so that something is ready at once; what a batch of four
 * beams holds; then more, but what is ready is shown in order, so none may wait for long. A step costs half as much for one
 * row as for eight, so small batches are dear.
 */
const windowSizes = [1, 8, 32];

export interface BatchLimits {
  /** Sources a batch. */
  rows: number;
  /** Tokens a batch, padding counted; a source that is longer by itself is a batch by itself. */
  tokens: number;
}

/** Indexes of `lengths`, each once: batch by batch, windows of growing size in order. */
export function likeLengths(lengths: readonly number[], limits: BatchLimits): number[][] {
  const batches: number[][] = [];
  for (let from = 0, n = 0; from < lengths.length; n++) {
    const size = windowSizes[Math.min(n, windowSizes.length - 1)]!;
    const window = Array.from({ length: Math.min(size, lengths.length - from) }, (_, i) => from + i);
    from += window.length;
    window.sort((a, b) => lengths[a]! - lengths[b]! || a - b);
    let batch: number[] = [];
    for (const index of window) {
      const isFull = batch.length === limits.rows || (batch.length + 1) * lengths[index]! > limits.tokens;
      if (batch.length > 0 && isFull) {
        batches.push(batch);
        batch = [];
      }
      batch.push(index);
    }
    batches.push(batch);
  }
  return batches;
}
