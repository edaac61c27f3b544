import assert from 'node:assert/strict';
import { TokenClasses } from '../../../src/engine/vocabulary/tokenClasses';
import { shippedTokenizer } from '../../support/bundles';

const tokenizer = shippedTokenizer();
const classes = new TokenClasses(tokenizer);
const only = (text: string) => {
  const ids = tokenizer.encode(text);
  assert.equal(ids.length, 1, text);
  return ids[0]!;
};

suite('TokenClasses', () => {
  test('a word begins with the space where one stands, and goes on without', () => {
    const { first, inner } = classes.tables(true, false);
    assert.deepEqual([first[only(' the')], first[only('the')], inner[only('the')], inner[only(' the')]], [1, 0, 1, 0]);
    assert.equal(classes.tables(false, false).first[only(' the')], 0);
    assert.equal(classes.tables(true, true).inner[only(' the')], 1);
  });

  test('punctuation and special tokens are no words', () => {
    const { first, inner } = classes.tables(true, true);
    const signs = ['.', ',', '\n', '\ufe0f'];
    for (const id of [...signs.map(only), tokenizer.requireSpecial('<mask>')]) {
      assert.deepEqual([first[id], inner[id]], [0, 0]);
    }
  });

  test('a filling is a word only as the tokenizer spells it', () => {
    const ids = tokenizer.encode(' cat');
    assert.equal(classes.wordOf(ids, true), 'cat');
    const letters = [...tokenizer.encode(' c'), ...tokenizer.encode('a'), ...tokenizer.encode('t')];
    assert.equal(classes.wordOf(letters, true), ids.length === 3 ? 'cat' : undefined);
    assert.equal(classes.wordOf(tokenizer.encode(' 사과'), true), '사과');
    assert.equal(classes.wordOf(tokenizer.encode(' of the'), true), 'of the');
    assert.equal(classes.wordOf(tokenizer.encode(' cat,'), true), undefined);
  });
});
