import assert from 'node:assert/strict';
import { aloneText } from '../../../src/engine/languages/aloneTexts';

suite('aloneText', () => {
  test('rows of words and figures', () => {
    assert.equal(aloneText('On / Off / Auto', 'ko'), '켬 / 끔 / 자동');
    assert.equal(aloneText('Off, 5 s, 30 s', 'ko'), '끔, 5 s, 30 s');
    assert.equal(aloneText('greater than 0, less than 1', 'ko'), '0 초과, 1 미만');
    assert.equal(aloneText('Low / High / N/A', 'ko'), '낮음 / 높음 / 해당 없음');
    assert.equal(aloneText('켬/끔', 'en'), 'On/Off');
    assert.equal(aloneText('Yes or No', 'ko'), '예 또는 아니요');
    assert.equal(aloneText('낮음, 보통, 높음', 'en'), 'Low, Medium, High');
    assert.equal(aloneText('켬 및 끔', 'en'), 'On and Off');
    assert.equal(aloneText('Search, sort, and filter', 'ko'), '검색, 정렬 및 필터');
  });
  test('words and figures alone', () => {
    assert.equal(aloneText('Weight', 'ko'), '무게');
    assert.equal(aloneText('Mar 2024', 'ko'), '2024년 3월');
    assert.equal(aloneText('3월 3일', 'en'), 'March 3');
    assert.equal(aloneText('March 2024 / April 2024', 'ko'), '2024년 3월 / 2024년 4월');
    assert.equal(aloneText('Day, Week, Month', 'ko'), '일, 주, 월');
    assert.equal(aloneText('Fixed', 'ko'), '수정됨');
    assert.equal(aloneText('3명 이하', 'en'), 'Up to 3 people');
  });
  test('left where a part is not known, where nothing is said otherwise, and where a space may not break', () => {
    for (const text of [
      'On, maybe',
      '1, 2, 3',
      '1 day, 2 hours and 3 minutes',
      'within 3 or more',
      'up to 4\u00a0GB',
      '5 MB / 10 MB',
    ])
      assert.equal(aloneText(text, 'ko'), undefined, text);
    assert.equal(aloneText('Off, 5 s', 'de'), undefined);
    assert.equal(aloneText('1시간 및 30분', 'en'), undefined);
    assert.equal(aloneText('1 hour and 30 minutes', 'ko'), '1시간 30분');
  });
});
