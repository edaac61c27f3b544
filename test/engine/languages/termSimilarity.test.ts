import assert from 'node:assert/strict';
import { termSimilarity, terms, termVectors } from '../../../src/engine/languages/termSimilarity';

const similarity = (...sentences: string[]) => {
  const [a, b] = termVectors(sentences);
  return termSimilarity(a!, b!);
};

suite('termSimilarity', () => {
  test('the same words in another order are the same', () =>
    assert.ok(similarity('open the red file', 'a red file, open') > 0.999));
  test('nothing in common is 0', () => assert.equal(similarity('open the file', 'close a door'), 0));
  test('function words do not count', () => assert.equal(similarity('the cat is here', 'the dog is there'), 0));
  test('plurals are the same word', () => assert.deepEqual(terms('files and class'), ['file', 'class']));
  test('Korean words meet under different particles', () =>
    assert.ok(similarity('데이터베이스를 엽니다', '데이터베이스에서 찾습니다') > 0.3));
  test('a rare word says more than one that stands everywhere', () => {
    const others = ['file cat', 'file dog', 'file bird'];
    const [a, b, c] = termVectors(['file alpha', 'file beta', 'other alpha', ...others]);
    assert.ok(termSimilarity(a!, c!) > termSimilarity(a!, b!));
  });
  test('a sentence without words is like nothing', () => assert.equal(similarity('...', 'word'), 0));
});
