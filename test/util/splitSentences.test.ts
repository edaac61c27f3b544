import assert from 'node:assert/strict';
import { splitSentences } from '../../src/util/splitSentences';

suite('splitSentences', () => {
  const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
  const said = 'It is version 3. 5 is no part of it. "So it is!" (he said.) And 가나다입니다. ';

  test('a long text is split as it is all at once', () => {
    for (const text of ['', said, said.repeat(150), `${'word '.repeat(2000)}ends here. ${said.repeat(60)}`]) {
      const all = [...segmenter.segment(text)].map(({ segment }) => segment);
      assert.deepEqual(
        splitSentences(text, segmenter).map(({ start, end }) => text.slice(start, end)),
        all,
      );
    }
  });

  test('four times the text takes about four times as long', () => {
    const took = (times: number) => {
      const text = said.repeat(times);
      const start = performance.now();
      splitSentences(text, segmenter);
      return performance.now() - start;
    };
    took(500);
    const once = Math.min(took(500), took(500));
    const four = Math.min(took(2000), took(2000));
    assert.ok(four < once * 10, `${four.toFixed()} ms for four times what takes ${once.toFixed()} ms`);
  });
});
