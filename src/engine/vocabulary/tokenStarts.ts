// Where each token of an encoded text begins in it, in UTF-16 units. A token that begins inside a character is said to
// begin at the next one.

import type { TokenId } from '../../util/tokenId';
import type { Tokenizer } from './tokenizer';

/** @param ids The tokenizer's own encoding of `text`. */
export function tokenStarts(text: string, ids: readonly TokenId[], tokenizer: Tokenizer): number[] {
  if (tokenizer.isFolding) return foldedStarts(text, ids, tokenizer);
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

/** What a tokenizer may have made of a character: no case, no accents, other forms, no spaces. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\p{M}\s]/gu, '')
    .toLowerCase();
}

/** Where characters became others, tokens are found in the text by what is left of both when they are folded. */
function foldedStarts(text: string, ids: readonly TokenId[], tokenizer: Tokenizer): number[] {
  const starts: number[] = [];
  let at = 0;
  for (const id of ids) {
    while (at < text.length && /\s/.test(text[at]!)) at++;
    starts.push(at);
    const wanted = folded(tokenizer.decode([id])).length;
    // What the vocabulary has no token for is a word, or a character.
    if (wanted === 0 && tokenizer.isUnknown(id)) at += /^[\p{L}\p{N}]+|^./su.exec(text.slice(at))?.[0].length ?? 0;
    for (let taken = 0; taken < wanted && at < text.length; ) {
      const character = String.fromCodePoint(text.codePointAt(at)!);
      taken += folded(character).length;
      at += character.length;
    }
  }
  return starts;
}
