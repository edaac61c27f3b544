// Tokenizers of the kinds that models come with: the ids that Python gives, and what decoding relies on.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Tokenizer, type TokenizerJson } from '../../../src/engine/vocabulary/tokenizer';
import { checkTokenizer } from '../../../src/engine/vocabulary/tokenizerCheck';

const dir = resolve(__dirname, '../../fixtures/tokenizers');
const read = (...path: string[]) => JSON.parse(readFileSync(join(dir, ...path), 'utf8'));
const lines = read('lines.json') as string[];
const kinds = readdirSync(dir).filter((name) => !name.endsWith('.json'));

const hash = (ids: readonly number[]) => createHash('sha1').update(ids.join()).digest('hex').slice(0, 8);

for (const kind of kinds) {
  suite(`The tokenizer ${kind}`, () => {
    const json = read(kind, 'tokenizer.json') as TokenizerJson;
    const expected = read(kind, 'expected.json') as {
      first: number[][];
      hashes: string[];
      more?: [string, number[]][];
    };
    const specials = (json.added_tokens ?? []).filter(({ special }) => special).map(({ content }) => content);
    const isPlain = (line: string) => !specials.some((special) => line.includes(special));
    let tokenizer: Tokenizer;

    suiteSetup(() => {
      tokenizer = new Tokenizer(json, {});
    });

    test(`gives the ids that Python gives in all of ${lines.length} lines`, () => {
      let compared = 0;
      for (const [n, line] of lines.entries()) {
        if (!isPlain(line)) continue;
        const ids = tokenizer.encodeStart(line);
        if (expected.first[n]) assert.deepEqual(ids, expected.first[n], JSON.stringify(line));
        assert.equal(hash(ids), expected.hashes[n], JSON.stringify(line));
        compared++;
      }
      assert.ok(compared > 400);
    });

    test('gives the ids that Python gives of signs that the two tell apart otherwise', function () {
      if (!expected.more) return this.skip();
      for (const [line, ids] of expected.more) assert.deepEqual(tokenizer.encode(line), ids, JSON.stringify(line));
    });

    test('encodes lines joined as it encodes them whole', () => {
      const whole = (text: string) => {
        const { library } = tokenizer as unknown as {
          library: { encode(text: string, options: object): { ids: number[] } };
        };
        return library.encode(text, { add_special_tokens: false }).ids;
      };
      for (let n = 0; n + 4 < lines.length; n += 5) {
        const text = lines.slice(n, n + 5).join(n % 2 === 0 ? '\n' : ' ');
        assert.deepEqual(tokenizer.encode(text), whole(text), JSON.stringify(text));
      }
    });

    test('gives back what it was given', function () {
      if (tokenizer.isFolding) return this.skip();
      for (const line of lines) assert.equal(tokenizer.decode(tokenizer.encode(line)), line);
    });

    test('makes no special token of a text that spells one', () => {
      for (const { content } of json.added_tokens ?? []) {
        for (const text of [content, `예전에는 ${content}설정을`, `a${content}`]) {
          const made = tokenizer.encode(text).filter((id) => tokenizer.isSpecial(id) && !isUnknown(id));
          assert.deepEqual(made, [], text);
        }
      }
    });

    test('is found to be one that this engine can read', () => {
      // Seven hundred whole pieces leave syllables out; where bytes stand in for them none is lost.
      assert.deepEqual(checkTokenizer(tokenizer), { readsKorean: !['unigram', 'wordpiece'].includes(kind) });
    });

    const isUnknown = (id: number) => tokenizer.isUnknown(id);
  });
}

/** A byte-level tokenizer with one more merge, whose token gets the next id. */
function withMerge(kind: string, left: string, right: string): TokenizerJson {
  const json = read(kind, 'tokenizer.json');
  const id = new Tokenizer(json, {}).vocabSize;
  json.model.vocab[left + right] = id;
  json.model.merges.push([left, right]);
  return json;
}

suite('A byte-level tokenizer', () => {
  for (const kind of ['gpt2', 'smollm', 'neox', 'starcoder', 'qwen2', 'llama3']) {
    test(`${kind}: line breaks that are one token among themselves are encoded as in the whole text`, () => {
      const tokenizer = new Tokenizer(withMerge(kind, 'Ċ', 'Ċ'), {});
      const breaks = tokenizer.vocabSize - 1;
      const count = (text: string) => tokenizer.encode(text).filter((id) => id === breaks).length;
      // GPT-2's split takes the last break apart, where text follows; those after it do not.
      const isGpt2 = kind !== 'qwen2' && kind !== 'llama3';
      assert.equal(count('One.\n\nTwo'), isGpt2 ? 0 : 1);
      assert.equal(count('One.\n\n\nTwo'), 1);
      assert.equal(count('하나\n\n'), 1);
    });
  }

  test('parts every number of Unicode from what is around it, as Python does', () => {
    // Â is the first byte of ½: a space before it would become one token with it.
    const tokenizer = new Tokenizer(withMerge('smollm', 'Ġ', 'Â'), {});
    const joined = tokenizer.vocabSize - 1;
    assert.ok(!tokenizer.encode('a ½ b').includes(joined as never));
    assert.ok(tokenizer.encode('a § b').includes(joined as never), 'C2 A7, no number');
  });
});

suite('checkTokenizer', () => {
  const gpt2 = read('gpt2', 'tokenizer.json') as TokenizerJson;
  const unigram = read('unigram', 'tokenizer.json') as TokenizerJson;

  test('tells a vocabulary without Hangul, which may do for English all the same', () => {
    const vocab = (unigram.model!.vocab as [string, number][]).map(([piece, score], id): [string, number] => [
      /[가-힣]/.test(piece) ? `\u0001${id}` : piece,
      score,
    ]);
    const english = new Tokenizer({ ...unigram, model: { ...unigram.model, vocab } }, {});
    assert.deepEqual(checkTokenizer(english), { readsKorean: false });
  });

  test('refuses one that loses text', () => {
    const lossy = new Tokenizer(
      { ...unigram, normalizer: { type: 'Replace', pattern: { String: 'e' }, content: '' } },
      {},
    );
    assert.throws(() => checkTokenizer(lossy), { code: 'modelUnsupported', file: 'tokenizer.json' });
  });

  const refused: [string, object][] = [
    [
      'Split',
      { pre_tokenizer: { type: 'Split', pattern: { String: '-' }, behavior: 'MergedWithNext', invert: false } },
    ],
    [
      'Split, isolated with invert',
      { pre_tokenizer: { type: 'Split', pattern: { Regex: '\\w+' }, behavior: 'Isolated', invert: true } },
    ],
    ['Punctuation', { pre_tokenizer: { type: 'Punctuation', behavior: 'Isolated' } }],
    ['UnicodeScripts', { pre_tokenizer: { type: 'UnicodeScripts' } }],
    ['Prepend', { normalizer: { type: 'Prepend', prepend: '_' } }],
    ['byte_fallback', { model: { ...unigram.model, byte_fallback: true } }],
    ['single_word', { added_tokens: [{ id: 5, content: 'data', single_word: true, special: false }] }],
    ['Precompiled', { normalizer: { type: 'Precompiled', precompiled_charsmap: 'AAAA' } }],
  ];
  for (const [part, change] of refused) {
    test(`a part that is done otherwise is refused by name: ${part}`, () => {
      assert.throws(
        () => new Tokenizer({ ...(part === 'byte_fallback' ? unigram : gpt2), ...change } as TokenizerJson, {}),
        {
          code: 'modelUnsupported',
          message: new RegExp(part.split(/[, ]/)[0]!),
        },
      );
    });
  }
});
