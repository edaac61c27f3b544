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

  test('a particle in the form that does not fit makes no word', () => {
    const list = WordList.parse('구성\n함\n마지막\n분리\n대안\n의미\n방법이\n');
    for (const word of ['구성은', '함을', '마지막으로', '분리란', '대안이자', '의미예요', '방법이'])
      assert.ok(list.knows(word), word);
    for (const word of ['구성는', '함를', '마지막로', '대안자', '방법이예요']) assert.ok(!list.knows(word), word);
    assert.equal(list.stem('보관함은'), '보관함');
    assert.equal(list.stem('보관함'), '보관함');
  });

  test('polite forms of verbs that it has in others, and verbs without an ending', () => {
    const list = WordList.parse('나타나서\n수행하는\n수행하\n수행하고\n의미에서\n이하\n');
    for (const word of ['나타나요', '수행해요', '이하']) assert.ok(list.knows(word), word);
    for (const word of ['의미에요', '수행하', '결합해요']) assert.ok(!list.knows(word), word);
  });

  test('words with one syllable more before their particle', () => {
    const list = WordList.parse('프로그램\n검토자\n');
    assert.deepEqual(list.withMissingSyllable('프로램을'), ['프로그램을']);
    assert.deepEqual(list.withMissingSyllable('검자가'), ['검토자가']);
  });

  test('an empty list knows everything', () => assert.ok(new WordList([]).knows('xyz')));
});
