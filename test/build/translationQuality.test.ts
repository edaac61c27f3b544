import assert from 'node:assert/strict';
import { drawConfidence } from '../bench/confidencePicture';
import { figuresOf, type MeasuredPair, rankCorrelation, timesTheTime } from '../bench/translationQuality';

const measured = (made: string, confidence: number, hasFailed = false, ms = 10) => ({
  made,
  wanted: '파일을 엽니다.',
  chrf: made === '파일을 엽니다.' ? 1 : 0.1,
  confidence,
  hasFailed,
  isDoubted: false,
  isCut: false,
  ms,
  cpuMs: ms,
});
const right = measured('파일을 엽니다.', 0.9, false, 20);
const pairs: MeasuredPair[] = [
  { greedy: measured('개', 0.2), before: measured('개', 0.8, true), after: right, words: 4 },
  { greedy: right, before: measured('개', 0.3), after: measured('개', 0.8, true, 30), words: 4 },
];

suite('the quality of translations', () => {
  test('is poor and unmarked where neither a check nor the confidence says so', () => {
    const { pairs: count, before, chrf, ...figures } = figuresOf('docs', pairs);
    assert.equal(count, 2);
    assert.ok(before < chrf);
    assert.deepEqual(
      [figures.failedBefore, figures.failedShare, figures.unmarkedBefore, figures.unmarkedShare],
      [0.5, 0.5, 0.5, 0],
    );
  });
  test('a word in doubt is a mark of its own, also of what is good', () => {
    const doubted = { ...right, isDoubted: true };
    const figures = figuresOf('docs', [...pairs, { greedy: right, before: right, after: doubted, words: 4 }]);
    assert.deepEqual(
      [figures.failedShare, figures.doubtedShare, figures.goodMarkedShare, figures.unmarkedShare],
      [1 / 3, 1 / 3, 1 / 2, 0],
    );
  });
  test('costs a time, pair by pair and in all', () => {
    assert.deepEqual(timesTheTime(pairs), { median: 2, high: 2, total: 2.5 });
  });
  test('a confidence that orders as chrF++ does correlates wholly, one that turns it round the other way', () => {
    const of = (confidences: number[]) =>
      rankCorrelation(confidences.map((confidence, n) => ({ confidence, chrf: [0.1, 0.5, 0.5, 0.9][n]! })));
    assert.equal(of([0.2, 0.4, 0.4, 0.6]), 1);
    assert.equal(of([0.6, 0.4, 0.4, 0.2]), -1);
  });
  test('is drawn: a dot a pair, a line where there are enough', () => {
    const seen = Array.from({ length: 6 }, (_, n) => ({ confidence: 0.91, chrf: n / 10, isMarked: n === 0 }));
    const svg = drawConfidence([{ title: 'to Korean', before: seen.slice(1, 3), after: seen }]);
    assert.equal(svg.match(/<circle/g)?.length, 6);
    assert.equal(svg.match(/class="marked"/g)?.length, 1);
    assert.match(svg, /<polyline class="before" points=""\/>/);
    assert.match(svg, /<polyline points="[\d.]+,[\d.]+"\/>/);
    assert.ok(!svg.includes('NaN'));
  });
});
