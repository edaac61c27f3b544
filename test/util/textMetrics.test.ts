// The measures of the evaluation: numbers recorded from sacrebleu 2.6.0 and from models/recipe, rouge.py.

import assert from 'node:assert/strict';
import { chrf, rouge, wordsNotIn } from '../support/textMetrics';

const pairs = [
  { made: 'Save the file, then close it!', wanted: 'Save the file and close the window.', chrf: 45.329265918374006 },
  {
    made: '파일을 저장하고 창을 닫으세요.',
    wanted: '파일을 저장한 다음 창을 닫으십시오.',
    chrf: 29.122394232862668,
  },
  { made: 'A (short) one', wanted: 'A short one.', chrf: 37.02971088645109 },
  {
    made: 'The server did start; it runs.',
    wanted: 'The server has started and is running.',
    chrf: 35.45904094080502,
  },
  { made: '', wanted: 'Nothing', chrf: 0 },
];
const near = (made: number, wanted: number): void =>
  assert.ok(Math.abs(made - wanted) < 1e-9, `${made} is not ${wanted}`);

suite('Measures of translations and summaries', () => {
  for (const pair of pairs) {
    test(`chrF++ of ${JSON.stringify(pair.made)} is sacrebleu's`, () => near(chrf([pair]), pair.chrf));
  }

  test("chrF++ of a corpus is sacrebleu's, not the mean of its sentences'", () => near(chrf(pairs), 36.24131783650247));

  test('ROUGE counts words, pairs of words and the order', () => {
    const { rouge1, rouge2, rougeL } = rouge(pairs[0]!.made, pairs[0]!.wanted);
    near(rouge1, 0.6153846153846154);
    near(rouge2, 0.36363636363636365);
    near(rougeL, 0.6153846153846154);
  });

  test('ROUGE of Korean counts syllables', () => {
    const { rouge1, rouge2 } = rouge(pairs[1]!.made, pairs[1]!.wanted);
    near(rouge1, 0.6428571428571429);
    near(rouge2, 0.5384615384615384);
  });

  test('words that the page has not are counted, Korean ones by their beginning', () => {
    assert.deepEqual(wordsNotIn('The server reads a file.', 'A server writes files'), { missing: 2, words: 4 });
    assert.deepEqual(wordsNotIn('파일을 저장합니다', '파일에 저장하고 닫기'), { missing: 1, words: 3 });
  });
});
