// IEEE 754 half precision by its bits, the same in every Node: from 24 on there is a class of its own for it, before not.

let table: Float32Array | undefined;

/** The numbers behind the bits, in memory of their own. */
export function float16ToFloat32(bits: Uint16Array): Float32Array {
  table ??= Float32Array.from({ length: 1 << 16 }, (_, each) => numberOf(each));
  const numbers = new Float32Array(bits.length);
  for (let i = 0; i < bits.length; i++) numbers[i] = table[bits[i]!]!;
  return numbers;
}

const single = new Float32Array(1);
const singleBits = new Uint32Array(single.buffer);

/** The nearest bits of each number, ties to even; what is too large becomes infinity. */
export function float32ToFloat16(numbers: Float32Array): Uint16Array {
  return Uint16Array.from(numbers, bitsOf);
}

function bitsOf(value: number): number {
  single[0] = value;
  const bits = singleBits[0]!;
  const sign = (bits >>> 16) & 0x8000;
  const size = Math.abs(value);
  if (Number.isNaN(value)) return sign | 0x7e00;
  if (size >= 65520) return sign | 0x7c00;
  if (size < 2 ** -14) return sign | roundEven(size * 2 ** 24);
  const exponent = ((bits >>> 23) & 0xff) - 127;
  // A fraction that is rounded up to the next power of two carries into the exponent by itself.
  return sign | (((exponent + 15) << 10) + roundEven((size / 2 ** exponent - 1) * 1024));
}

function roundEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}

function numberOf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
