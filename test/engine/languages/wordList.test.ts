import assert from 'node:assert/strict';
import { WordList } from '../../../src/engine/languages/wordList';

suite('WordList', () => {
  const words = WordList.parse("# a comment\nthe\nCat\nlong\nterm\nit's\n학교\n사과를\n");

  test('ranks by frequency, without case', () => {
    assert.deepEqual([words.rank('The'), words.rank('cat'), words.rank('dog')], [0, 1, undefined]);
  });

  test('knows words, numbers, compounds, and Korean words without their particle', () => {
    for (const word of ['CAT', "it's", '3.5', 'long-term', '학교', '학교에서', '학교를', '사과를'])
      assert.ok(words.knows(word), word);
    for (const word of ['dog', 'long-dog', '학', '사과에서']) assert.ok(!words.knows(word), word);
  });

  test('an empty list knows everything', () => assert.ok(new WordList([]).knows('xyz')));
});
