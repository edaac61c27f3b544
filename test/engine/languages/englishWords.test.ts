import assert from 'node:assert/strict';
import { EnglishWords } from '../../../src/engine/languages/englishWords';
import { WordList } from '../../../src/engine/languages/wordList';

const words = new EnglishWords(
  new WordList('archive archived try tried way member hip cannot vert not point list word copy'.split(' ')),
);

suite('englishWords', () => {
  test('listed words, regular forms, words with a prefix and compounds exist', () => {
    for (const word of [
      'Archive',
      'archives',
      'archiving',
      'copying',
      'rearchive',
      'sublist',
      'waypoint',
      'wordlists',
      'copies',
    ])
      assert.ok(words.has(word), word);
  });
  test('wrong forms and pieces do not', () => {
    for (const word of [
      'archiveed',
      'archiveing',
      'trys',
      'copys',
      'memberhip',
      'cannotvert',
      'archivd',
      'finetitive',
      'relis',
    ])
      assert.ok(!words.has(word), word);
  });
  test('an empty list knows everything', () => assert.ok(new EnglishWords(new WordList([])).has('finetitive')));
});
