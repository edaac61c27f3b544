import assert from 'node:assert/strict';
import fc from 'fast-check';
import { allowedRounds, surplusRounds } from '../../../src/engine/decode/loops';
import { tokenIds } from '../../../src/util/tokenId';

const rounds = (text: string) => tokenIds([...text].map((letter) => letter.charCodeAt(0)));
const surplus = (text: string, source = 'a source') => surplusRounds(rounds(text), allowedRounds(rounds(source)));

suite('Loops', () => {
  test('a stretch that stands there three times is a loop, and all but the first are too many', () => {
    assert.equal(surplus('to the end the end the end'), 16);
    assert.equal(surplus('xyxyxy'), 4);
  });

  test('two times are no loop, and neither are few tokens', () => {
    assert.equal(surplus('one two, one two'), 0);
    assert.equal(surplus('nooooo'), 0);
    assert.equal(surplus('noooooo'), 5);
  });

  test('what was repeated and then went on is no loop', () => assert.equal(surplus('the end the end the end.'), 0));

  test('what the source repeats may be repeated, once more even', () => {
    assert.equal(surplus('haha haha haha haha ', 'ㅋㅋㅋㅋ'), 0);
    assert.equal(surplus('========', '----------'), 0);
    assert.equal(surplus('no no no no ', 'ja ja ja '), 0);
    assert.equal(surplus('no no no no no ', 'ja ja ja '), 12);
  });

  test('an empty sequence and a single token are no loops', () => {
    assert.equal(surplus('', ''), 0);
    assert.equal(surplus('a', ''), 0);
    assert.equal(allowedRounds([]), 2);
  });

  test('a sequence copied from its source never loops', () => {
    const ids = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 80 });
    fc.assert(
      fc.property(ids, (source) => surplusRounds(tokenIds(source), allowedRounds(tokenIds(source))) === 0),
      { numRuns: 300 },
    );
  });

  test('whatever is repeated long enough is found', () => {
    const unit = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 32 });
    const before = fc.array(fc.integer({ min: 10, max: 19 }), { maxLength: 20 });
    fc.assert(
      fc.property(before, unit, (start, round) => {
        const ids = tokenIds([...start, ...Array.from({ length: 6 }, () => round).flat()]);
        return surplusRounds(ids, 2) > 0;
      }),
    );
  });
});
