import assert from 'node:assert/strict';
import { englishForFigure, koreanFigurePhrasesIn, koreanRangesIn } from '../../../src/engine/languages/koreanFigures';

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
    assert.equal(englishForFigure('1시간 30분'), '1 hour and 30 minutes');
    for (const text of ['2024년 3월', '2024년 6개월', '3월 5일', '30분 1시간'])
      assert.equal(englishForFigure(text), undefined, text);
  });
  test('a day of the month, a year and what is no figure are left', () => {
    for (const text of ['30일', '2025년', '3월', '15%', '4.5 L', '16:9', '영하 5도', '세 명'])
      assert.equal(englishForFigure(text), undefined, text);
    for (const text of [
      '2024년까지',
      '30일까지',
      '3년까지',
      '2주까지',
      '매월 1일',
      '월 30일까지',
      '매주 1일',
      '하루 3일',
    ])
      assert.equal(englishForFigure(text), undefined, text);
    assert.equal(englishForFigure('주 5일'), '5 days per week');
    assert.equal(englishForFigure('30일 이내'), 'Within 30 days');
  });
  test('what may be another figure is left', () => {
    for (const text of ['1~2만', '1~2만 원', '1억 5천', '20대', '40대 이상', '3번', '1~3번', '3번까지', '약 3일 이내'])
      assert.equal(englishForFigure(text), undefined, text);
    assert.equal(englishForFigure('25대'), '25');
    assert.equal(englishForFigure('최대 10대'), 'Up to 10');
    assert.equal(englishForFigure('3번 이상'), 'At least 3 times');
    assert.equal(englishForFigure('하루 3번'), '3 times per day');
  });
});

suite('koreanRangesIn', () => {
  const said = (text: string) => koreanRangesIn(text).map((range) => [text.slice(range.start, range.end), range.said]);
  test('ranges of what lasts, and those that say between', () => {
    assert.deepEqual(said('비밀번호는 12자에서 64자 사이여야 합니다.'), [['12자에서 64자 사이', '12–64 characters']]);
    assert.deepEqual(said('온도는 18°C에서 24°C 사이를 유지합니다.'), [['18°C에서 24°C 사이', '18–24°C']]);
    assert.deepEqual(said('배터리는 8~10시간 지속됩니다.'), [['8~10시간', '8–10 hours']]);
    assert.deepEqual(said('사용자당 10~20회까지'), [['10~20회', '10–20 times']]);
  });
  test('both ends with a bound of each', () => {
    assert.deepEqual(said('값은 1 이상 100 미만이어야 합니다.'), [['1 이상 100 미만', 'at least 1 and less than 100']]);
    assert.deepEqual(said('값은 1 이상 100 이하입니다.'), [['1 이상 100 이하', 'between 1 and 100']]);
    assert.deepEqual(said('이름은 2자 이상, 20자 이하로 정합니다.'), [
      ['2자 이상, 20자 이하', 'between 2 and 20 characters'],
    ]);
    assert.deepEqual(said('0 초과 1 이하의 수'), [['0 초과 1 이하', 'more than 0 and up to 1']]);
    for (const text of [
      '10 이상 5 이하',
      '1 GB 이상 500 MB 이하',
      '3.8 이상 3.12 미만',
      '2010년 이상 2020년 이하',
      '20대 이상 30대 이하',
    ])
      assert.deepEqual(said(text), [], text);
  });
  test('no changes, dates, hours of the day, numbers that name something, or greater figures', () => {
    for (const text of [
      '3회에서 5회로 늘었습니다.',
      '120ms에서 80ms로 줄었습니다.',
      '5월 3일에서 5일 사이에 옵니다.',
      '5월 1~3일에 옵니다.',
      '6시에서 9시 사이에 옵니다.',
      '3~5번 단추를 누릅니다.',
      '1~2만 자를 씁니다.',
      '2020~2024년에 나왔습니다.',
      '10%에서 20% 사이로 줄었습니다.',
    ])
      assert.deepEqual(said(text), [], text);
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
  test('digits alone, but of no version', () => {
    const said = (text: string) => koreanFigurePhrasesIn(text).map(({ said }) => said);
    assert.deepEqual(said('값은 10 초과여야 합니다.'), ['more than 10']);
    assert.deepEqual(said('3초 이상이며 5 이하'), ['at least 3 seconds', 'up to 5']);
    assert.deepEqual(said('Node 18 이상, 버전 3 이상, 3 이상한'), []);
  });
  test('no part of a date, of a time or of a longer figure', () => {
    for (const text of [
      '9시 30분까지 오세요.',
      '5월 10일 이내에 답합니다.',
      '1시간 30분 이상 걸립니다.',
      '2년 3개월 이상 지났습니다.',
      '매월 3일까지 냅니다.',
      '약 3일 이내에 답합니다.',
      '2024년까지 지원합니다.',
      '20대 이상이 씁니다.',
      '1~2만 자 이내로 씁니다.',
    ])
      assert.deepEqual(koreanFigurePhrasesIn(text), [], text);
  });
  test('no words that begin so', () => assert.deepEqual(koreanFigurePhrasesIn('3초 이상한 소리'), []));
});
