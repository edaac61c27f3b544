import assert from 'node:assert/strict';
import { articleFor, fitArticle, trailingArticle } from '../../../src/engine/languages/englishArticle';

const an =
  'apple engine idea orange umbrella hour honest heir honour FAQ HTML SSD MIT API LED 8 18 11 80 8-bit 18th 11,000 unimportant ' +
  'uninstalled unidentified usher x-ray npm SQL e-mail hourly F NPM';
const a =
  'cat university unit unique union user useful usage European one once one-off utility house hotel URL UI USB NASA RAM ' +
  '1 7 10 110 1,800 universal unicorn y-axis B U year ubiquitous "dog" (table)';

suite('articleFor', () => {
  for (const word of an.split(' ')) test(`an ${word}`, () => assert.equal(articleFor(word), 'an'));
  for (const word of a.split(' ')) test(`a ${word}`, () => assert.equal(articleFor(word), 'a'));
  test('does not judge what it cannot read', () => assert.equal(articleFor('사과'), undefined));
});

suite('trailingArticle', () => {
  test('finds the word before the cursor', () => {
    assert.deepEqual(trailingArticle('This is a '), { start: 8, text: 'a' });
    assert.deepEqual(trailingArticle('An '), { start: 0, text: 'An' });
    assert.deepEqual(trailingArticle('("an '), { start: 2, text: 'an' });
  });
  test('and nothing else', () => {
    for (const text of ['This is a', 'Plan ', 'vitamin-a ', 'the ', 'a  ', ''])
      assert.equal(trailingArticle(text), undefined);
  });
});

suite('fitArticle', () => {
  test('keeps the capital', () => {
    assert.equal(fitArticle('apple', 'A'), 'An');
    assert.equal(fitArticle('cat', 'An'), 'A');
    assert.equal(fitArticle('cat', 'an'), 'a');
    assert.equal(fitArticle('사과', 'an'), 'an');
  });
});
