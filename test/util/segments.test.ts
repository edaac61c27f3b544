import assert from 'node:assert/strict';
import { segmentsOf } from '../../src/util/segments';

const granularities = ['grapheme', 'word', 'sentence'] as const;
const said = 'It is version 3. 5 is no part of it. "So it is!" (he said.) And 가나다입니다. Café 👩‍👩‍👧 🇰🇷🇰🇷. ';

suite('segmentsOf', () => {
  test('a long text is split as it is all at once', () => {
    for (const granularity of granularities) {
      const segmenter = new Intl.Segmenter('en', { granularity });
      const times = granularity === 'sentence' ? 150 : 20; // Node 20 is slow where all is split at once
      const decomposed = said.normalize('NFD').repeat(times);
      const endless = `${'word '.repeat(10 * times)}ends here. ${said}`;
      for (const text of ['', said, said.repeat(times), decomposed, endless]) {
        const all = [...segmenter.segment(text)].map(({ segment }) => segment);
        assert.deepEqual(
          segmentsOf(text, segmenter).map(({ start, end }) => text.slice(start, end)),
          all,
        );
      }
    }
  });

  test('the segmenter is given a little at a time, and each part about once', () => {
    for (const granularity of granularities) {
      const segmenter = new Intl.Segmenter('en', { granularity });
      const given: number[] = [];
      const counting = {
        segment(text: string) {
          given.push(text.length);
          return segmenter.segment(text);
        },
        resolvedOptions: () => segmenter.resolvedOptions(),
      } as Intl.Segmenter;
      const text = said.repeat(300);
      segmentsOf(text, counting);
      assert.ok(Math.max(...given) <= 4000, `${Math.max(...given)} units at once`);
      const all = given.reduce((sum, length) => sum + length, 0);
      assert.ok(all < 1.5 * text.length, `${all} units for a text of ${text.length}`);
    }
  });
});
