import assert from 'node:assert/strict';
import { contextWords } from '../../../src/engine/languages/contextWords';
import { tokenStarts } from '../../../src/engine/vocabulary/tokenStarts';
import { shippedTokenizer } from '../../support/bundles';

const tokenizer = shippedTokenizer();

/** Words around `|` in their order, with the text of their tokens. */
function around(marked: string, most: number) {
  const [left = '', right = ''] = marked.split('|');
  const text = left + right;
  const before = tokenizer.encode(left);
  const after = tokenizer.encode(right);
  const starts = [
    ...tokenStarts(left, before, tokenizer),
    ...tokenStarts(right, after, tokenizer).map((at) => at + left.length),
  ];
  return contextWords(text, starts, before.length, most).map((word) => ({
    word: text.slice(word.start, word.end),
    tokens: tokenizer.decode([...before, ...after].slice(word.from, word.to)),
  }));
}

suite('contextWords', () => {
  test('near words first, content words before function words that are not much nearer', () => {
    const words = around('The old dog saw the| in a garden.', 99).map(({ word }) => word);
    assert.deepEqual(words, ['saw', 'the', 'in', 'dog', 'garden', 'old', 'a', 'The']);
  });

  test('takes the space that belongs to the word, and no punctuation', () => {
    for (const { word, tokens } of around('One, two (unbelievably)| three. 학교에서 만나', 99))
      assert.equal(tokens.trim(), word);
  });

  test('no more than asked', () => assert.equal(around('a b c d| e f', 3).length, 3));
});

suite('tokenStarts', () => {
  test('in any script', () => {
    for (const text of ['The cat sat.', '나는 학교에 갔다. 🎉 Done', 'naïve café']) {
      const ids = tokenizer.encode(text);
      const starts = tokenStarts(text, ids, tokenizer);
      for (const [n, id] of ids.entries()) {
        const said = tokenizer.decode([id]);
        if (!said.includes('\ufffd')) assert.ok(text.startsWith(said, starts[n]), said);
      }
    }
  });
});
