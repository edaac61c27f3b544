import assert from 'node:assert/strict';
import { ExistingWords } from '../../../src/engine/languages/existingWords';
import { WordList } from '../../../src/engine/languages/wordList';

suite('ExistingWords', () => {
  const list = new WordList(
    (
      'exist exists existing return returned all function functional wide widely library object list user define defined ' +
      "the these with specific commit committed memory empty bit reopen reopened don't quick quickly quickness of"
    ).split(' '),
  );
  const existing = new ExistingWords(list, 'The read-write cache of Klaipéda answers.');

  test('are those of the list and of the passage, in any case', () => {
    for (const word of ['Exist', 'don’t', 'klaipéda', 'read-write', 'answers', '도서관', '3.5'])
      assert.ok(existing.has(word), word);
  });

  test('are forms that other forms bear out, not what only looks like one', () => {
    for (const word of ['returning', 'returner', 'objects', 'reopens', 'committer', 'functionally'])
      assert.ok(existing.has(word), word);
    for (const word of ['existly', 'functionly', 'allers', 'alls', 'librarying', 'librarier', 'wides'])
      assert.ok(!existing.has(word), word);
  });

  test('are compounds of the kinds that there are', () => {
    for (const word of ['non-empty', '64-bit', 'user-defined', 'library-specific', 'in-memory'])
      assert.ok(existing.has(word), word);
    for (const word of ['object-list', 'the-specific', 'to-declute', 'non-declute', 'library-object-defined'])
      assert.ok(!existing.has(word), word);
  });

  test('are owners, and Latin words with a Korean ending, where grammar words are none', () => {
    for (const word of ["commit's", 'library’s', 'commit을']) assert.ok(existing.has(word), word);
    for (const word of ["these's", "with't", "will'll", "tochange's", 'of면', 'with파이썬', 'the세'])
      assert.ok(!existing.has(word), word);
  });

  test('where there is no list, all are', () => assert.ok(new ExistingWords(new WordList([]), '').has('existly')));
});
