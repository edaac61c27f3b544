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
  /** By the bytes that a character still lacks (0..3): ids that would break it, or begin in the middle of one. */
  private readonly breaking: readonly (readonly TokenId[])[];

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
    this.breaking = [0, 1, 2, 3].map((missing) =>
      entries.filter(({ bytes }) => !continues(bytes, missing)).map((entry) => entry.id),
    );
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

  /** Ids that can't come next where the last character lacks `missing` bytes (0..3) of its UTF-8. */
  breakingCharacter(missing: number): readonly TokenId[] {
    return this.breaking[missing] ?? [];
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

/** Whether `bytes` go on with a character that lacks `missing` bytes: with all of them, or with some and nothing else. */
function continues(bytes: string, missing: number): boolean {
  const inside = /^[\u0080-\u00bf]*/.exec(bytes)![0].length;
  return inside === missing || (inside < missing && inside === bytes.length);
}
