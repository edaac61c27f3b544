import assert from 'node:assert/strict';
import { koreanCounts, koreanNumber, koreanValues, mixedValues } from '../../../src/engine/languages/koreanNumbers';

suite('koreanValues', () => {
  const cases: readonly [string, number][] = [
    ['일곱 개', 7],
    ['열두 글자', 12],
    ['스물다섯', 25],
    ['삼십 일', 30],
    ['백이십', 120],
    ['오천', 5000],
    ['3만 5천', 35000],
    ['120만 명', 1_200_000],
    ['1.5억', 1.5e8],
  ];
  for (const [text, value] of cases) test(text, () => assert.ok(koreanValues(text).has(value)));
  test('digits with a scale behind them alone', () => assert.deepEqual(mixedValues('3만 명'), [30000]));
  test('nothing where there is no number', () => assert.deepEqual([...koreanValues('파랑')], []));
  test('older forms before their own counters, and not where a word begins with them', () => {
    assert.deepEqual(
      koreanCounts('석 달 동안, 넉 장').map(({ value }) => value),
      [3, 4],
    );
    assert.deepEqual(koreanCounts('서명을 확인하고 석판을 봅니다. 서번트를 켭니다.'), []);
    assert.ok(!koreanValues('서명').has(3));
  });
  test('a word that is a number and nothing else', () => {
    assert.deepEqual(['세', '열두', '이', '삼십', '이름', '구분'].map(koreanNumber), [
      3,
      12,
      2,
      30,
      undefined,
      undefined,
    ]);
  });
});
