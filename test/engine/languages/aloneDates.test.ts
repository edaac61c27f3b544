import assert from 'node:assert/strict';
import { aloneDate } from '../../../src/engine/languages/aloneDates';

suite('aloneDate', () => {
  test('both ways', () => {
    for (const [en, ko] of [
      ['March 2024', '2024년 3월'],
      ['March 3', '3월 3일'],
      ['March 3, 2024', '2024년 3월 3일'],
      ['December', '12월'],
      ['May', '5월'],
    ] as const) {
      assert.equal(aloneDate(en, 'ko'), ko);
      assert.equal(aloneDate(ko, 'en'), en);
    }
  });
  test('as months are shortened, days counted and days set first', () => {
    assert.equal(aloneDate('Mar 2024', 'ko'), '2024년 3월');
    assert.equal(aloneDate('Sept. 1st', 'ko'), '9월 1일');
    assert.equal(aloneDate('Jul 4 2024', 'ko'), '2024년 7월 4일');
    assert.equal(aloneDate('3 March 2024', 'ko'), '2024년 3월 3일');
    assert.equal(aloneDate('1st of May', 'ko'), '5월 1일');
    assert.equal(aloneDate('2024년3월3일', 'en'), 'March 3, 2024');
  });
  test('no other text', () => {
    for (const text of ['Marching 3', 'March 32', 'March 0', 'on March 3', 'March 3–5', 'Maybe', 'Ma 3', '2024'])
      assert.equal(aloneDate(text, 'ko'), undefined, text);
    for (const text of ['13월', '3월 40일', '2024년', '3개월', '3월까지', '3일'])
      assert.equal(aloneDate(text, 'en'), undefined, text);
  });
});
