import assert from 'node:assert/strict';
import { englishForFigure, koreanFigurePhrasesIn } from '../../../src/engine/languages/koreanFigures';

suite('englishForFigure', () => {
  test('bounds stay on their side of the figure', () => {
    assert.equal(englishForFigure('30 W 이하'), 'Up to 30 W');
    assert.equal(englishForFigure('32 dB 미만'), 'Less than 32 dB');
    assert.equal(englishForFigure('50명 미만'), 'Fewer than 50 people');
    assert.equal(englishForFigure('최소 8자'), 'At least 8 characters');
    assert.equal(englishForFigure('최대 64대'), 'Up to 64');
    assert.equal(englishForFigure('24시간 이내'), 'Within 24 hours');
    assert.equal(englishForFigure('2자 이상 20자 이하'), 'At least 2 and up to 20 characters');
  });
  test('rates, sums and scales', () => {
    assert.equal(englishForFigure('시간당 최대 350 ml'), 'Up to 350 ml per hour');
    assert.equal(englishForFigure('연 1,200만 원'), '₩12,000,000 per year');
    assert.equal(englishForFigure('월 9,900원'), '₩9,900 per month');
    assert.equal(englishForFigure('3만 5천'), '35,000');
    assert.equal(englishForFigure('1~12시간'), '1–12 hours');
    assert.equal(englishForFigure('1명'), '1 person');
    assert.equal(englishForFigure('약 2.1 kg'), 'About 2.1 kg');
  });
  test('a day of the month, a year and what is no figure are left', () => {
    for (const text of ['30일', '2025년', '3월', '15%', '4.5 L', '16:9', '영하 5도', '세 명'])
      assert.equal(englishForFigure(text), undefined, text);
  });
});

suite('koreanFigurePhrasesIn', () => {
  test('bounds in running text', () => {
    const text = '이름은 2자 이상이며, 64 MB 이하로 24시간 이내에 올립니다.';
    assert.deepEqual(
      koreanFigurePhrasesIn(text).map(({ start, end, said }) => [text.slice(start, end), said]),
      [
        ['2자 이상', 'at least 2 characters'],
        ['64 MB 이하', 'up to 64 MB'],
        ['24시간 이내', 'within 24 hours'],
      ],
    );
  });
  test('no words that begin so', () => assert.deepEqual(koreanFigurePhrasesIn('3초 이상한 소리'), []));
});
