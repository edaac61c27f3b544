import assert from 'node:assert/strict';
import { wholeCharacters } from '../../../src/engine/decode/wholeCharacters';
import { CharacterTokens } from '../../../src/engine/vocabulary/characterTokens';
import type { TokenId } from '../../../src/util/tokenId';
import { shippedTokenizer } from '../../support/bundles';

const tokenizer = shippedTokenizer();
const rule = wholeCharacters(new CharacterTokens(tokenizer), tokenizer.specialTokenIds());

function allowed(missing: number): TokenId[] {
  const logits = new Float32Array(tokenizer.vocabSize).fill(1);
  rule.restrict(missing, logits, 9);
  return Array.from(logits.keys()).filter((id) => logits[id]! > -Infinity) as TokenId[];
}

const withBytes = (bytes: string) =>
  Array.from({ length: tokenizer.vocabSize }, (_, id) => id as TokenId).find((id) => tokenizer.bytesOf(id) === bytes)!;

suite('wholeCharacters', () => {
  test('a token that begins in the middle of a character does not follow a whole one', () => {
    const ids = new Set(allowed(0));
    assert.ok(!ids.has(withBytes('\u0080')));
    assert.ok(ids.has(withBytes('a')) && ids.has(withBytes('\u00ec')));
    assert.ok(ids.has(tokenizer.requireSpecial('<eos>')));
  });

  test('an open character is ended first: no letter, no special token', () => {
    for (const missing of [1, 2, 3]) {
      const ids = allowed(missing);
      assert.ok(ids.length > 0);
      for (const id of ids) assert.match(tokenizer.bytesOf(id) ?? 'special', /^[\u0080-\u00bf]/);
    }
  });

  test('the bytes a character lacks are counted over tokens', () => {
    const first = rule.advance(rule.start, withBytes('\u00ec'));
    assert.equal(first, 2);
    assert.equal(rule.advance(rule.advance(first, withBytes('\u0095')), withBytes('\u0088')), 0);
    assert.equal(rule.advance(rule.start, tokenizer.requireSpecial('<extra_0>')), 0);
  });
});
