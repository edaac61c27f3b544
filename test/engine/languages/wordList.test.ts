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

  test('knows regular English forms of its words, not what leaves out or doubles a letter', () => {
    const list = WordList.parse('reopen\nbash\ncommit\ncommitted\nclose\nquick\nrun\nrunning\nopen\nopened\n');
    for (const word of ['reopens', 'reopened', 'bashes', 'committer', 'closed', 'closing', 'quickly', 'opening'])
      assert.ok(list.knows(word), word);
    for (const word of ['commited', 'runing', 'bashs', 'closeing', 'openning', 'quicly'])
      assert.ok(!list.knows(word), word);
  });

  test('words with one syllable more', () => {
    const list = WordList.parse('프로그램\n프로그래밍\n로그램\n그램\n');
    assert.deepEqual(list.withMissingSyllable('프로램'), ['프로그램']);
    assert.deepEqual(list.withMissingSyllable('로그램'), ['프로그램']);
    assert.equal(list.rankOfStem('프로그램을'), 4);
    assert.equal(list.rankOfStem('프로그램'), undefined);
  });

  test('an empty list knows everything', () => assert.ok(new WordList([]).knows('xyz')));
});
