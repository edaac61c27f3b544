// SentencePiece's map of characters (`precompiled_charsmap`: a Darts double array of keys, then the texts they become), read
// and applied as Python's tokenizers do it (huggingface/spm_precompiled): the tokenizer library puts NFKC in the place of any map.

import { segmentsOf } from '../../util/segments';

/** Longer graphemes are looked up a character at a time (bytes of UTF-8). */
const longestGrapheme = 5;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

export class CharsMap {
  private constructor(
    private readonly bytes: Buffer,
    /** Bytes of the double array, which begins behind four bytes. */
    private readonly size: number,
  ) {}

  /** @param map Base64, as tokenizer.json has it. @returns undefined where it is no such map */
  static read(map: string): CharsMap | undefined {
    const bytes = Buffer.from(map, 'base64');
    const size = bytes.length >= 4 ? bytes.readUInt32LE(0) : 0;
    const isWhole = size >= 4 && size % 4 === 0 && 4 + size <= bytes.length;
    return isWhole ? new CharsMap(bytes, size) : undefined;
  }

  normalize(text: string): string {
    let result = '';
    for (const { start, end } of segmentsOf(text, graphemes)) {
      const segment = text.slice(start, end);
      const whole = Buffer.byteLength(segment) <= longestGrapheme ? this.lookUp(segment) : undefined;
      if (whole !== undefined) result += whole;
      else for (const character of segment) result += this.lookUp(character) ?? character;
    }
    return result;
  }

  /** What the shortest key that `text` begins with becomes, all of `text` with it. */
  private lookUp(text: string): string | undefined {
    let at = offsetOf(this.unit(0));
    for (const byte of Buffer.from(text)) {
      at ^= byte;
      const node = this.unit(at);
      if ((node & 0x800000ff) >>> 0 !== byte) return undefined;
      at ^= offsetOf(node);
      if ((node & 0x100) !== 0) return this.textAt(this.unit(at) & 0x7fffffff);
    }
    return undefined;
  }

  private unit(at: number): number {
    return at * 4 < this.size ? this.bytes.readUInt32LE(4 + at * 4) : 0;
  }

  private textAt(offset: number): string | undefined {
    const start = 4 + this.size + offset;
    const end = this.bytes.indexOf(0, start);
    return end < 0 ? undefined : this.bytes.toString('utf8', start, end);
  }
}

function offsetOf(node: number): number {
  return (node >>> 10) << ((node & 0x200) >>> 6);
}
