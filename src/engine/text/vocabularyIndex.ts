// Which tokens can continue given bytes. Built once a tokenizer; looked up at every healed keystroke.

import type { TokenId } from '../../util/tokenId';
import type { Tokenizer } from './tokenizer';

/** A token that says only a part of what must be said. */
export interface PartialMatch {
  id: TokenId;
  /** What is left to say after it, as code units 0..255. */
  rest: string;
}

export class VocabularyIndex {
  /** Ids in the order of their bytes, so that all tokens beginning with given bytes are one range. */
  private readonly sorted: Int32Array;
  private readonly keys: string[];
  private readonly byBytes = new Map<string, TokenId>();
  /** Ids whose first byte is in the middle of a character. */
  readonly insideCharacter: readonly TokenId[];
  /** Ids whose first byte begins a character. */
  readonly atCharacterStart: readonly TokenId[];

  constructor(tokenizer: Tokenizer) {
    const entries: { bytes: string; id: TokenId }[] = [];
    for (let id = 0; id < tokenizer.vocabSize; id++) {
      const bytes = tokenizer.bytesOf(id);
      if (!bytes) continue;
      entries.push({ bytes, id: id as TokenId });
      this.byBytes.set(bytes, id as TokenId);
    }
    entries.sort((a, b) => (a.bytes < b.bytes ? -1 : a.bytes > b.bytes ? 1 : 0));
    this.sorted = Int32Array.from(entries, (entry) => entry.id);
    this.keys = entries.map((entry) => entry.bytes);
    const isInside = ({ bytes }: { bytes: string }) => (bytes.charCodeAt(0) & 0xc0) === 0x80;
    this.insideCharacter = entries.filter(isInside).map((entry) => entry.id);
    this.atCharacterStart = entries.filter((entry) => !isInside(entry)).map((entry) => entry.id);
  }

  /** Ids whose bytes begin with `bytes` (a view; do not keep or change it). */
  startingWith(bytes: string): Int32Array {
    return this.sorted.subarray(this.lowerBound(bytes), this.lowerBound(`${bytes}\u0100`));
  }

  /** Ids whose bytes are a proper, non-empty beginning of `bytes`, shortest first. */
  beginningsOf(bytes: string): PartialMatch[] {
    const matches: PartialMatch[] = [];
    for (let length = 1; length < bytes.length; length++) {
      const id = this.byBytes.get(bytes.slice(0, length));
      if (id !== undefined) matches.push({ id, rest: bytes.slice(length) });
    }
    return matches;
  }

  /** Index of the first key that is not less than `bytes`. */
  private lowerBound(bytes: string): number {
    let low = 0;
    let high = this.keys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.keys[middle]! < bytes) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
