// Small measuring helpers for the benches: quantiles, repeats, a table. Nothing here knows a model.

/** q-quantile (0..1) of the values, by the nearest rank below. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(q * (sorted.length - 1))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Milliseconds that `work` took, and what it gave. */
export async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const startMs = performance.now();
  const value = await work();
  return { ms: performance.now() - startMs, value };
}

/** One line of the table and one field of the JSON. */
export interface Row {
  name: string;
  value: number;
  unit: string;
  /** What the project expects of it, in words; a bench informs and never fails. */
  expected?: string;
}

export function printTable(rows: readonly Row[]): void {
  const width = Math.max(...rows.map((row) => row.name.length));
  for (const { name, value, unit, expected } of rows) {
    const figure = `${round(value)} ${unit}`.padEnd(18);
    console.log(`${name.padEnd(width)}  ${figure}${expected ? `(${expected})` : ''}`.trimEnd());
  }
}

export function toJson(rows: readonly Row[]): string {
  return JSON.stringify(Object.fromEntries(rows.map(({ name, value, unit }) => [`${name} [${unit}]`, round(value)])));
}

/** A bench that was started by itself: its table, its JSON line, and an exit code when it could not be made. */
export function printBench(bench: () => Promise<readonly Row[]>): void {
  bench().then(
    (rows) => {
      printTable(rows);
      console.log(`\n${toJson(rows)}`);
    },
    (error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    },
  );
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
