import assert from 'node:assert/strict';
import fc from 'fast-check';
import { distance, slipChunks } from '../../src/fillMask/slipChunks';

const looked = (text: string) =>
  slipChunks(text).map(({ shown, within }) => text.slice(shown.start, shown.end).slice(within.start, within.end));

suite('the parts that are looked at for slips', () => {
  test('are sentences, some at a time', () => {
    const sentence = 'The rain came in the afternoon and went on until the morning of the day after. ';
    const text = sentence.repeat(10);
    const parts = looked(text);
    assert.equal(parts.join(''), text);
    assert.ok(
      parts.every((part) => part.startsWith('The rain') && part.length <= 320),
      JSON.stringify(parts),
    );
    assert.ok(parts.length >= 3);
  });

  test('hold all of a text but what is blank, once, and are short', () => {
    const words = fc.constantFrom('a', 'word', 'ends. ', 'x'.repeat(700), ' ', '\n', '가나다라 ', '마침. ');
    fc.assert(
      fc.property(fc.array(words, { maxLength: 120 }), (parts) => {
        const text = parts.join('');
        const chunks = slipChunks(text);
        assert.equal(looked(text).join('').replace(/\s/g, ''), text.replace(/\s/g, ''));
        for (const { shown, within } of chunks) {
          assert.ok(shown.end - shown.start <= 480 + 240 + 4 * 200, `${shown.end - shown.start}`);
          assert.ok(within.start >= 0 && within.end > within.start && within.end <= shown.end - shown.start);
        }
      }),
    );
  });

  test('of a line of 60,000 characters are many', () => {
    for (const text of ['word '.repeat(12_000), 'x'.repeat(60_000)]) {
      const chunks = slipChunks(text);
      assert.ok(chunks.length > 100);
      assert.ok(chunks.every(({ shown }) => shown.end - shown.start < 1500));
    }
  });

  test('are shown with what stands around them', () => {
    const text = 'The rain came in the afternoon and went on until the morning. '.repeat(12);
    const second = slipChunks(text)[1]!;
    assert.ok(second.within.start > 100 && second.shown.end - second.shown.start - second.within.end > 100);
  });

  test('are near or far', () => {
    assert.equal(distance({ start: 5, end: 9 }, 7), 0);
    assert.equal(distance({ start: 5, end: 9 }, 1), 4);
    assert.equal(distance({ start: 5, end: 9 }, 12), 3);
  });
});
