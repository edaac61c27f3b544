import assert from 'node:assert/strict';
import { inDigits, koreanScaled, numberWordsIn } from '../../../src/engine/languages/englishNumbers';

const values = (text: string) => numberWordsIn(text).map(({ start, end, value }) => [text.slice(start, end), value]);

suite('numberWordsIn', () => {
  test('reads numbers of one and of several words', () => {
    assert.deepEqual(values('seven days'), [['seven', 7]]);
    assert.deepEqual(values('twenty-five of thirty'), [
      ['twenty-five', 25],
      ['thirty', 30],
    ]);
    assert.deepEqual(values('a hundred and twenty rows'), [['a hundred and twenty', 120]]);
    assert.deepEqual(values('two thousand five hundred'), [['two thousand five hundred', 2500]]);
    assert.deepEqual(values('three million'), [['three million', 3e6]]);
    assert.deepEqual(values('a seven-day absence'), [['seven', 7]]);
  });
  test('words in a row that are no one number are none', () => assert.deepEqual(values('two three'), []));
  test('a bare one is no number, nor is a part of a word', () =>
    assert.deepEqual(values('one of them often weighs'), []));
  test('millions as Korean says them', () => {
    assert.deepEqual(['3 million', '2.5 billion', '20 thousand', '1.2345 million'].map(koreanScaled), [
      '300만',
      '25억',
      '2만',
      '1,234,500',
    ]);
    for (const text of ['5 people', '3', 'two million', 'million']) assert.equal(koreanScaled(text), undefined, text);
  });
  test('digits as both languages write them', () => {
    assert.deepEqual([inDigits(7), inDigits(5000), inDigits(12000)], ['7', '5000', '12,000']);
  });
});
