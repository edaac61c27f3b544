// How the vocabulary's tokens make up UTF-8 characters, for decoding that must not break one, and which of them belong to
// Hangul. Built once a tokenizer.

import type { TokenId } from '../../util/tokenId';
import { missingAfter } from './textStream';
import type { Tokenizer } from './tokenizer';
import { VocabularyIndex } from './vocabularyIndex';

export class CharacterTokens {
  /** Ids with a syllable of Hangul, or a part of one. */
  readonly hangul: ReadonlySet<TokenId>;
  private readonly index: VocabularyIndex;
  private readonly held = new Map<string, ReadonlySet<TokenId>>();

  constructor(private readonly tokenizer: Tokenizer) {
    this.index = new VocabularyIndex(tokenizer);
    const ids = Array.from({ length: tokenizer.vocabSize }, (_, id) => id as TokenId);
    this.hangul = new Set(ids.filter((id) => hangulBytes.test(tokenizer.bytesOf(id) ?? '')));
  }

  /** Ids with one of these characters of ASCII in them; the same list for the same characters. */
  holding(characters: string): ReadonlySet<TokenId> {
    let ids = this.held.get(characters);
    if (!ids) {
      const wanted = new Set(characters);
      const isHeld = (id: number) => [...(this.tokenizer.bytesOf(id) ?? '')].some((character) => wanted.has(character));
      ids = new Set(Array.from({ length: this.tokenizer.vocabSize }, (_, id) => id as TokenId).filter(isHeld));
      this.held.set(characters, ids);
    }
    return ids;
  }

  /** Ids whose bytes begin with `bytes` (a view; do not keep or change it). */
  startingWith(bytes: string): Int32Array {
    return this.index.startingWith(bytes);
  }

  /** Ids that would break the last character where it lacks `missing` bytes (0..3). */
  breaking(missing: number): readonly TokenId[] {
    return this.index.breakingCharacter(missing);
  }

  /** Bytes that the last character lacks once `id` stands behind one that lacked `missing`. */
  missingAfter(missing: number, id: TokenId): number {
    const bytes = this.tokenizer.bytesOf(id) ?? '';
    let left = missing;
    for (let n = 0; n < bytes.length; n++) left = missingAfter(left, bytes.charCodeAt(n));
    return left;
  }
}

/** UTF-8 of U+AC00 to U+D7A3 begins with one of these bytes. */
const hangulBytes = /[\u00ea-\u00ed]/;
