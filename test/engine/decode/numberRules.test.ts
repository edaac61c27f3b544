import assert from 'node:assert/strict';
import { type DigitToken, onlyNumbers } from '../../../src/engine/decode/numberRules';
import { tokenId } from '../../../src/util/tokenId';

/** Token n is the nth of these; the rest of the vocabulary has no digits. */
const texts = ['end', 'word', ' 1', '1', '2', '12', ' 12', '1.2', 'v2.', '3'];
const tokens: DigitToken[] = texts.flatMap((text, id) => {
  const runs = text.match(/\d+/g);
  return runs ? [{ id: tokenId(id), runs, beginsInside: /^\d/.test(text), endsInside: /\d$/.test(text) }] : [];
});

/** What may stand behind `said` where `source` is the source's numbers. */
function allowed(source: string[], ...said: string[]): string[] {
  const constraint = onlyNumbers(tokens, new Set(source));
  const state = said.reduce(
    (before, text) => constraint.advance(before, tokenId(texts.indexOf(text))),
    constraint.start,
  );
  const logits = new Float32Array(texts.length).fill(1);
  constraint.restrict(state, logits, 9);
  return texts.filter((_, id) => logits[id]! > -Infinity);
}

suite('onlyNumbers', () => {
  test('without numbers in the source no digit is written', () => assert.deepEqual(allowed([]), ['end', 'word']));
  test('a number of the source may be begun and must be ended', () => {
    assert.deepEqual(allowed(['12']), ['end', 'word', ' 1', '1', '12', ' 12']);
    assert.deepEqual(allowed(['12'], ' 1'), ['2']);
    assert.deepEqual(allowed(['12'], ' 1', '2'), ['end', 'word', ' 1', ' 12']);
    assert.deepEqual(allowed(['12'], '12', 'word'), ['end', 'word', ' 1', '1', '12', ' 12']);
  });
  test('a number that is one already may go on to a longer one', () =>
    assert.deepEqual(allowed(['1', '12'], ' 1'), ['end', 'word', ' 1', '2', ' 12']));
  test('each run of a token with several must be one of the source', () => {
    assert.deepEqual(allowed(['1', '2']), ['end', 'word', ' 1', '1', '2', '1.2', 'v2.']);
    assert.deepEqual(allowed(['2']), ['end', 'word', '2', 'v2.']);
  });
  test('a longer number that contains one of the source is none', () =>
    assert.ok(!allowed(['2'], '2').includes('12') && !allowed(['2'], '2').includes('2')));
});
