// The byte-level BPE alphabet: each of the 256 bytes is written as one printable character. Printable Latin-1 bytes
// stand for themselves, the rest are shifted to U+0100 and up (openai/gpt-2, encoder.py, bytes_to_unicode).

const byteOf = new Map<string, number>();
let shifted = 0;
for (let byte = 0; byte < 256; byte++) {
  const printable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
  byteOf.set(String.fromCodePoint(printable ? byte : 256 + shifted++), byte);
}

/** The byte 0..255 behind one character of the alphabet; undefined for any other character. */
export function byteOfSymbol(symbol: string): number | undefined {
  return byteOf.get(symbol);
}
