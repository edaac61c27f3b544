// The best way to pair two sequences that keep their order: dynamic programming, one to one, one to two, two to one, or left
// alone (Gale and Church 1993, Computational Linguistics 19). Knows numbers only.

/** What of the left goes with what of the right; half-open, one side may be empty. In order, nothing left out. */
export interface Pairing {
  left: readonly [number, number];
  right: readonly [number, number];
}

/** What a pair is worth; under 0 it is never made. */
export type Worth = (left: number, leftCount: number, right: number, rightCount: number) => number;

const steps = [
  [1, 1],
  [1, 2],
  [2, 1],
] as const;

/** Cells on either side of the diagonal that are looked at, beside the difference of the lengths. */
const leastBand = 150;

export function alignSequences(lefts: number, rights: number, worth: Worth): Pairing[] {
  const band = Math.max(leastBand, Math.abs(lefts - rights) + leastBand / 2);
  const width = rights + 1;
  const best = new Float64Array((lefts + 1) * width).fill(Number.NEGATIVE_INFINITY);
  const came = new Uint8Array((lefts + 1) * width);
  best[0] = 0;
  for (let left = 0; left <= lefts; left++) {
    const middle = lefts === 0 ? 0 : (left * rights) / lefts;
    const from = lefts === 0 ? 0 : Math.max(0, Math.floor(middle - band));
    const to = lefts === 0 ? rights : Math.min(rights, Math.ceil(middle + band));
    for (let right = from; right <= to; right++) {
      const at = left * width + right;
      const so = best[at]!;
      if (so === Number.NEGATIVE_INFINITY) continue;
      const take = (cell: number, value: number, step: number) => {
        // What is left alone on the left comes first.
        if (value > best[cell]! || (step === 5 && came[cell] === 4 && value === best[cell]!)) {
          best[cell] = value;
          came[cell] = step;
        }
      };
      for (const [n, [l, r]] of steps.entries()) {
        if (left + l > lefts || right + r > rights) continue;
        const value = worth(left, l, right, r);
        if (value > 0) take((left + l) * width + right + r, so + value, n + 1);
      }
      if (left < lefts) take(at + width, so, 4);
      if (right < rights) take(at + 1, so, 5);
    }
  }
  return trace(lefts, rights, came);
}

function trace(lefts: number, rights: number, came: Uint8Array): Pairing[] {
  const found: Pairing[] = [];
  let left = lefts;
  let right = rights;
  while (left > 0 || right > 0) {
    const step = came[left * (rights + 1) + right]!;
    const [l, r] = steps[step - 1] ?? (step === 4 ? [1, 0] : [0, 1]);
    found.push({ left: [left - l, left], right: [right - r, right] });
    left -= l;
    right -= r;
  }
  return found.reverse();
}
