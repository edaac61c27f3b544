import assert from 'node:assert/strict';
import { kinshipOf, type TiedWord, wordEvidence } from '../../../src/engine/documents/spanEvidence';
import { spanWeights } from '../../../src/engine/documents/spanWeights';

const source = 'Open the History tab in Chrome.';
const span = { start: source.indexOf('History'), end: source.indexOf(' tab') };
const tie = (word: string, values: Partial<{ look: number; back: number; known: number; knownBack: number }> = {}) => {
  const start = source.indexOf(word);
  return { start, end: start + word.length, look: 0, back: 0, known: 0, knownBack: 0, ...values };
};
const word = (text: string, ...ties: TiedWord['ties']): TiedWord => ({ start: 0, end: text.length, text, ties });

suite('wordEvidence', () => {
  test('looks, ways back and the lexicon speak for a word that comes from the span, and against one that does not', () => {
    const all = { look: 0.8, back: 0.9, known: 0.7, knownBack: 0.5 };
    const [own, other, nothing] = wordEvidence({ source, span }, [
      word('기록', tie('History', all)),
      word('여세요', tie('Open', all)),
      word('그', tie('History')),
    ]);
    for (const each of [own!, other!, nothing!]) assert.equal(each.length, spanWeights.ko.word.length);
    for (const n of [1, 2, 3]) assert.ok(own![n]! > 1 && other![n]! < -1 && Math.abs(nothing![n]!) < 1e-9);
    assert.deepEqual(
      [own!.slice(4, 8), other!.slice(4, 8)],
      [
        [0.7, 0, 0.5, 0],
        [0, 0.7, 0, 0.5],
      ],
    );
    assert.deepEqual([own![12], other![12]], [1, 0]);
  });

  test('the same letters are told, in the span or out of it', () => {
    const [own, other] = wordEvidence({ source, span }, [word('History를'), word('Chrome에서')]);
    assert.deepEqual(own!.slice(-2), [1, 0]);
    assert.deepEqual(other!.slice(-2), [0, 1]);
  });

  test('words from one word of the source are kin', () => {
    const one = word('구성', tie('History', { look: 1, back: 1 }));
    const words = [one, word('요소', tie('History', { look: 0.4 })), word('열기', tie('Open', { look: 1 }))];
    const [alike, apart, ...others] = kinshipOf(words);
    assert.ok(alike! > 0.99);
    assert.equal(apart, 0);
    assert.deepEqual([others, kinshipOf([one]), kinshipOf([])], [[], [], []]);
  });
});
