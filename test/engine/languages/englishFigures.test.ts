import assert from 'node:assert/strict';
import { figurePhrasesIn, koreanForFigure, rangesIn } from '../../../src/engine/languages/englishFigures';

const said = (found: ReturnType<typeof rangesIn>) => found.map((phrase) => phrase.said);

suite('koreanForFigure', () => {
  test('bounds stay on their side of the figure', () => {
    assert.equal(koreanForFigure('at least 8 characters'), '최소 8자');
    assert.equal(koreanForFigure('no more than 20 items'), '최대 20개');
    assert.equal(koreanForFigure('Up to 10 users'), '최대 10명');
    assert.equal(koreanForFigure('less than 15 days'), '15일 미만');
    assert.equal(koreanForFigure('over 5 MB'), '5 MB 초과');
    assert.equal(koreanForFigure('90 days or more'), '90일 이상');
    assert.equal(koreanForFigure('within 24 hours'), '24시간 이내');
    assert.equal(koreanForFigure('fewer than ten rows'), '10행 미만');
  });
  test('ranges, rates, sums and units', () => {
    assert.equal(koreanForFigure('0 to 5 s'), '0~5 s');
    assert.equal(koreanForFigure('1–365 days'), '1–365일');
    assert.equal(koreanForFigure('−10 °C to +40 °C'), '−10 °C~+40 °C');
    assert.equal(koreanForFigure('between 5 and 10'), '5~10');
    assert.equal(koreanForFigure('$12 a month'), '월 $12');
    assert.equal(koreanForFigure('1,000 per hour'), '시간당 1,000');
    assert.equal(koreanForFigure('one hour'), '1시간');
    assert.equal(koreanForFigure('1.5 times'), '1.5배');
  });
  test('so many by each, lengths of time in two units, and what begins at one', () => {
    assert.equal(koreanForFigure('10 to 20 per user'), '사용자당 10~20');
    assert.equal(koreanForFigure('2 members per team'), '팀당 2명');
    assert.equal(koreanForFigure('1 hour and 30 minutes'), '1시간 30분');
    assert.equal(koreanForFigure('2 days 3 hours'), '2일 3시간');
    assert.equal(koreanForFigure('one to three days'), '1~3일');
    for (const text of ['5 files per user', '3 a user', '30 minutes and 1 hour', '$12 per user per month'])
      assert.equal(koreanForFigure(text), undefined, text);
  });
  test('what is more than a figure, or nothing else than digits, is not said', () => {
    for (const text of [
      '5',
      '5 GB',
      '3–8 ms',
      '24/7',
      '5 to 3',
      'version 3',
      '100 or 200',
      'under 8 years',
      'at most three widgets',
      'over 5 million',
      'at least 5 thousand users',
      '$5 million',
      '2 to 3 million',
    ])
      assert.equal(koreanForFigure(text), undefined, text);
  });
  test('later, newer and earlier are said of versions, older of versions and of what lasts', () => {
    assert.equal(koreanForFigure('10.12 and later'), '10.12 이상');
    assert.equal(koreanForFigure('1.2 or older'), '1.2 이하');
    assert.equal(koreanForFigure('30 days or older'), '30일 이상');
    assert.equal(koreanForFigure('18 or newer', true), '18 이상');
    for (const text of ['18 or older', '18 years or older', '3 or later', '5 MB or earlier', 'no later than 5 days'])
      assert.equal(koreanForFigure(text), undefined, text);
  });
});

suite('figures in running text', () => {
  test('a range has one unit', () => {
    assert.deepEqual(said(rangesIn('It takes 30 to 60 seconds, or eight to ten minutes.')), ['30~60초', '8~10분']);
    assert.deepEqual(said(rangesIn('A class has 20 to 25 students and 5 to 10 % more.')), ['20~25', '5~10 %']);
  });
  test('a change is no range, nor is what goes down or says how often', () => {
    for (const text of [
      'It rose from 10 to 20 MB.',
      'Change 3 to 5 seconds.',
      'a ratio of 2 to 1 parts',
      'two to three times faster',
      'It rose from 3 to 5 percent.',
      'The limit changed from 10 to 20 MB.',
      'Latency increased from 3 to 5 seconds.',
      'We extended it from 5 to 10 days.',
      'Scale from 2 to 10 replicas.',
      'Add 5 to 10 items.',
      'Set it to 10 to 30 seconds.',
      'Lines 3 to 5 columns wide',
      'Choose between 2 and 3 columns.',
      'It takes 2 to 3 million rows.',
    ])
      assert.deepEqual(rangesIn(text), [], text);
  });
  test('from and between lead a range and go with it', () => {
    assert.deepEqual(said(rangesIn('Wait from 3 to 5 seconds.')), ['3~5초']);
    assert.deepEqual(said(rangesIn('It takes between 5 and 10 minutes.')), ['5~10분']);
    assert.deepEqual(said(rangesIn('Rate it on a scale of 1 to 5 points.')), ['1~5점']);
  });
  test('years of people are an age', () => {
    for (const text of ['Children of 3 to 5 years', 'users from 18 to 25 years old', 'for 3 to 5 years of age'])
      assert.deepEqual(rangesIn(text), [], text);
    assert.deepEqual(said(rangesIn('Logs are kept for 5 to 10 years.')), ['5~10년']);
  });
  test('bounds with what they bound', () => {
    const text = 'Needs at least 2 GB, but no more than five people may wait for longer than 64 seconds.';
    assert.deepEqual(
      figurePhrasesIn(text).map(({ start, end, said: korean }) => [text.slice(start, end), korean]),
      [
        ['at least 2 GB', '최소 2 GB'],
        ['no more than five people', '최대 5명'],
        ['longer than 64 seconds', '64초 초과'],
      ],
    );
  });
  test('none of a greater number, nor of what is spread, nor of a part of a bound', () => {
    for (const text of [
      'It has at least 5 million users.',
      'It needs at least two hundred rows.',
      'It is averaged over 5 minutes.',
      'Over 3 days, the load grew.',
      'It ended over 30 days ago.',
      'less than 5 days old',
      'about 5 in 10 users',
      'before 3:00 or more',
      'It takes 5 days or later.',
      'Use page 3 or later.',
      'Use it on May 3 or later.',
      'You must be 18 or older.',
    ])
      assert.deepEqual(figurePhrasesIn(text), [], text);
  });
  test('versions are told by a point or by the name before them', () => {
    const korean = (text: string) => said(figurePhrasesIn(text));
    assert.deepEqual(korean('It needs Python 3.8 or later.'), ['3.8 이상']);
    assert.deepEqual(korean('It needs Node 18 or newer.'), ['18 이상']);
    assert.deepEqual(korean('Use version 3 or earlier.'), ['3 이하']);
    assert.deepEqual(korean('Delete files that are 30 days or older.'), ['30일 이상']);
  });
  test('none before a noun whose counter is not known', () =>
    assert.deepEqual(figurePhrasesIn('It needs fewer than 5 engineers.'), []));
});
