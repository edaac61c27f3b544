import assert from 'node:assert/strict';
import { Tokenizer } from '../../../src/engine/vocabulary/tokenizer';
import { fitTokenizer, isControl } from '../../../src/engine/vocabulary/tokenizerParts';

const pieces = (vocab: string[]) => ({
  type: 'BPE',
  vocab: Object.fromEntries(vocab.map((piece, id) => [piece, id])),
  merges: [],
});
const spaces = { type: 'Replace', pattern: { String: ' ' }, content: '▁' };

suite('fitTokenizer', () => {
  test('takes what is put before a text out, and says so', () => {
    const prepended = { type: 'Sequence', normalizers: [{ type: 'Prepend', prepend: '▁' }, spaces] };
    const fitted = fitTokenizer({ model: pieces(['a', '▁a']), normalizer: prepended });
    assert.equal(fitted.firstSpace, 'always');
    assert.deepEqual(fitted.json.normalizer, { type: 'Sequence', normalizers: [spaces] });
    const metaspace = { type: 'Metaspace', replacement: '▁', prepend_scheme: 'first' };
    assert.equal(fitTokenizer({ model: pieces(['a']), pre_tokenizer: metaspace }).firstSpace, 'unlessThere');
  });

  test('takes white space off a text’s beginning before a space is put there, and off no text that goes on', () => {
    const vocab = ['<unk>', '▁', '▁the', 'the', '▁cat', 'cat', 's', '.'].map((piece, n) => [
      piece,
      [0, -2, -3, -4, -3, -4.5, -3, -2.5][n]!,
    ]);
    const multiple = { type: 'Replace', pattern: { Regex: ' {2,}' }, content: ' ' };
    const json = (strip: object) => ({
      model: { type: 'Unigram', unk_id: 0, vocab, byte_fallback: false },
      normalizer: { type: 'Sequence', normalizers: [multiple, { type: 'Strip', ...strip }] },
      pre_tokenizer: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true },
      decoder: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true },
      post_processor: null,
    });
    const tokenizer = new Tokenizer(json({ strip_left: true, strip_right: true }) as never, {});
    // As Python's tokenizers encodes them.
    const cases: [string, number[]][] = [
      ['the cats.', [2, 4, 6, 7]],
      ['  the cat', [2, 4]],
      ['\u3000the', [2]],
      ['   ', []],
      ['cat ', [4]],
    ];
    for (const [text, ids] of cases) assert.deepEqual(tokenizer.encodeStart(text), ids, text);
    assert.deepEqual(tokenizer.encode(' cats'), [4, 6]);
    assert.deepEqual(tokenizer.encode('cats'), [5, 6]);
  });

  test('replaces by what is said, whatever JavaScript would make of it', () => {
    const vocab = Object.fromEntries([...'c$&bt'].map((piece, id) => [piece, id]));
    const json = {
      model: { type: 'BPE', vocab, merges: [] },
      normalizer: { type: 'Replace', pattern: { String: 'a' }, content: '$&b' },
      pre_tokenizer: null,
      decoder: null,
      post_processor: null,
    };
    assert.deepEqual(new Tokenizer(json as never, {}).encode('cat'), [0, 1, 2, 3, 4]);
  });

  test('cuts before spaces only where no token spans one', () => {
    const seams = (vocab: string[], normalizer: object = spaces) =>
      fitTokenizer({ model: pieces(vocab), normalizer }).seams;
    assert.ok(seams(['a', '▁a', '▁▁']));
    assert.equal(seams(['a', 'of▁the']), undefined);
    assert.equal(seams(['a'], { type: 'Sequence', normalizers: [spaces, { type: 'Lowercase' }] }), undefined);
  });

  test('writes Whitespace as the Split that Python’s is', () => {
    const { json } = fitTokenizer({ model: pieces(['a']), pre_tokenizer: { type: 'Whitespace' } });
    const [{ type, behavior, invert }] = (json.pre_tokenizer as { pretokenizers: [Record<string, unknown>] })
      .pretokenizers;
    assert.deepEqual([type, behavior, invert], ['Split', 'Removed', true]);
  });

  test('lets no merge lead to a special token, and no piece be one', () => {
    const bpe = { ...pieces(['<', 's>', '<s>']), merges: ['< s>', 'a b', ['<', 's>']] };
    const added_tokens = [{ id: 2, content: '<s>', special: true }];
    assert.deepEqual((fitTokenizer({ model: bpe, added_tokens }).json.model as typeof bpe).merges, ['a b']);
    const unigram = {
      type: 'Unigram',
      unk_id: 0,
      vocab: [
        ['<unk>', 0],
        ['a', -1],
        ['<s>', 0],
      ],
    };
    const { vocab } = fitTokenizer({ model: unigram, added_tokens }).json.model as { vocab: [string, number][] };
    assert.deepEqual(
      vocab.map(([piece]) => piece.length > 1 && !piece.startsWith('<')),
      [true, false, true],
    );
  });

  test('keeps added tokens that stand for text', () => {
    assert.ok([{ content: '<|im_end|>' }, { content: '[MASK]' }, { content: 'x', special: true }].every(isControl));
    assert.ok(![{ content: '    ' }, { content: '\n\n' }, { content: 'word' }].some(isControl));
  });
});
