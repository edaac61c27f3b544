// How the vocabulary's tokens make up UTF-8 characters, for decoding that must not break one. Built once a tokenizer.

import type { TokenId } from '../../util/tokenId';
import { missingAfter } from './textStream';
import type { Tokenizer } from './tokenizer';
import { VocabularyIndex } from './vocabularyIndex';

export class CharacterTokens {
  private readonly index: VocabularyIndex;

  constructor(private readonly tokenizer: Tokenizer) {
    this.index = new VocabularyIndex(tokenizer);
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
