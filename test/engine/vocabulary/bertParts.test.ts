// What Python's tokenizers 0.23 makes of every code point below U+30000 between two letters, as a hash of all of them.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Tokenizer as Library } from '@huggingface/tokenizers';
import { bertNormalizer, bertPreTokenizer, lowerCase, whiteSpaceSplit } from '../../../src/engine/vocabulary/bertParts';

/** Letters whose decomposition Python's tables don't have yet, or have otherwise. */
const otherwise = new Set([
  0x1734, 0x105c9, 0x105e4, 0x11383, 0x11385, 0x1138e, 0x11391, 0x113c5, 0x113c7, 0x113c8, 0x1171e, 0x11938, 0x16d68,
  0x16d69, 0x16d6a, 0x16121, 0x16122, 0x16123, 0x16124, 0x16125, 0x16126, 0x16127, 0x16128,
]);
const isCompared = (code: number) => (code < 0xd800 || code > 0xdfff) && !otherwise.has(code);

interface Inner {
  normalizer(text: string): string;
  pre_tokenizer(text: string): string[];
}

function library(parts: { normalizers?: object[]; pretokenizers?: object[] }): Inner {
  const sequence = (name: string, list: object[] = []) => (list.length ? { type: 'Sequence', [name]: list } : null);
  const json = {
    model: { type: 'WordPiece', vocab: { '[UNK]': 0 }, unk_token: '[UNK]' },
    normalizer: sequence('normalizers', parts.normalizers),
    pre_tokenizer: sequence('pretokenizers', parts.pretokenizers),
    post_processor: null,
    decoder: null,
    added_tokens: [],
  };
  return new Library(json, {}) as unknown as Inner;
}

/** @param each What is made of a text. */
function hashOfAll(each: (text: string) => string): string {
  const hash = createHash('sha1');
  for (let code = 0; code < 0x30000; code++) {
    if (isCompared(code)) hash.update(`${each(`a${String.fromCodePoint(code)}b`)}\n`);
  }
  return hash.digest('hex');
}

suite('bertParts', () => {
  const kinds: [string, object, string][] = [
    ['cased', { lowercase: false, strip_accents: false }, 'baa7a453ac872acd9233e3729b49046913a0c40d'],
    ['uncased', { lowercase: true, strip_accents: null }, '39af59be538c2b486971136f3d0d630571dd4f19'],
    ['lowered, with accents', { lowercase: true, strip_accents: false }, '73973e61292362ec65dee2e32aca775d3efa5be1'],
  ];
  for (const [name, options, expected] of kinds) {
    test(`clean a text as Python does, whatever is in it: ${name}`, () => {
      const part = { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, ...options };
      const { normalizer } = library({ normalizers: bertNormalizer(part) });
      assert.equal(hashOfAll(normalizer), expected);
    });
  }

  test('part words as Python does, whatever is between them', () => {
    const { pre_tokenizer } = library({ pretokenizers: bertPreTokenizer() });
    assert.equal(
      hashOfAll((text) => pre_tokenizer(text).join('\u0001')),
      '0e8b08f322ef9ebc79421602673e00013ecd7b0d',
    );
  });

  test('part at white space as Rust has it, and lower each letter by itself', () => {
    const { pre_tokenizer } = library({ pretokenizers: [whiteSpaceSplit()] });
    assert.deepEqual(pre_tokenizer(' a\u0085b\ufeffc\u3000'), ['a', 'b\ufeffc']);
    const { normalizer } = library({ normalizers: lowerCase() });
    assert.equal(normalizer('ΟΔΟΣ. AΣ'), 'οδοσ. aσ');
  });
});
