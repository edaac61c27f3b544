/** Index of the first of the rising `values` that is not less than `wanted`; their length where all are. */
export function lowerBound(values: Int32Array | Uint32Array, wanted: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
