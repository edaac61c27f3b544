// The vocabulary's tokens that have digits, for decoding that must not make up a number. Built once a tokenizer.

import type { TokenId } from '../../util/tokenId';
import type { Tokenizer } from './tokenizer';

/** A token's runs of digits, and whether the first and the last run touch its ends. */
export interface TokenDigits {
  id: TokenId;
  runs: readonly string[];
  beginsInside: boolean;
  endsInside: boolean;
}

export function digitTokens(tokenizer: Tokenizer): TokenDigits[] {
  const found: TokenDigits[] = [];
  for (let id = 0; id < tokenizer.vocabSize; id++) {
    const bytes = tokenizer.bytesOf(id) ?? '';
    const runs = bytes.match(/\d+/g);
    if (!runs) continue;
    found.push({ id: id as TokenId, runs, beginsInside: /^\d/.test(bytes), endsInside: /\d$/.test(bytes) });
  }
  return found;
}
