// Where each token of an encoded text begins in it, in UTF-16 units. A token that begins inside a character is said to
// begin at the next one.

import type { TokenId } from '../../util/tokenId';
import type { Tokenizer } from './tokenizer';

/** @param ids The tokenizer's own encoding of `text`. */
export function tokenStarts(text: string, ids: readonly TokenId[], tokenizer: Tokenizer): number[] {
  const starts: number[] = [];
  let bytes = 0; // of the tokens so far
  let at = 0; // UTF-16 units passed
  let passed = 0; // bytes of these units
  for (const id of ids) {
    while (passed < bytes && at < text.length) {
      const code = text.codePointAt(at)!;
      passed += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      at += code > 0xffff ? 2 : 1;
    }
    starts.push(at);
    bytes += tokenizer.bytesOf(id)?.length ?? 0;
  }
  return starts;
}
