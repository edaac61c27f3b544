// Memory of floats that is used again: arrays that were given back serve whoever asks next, so that a search neither waits for
// zeros to be written nor leaves megabytes behind for the garbage collector at every step.

/** Elements that are kept (16 MiB), the largest arrays where that is too little for all: what is asked for next may be as large. */
const mostKept = 4 * 2 ** 20;

export class ArrayPool {
  /** By length. */
  private readonly kept: Float32Array[] = [];

  /** Of `size` elements or more; they hold anything. */
  take(size: number): Float32Array {
    const at = this.kept.findIndex(({ length }) => length >= size);
    return at < 0 ? new Float32Array(roomFor(size)) : this.kept.splice(at, 1)[0]!;
  }

  /** The array is used no more by who gives it. */
  give(array: Float32Array): void {
    if (array.length === 0) return;
    this.kept.push(array);
    this.kept.sort((a, b) => a.length - b.length);
    while (this.kept.reduce((sum, { length }) => sum + length, 0) > mostKept) this.kept.shift();
  }
}

/** An eighth more at most, so that what is asked for next fits too where it is a little larger. */
function roomFor(size: number): number {
  const step = 2 ** Math.max(0, Math.floor(Math.log2(size || 1)) - 3);
  return Math.ceil(size / step) * step;
}
