import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cutAt, doubtAbout, overlaps, sourceRanges } from '../../../src/panel/webview/pieces';
import type { TranslatedSentence } from '../../../src/shared/protocol/translation';

const text = 'abcdefghij';
const cut = (...ranges: [number, number][]) =>
  cutAt(
    text,
    { start: 1, end: 9 },
    ranges.map(([start, end]) => ({ start, end })),
  ).map((piece) => (piece.index === undefined ? piece.text : `${piece.index}:${piece.text}`));

suite('a text in pieces', () => {
  test('is words and what stands between them', () => {
    assert.deepEqual(cut([2, 4], [5, 9]), ['b', '0:cd', 'e', '1:fghi']);
    assert.deepEqual(cut(), ['bcdefghi']);
  });

  test('takes words in the order of the text', () => {
    assert.deepEqual(cut([6, 7], [1, 2]), ['1:b', 'cdef', '0:g', 'hi']);
  });

  test('leaves out words that overlap another or reach outside', () => {
    assert.deepEqual(cut([2, 5], [4, 6], [0, 2], [8, 10], [3, 3]), ['b', '0:cde', 'fghi']);
  });

  test('loses no character', () => {
    const range = fc.tuple(fc.nat(12), fc.nat(12)).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
    fc.assert(
      fc.property(fc.array(range), (ranges) => {
        const pieces = cutAt(text, { start: 2, end: 8 }, ranges);
        assert.equal(pieces.map((piece) => piece.text).join(''), 'cdefgh');
      }),
    );
  });
});

suite('a sentence', () => {
  const sentence: TranslatedSentence = {
    source: { start: 0, end: 4 },
    target: { start: 0, end: 4 },
    confidence: 0.9,
    outcome: 'translated',
    plain: 'abcd',
    words: [
      { target: { start: 0, end: 1 }, sources: [{ start: 1, end: 2 }], probability: 1, plainStart: 0 },
      {
        ...{ target: { start: 2, end: 3 }, probability: 1, plainStart: 2 },
        sources: [
          { start: 1, end: 2 },
          { start: 3, end: 4 },
        ],
      },
    ],
  };

  test('names each place it was made from once', () => {
    assert.deepEqual(sourceRanges(sentence), [
      { start: 1, end: 2 },
      { start: 3, end: 4 },
    ]);
  });

  test('is doubted when it was cut or the model was unsure, never when it was kept', () => {
    assert.equal(doubtAbout(sentence), undefined);
    assert.equal(doubtAbout({ ...sentence, confidence: 0.2 }), 'unsure');
    assert.equal(doubtAbout({ ...sentence, outcome: 'cut' }), 'cut');
    assert.equal(doubtAbout({ ...sentence, outcome: 'kept', confidence: 0.1 }), undefined);
  });

  test('touches another without overlapping it', () => {
    assert.equal(overlaps({ start: 0, end: 2 }, { start: 2, end: 3 }), false);
    assert.equal(overlaps({ start: 0, end: 3 }, { start: 2, end: 3 }), true);
  });
});
