import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { Tokenizer, type TokenizerJson } from '../../../src/engine/vocabulary/tokenizer';
import { completionDir, shippedTokenizer } from '../../support/bundles';

interface Case {
  text: string;
  ids: number[];
}

const golden = path.resolve(__dirname, '../../golden/tokenizer.json');

/** The library alone, without remembered clauses: a fresh tokenizer that has seen no other text. */
const encodeWhole = (tokenizer: Tokenizer, text: string): number[] => {
  const { library } = tokenizer as unknown as { library: { encode(text: string, options: object): { ids: number[] } } };
  return library.encode(text, { add_special_tokens: false }).ids;
};

suite('Tokenizer', () => {
  let tokenizer: Tokenizer;

  suiteSetup(() => {
    tokenizer = shippedTokenizer();
  });

  test('gives the ids that Python recorded', () => {
    const recorded = JSON.parse(readFileSync(golden, 'utf8')) as Record<'cases' | 'plainCases', Case[]>;
    const cases = recorded.cases.filter(({ ids }) => !ids.some((id) => tokenizer.isSpecial(id)));
    assert.ok(cases.length >= 60 && recorded.plainCases.length >= 5);
    for (const { text, ids } of [...cases, ...recorded.plainCases]) {
      assert.deepEqual(tokenizer.encode(text), ids, JSON.stringify(text));
    }
  });

  test('gives back what it was given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        assert.equal(tokenizer.decode(tokenizer.encode(text)), text);
      }),
    );
  });

  test('encodes clause by clause what it would encode as a whole', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '. ',
        ' The',
        'word',
        '\n',
        '\n\n',
        '  ',
        '\t',
        "don't",
        ' 12345',
        '다. ',
        '한국어',
        '`x`',
        ', ',
        ')',
        '(',
        '🎉',
      ),
      fc.string({ maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        assert.deepEqual(tokenizer.encode(text), encodeWhole(tokenizer, text));
      }),
      { numRuns: 300 },
    );
  });

  test('reads a special token in a document as letters', () => {
    const ids = tokenizer.encode('a <eos> b');
    assert.ok(!ids.some((id) => tokenizer.isSpecial(id)));
    assert.equal(tokenizer.decode(ids), 'a <eos> b');
  });

  test('knows the bytes of ordinary ids and none of special ones', () => {
    assert.equal(tokenizer.bytesOf(tokenizer.encode(' the')[0]!), ' the');
    assert.equal(tokenizer.bytesOf(tokenizer.requireSpecial('<bos>')), undefined);
  });

  test('refuses a model of another type, and a byte-level one in another alphabet', () => {
    const json = { model: { type: 'BPE', vocab: { '▁a b': 0 } }, pre_tokenizer: { type: 'ByteLevel' } };
    assert.throws(() => new Tokenizer(json, {}), { code: 'modelUnsupported' });
    for (const type of ['Unigram', 'WordLevel']) {
      assert.throws(() => new Tokenizer({ model: { type } }, {}), { code: 'modelUnsupported', file: 'tokenizer.json' });
    }
  });

  const json = () => JSON.parse(readFileSync(path.join(completionDir, 'tokenizer.json'), 'utf8')) as TokenizerJson;
  const withToken = (id: number) => {
    const { model, ...rest } = json();
    return { ...rest, model: { ...model!, vocab: { ...model!.vocab, a: id } } };
  };
  const faults: [what: string, changed: () => object][] = [
    ['an id that would make an endless table', () => withToken(4e9)],
    ['an id that is no whole number', () => withToken(1.5)],
    ['added tokens that are none', () => ({ ...json(), added_tokens: 0 })],
    ['an added token without an id', () => ({ ...json(), added_tokens: [{ content: '<eos>' }] })],
    ['no way to decode', () => ({ ...json(), decoder: {} })],
  ];
  for (const [what, changed] of faults) {
    test(`${what} is a fault of tokenizer.json, said as such`, () => {
      assert.throws(() => new Tokenizer(changed() as TokenizerJson, {}), {
        code: 'modelInvalid',
        file: 'tokenizer.json',
      });
    });
  }
});
