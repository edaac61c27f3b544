import assert from 'node:assert/strict';
import type { DecodeConstraint } from '../../../src/engine/decode/decodeConstraint';
import { allOf, eachOnce, never } from '../../../src/engine/decode/idConstraints';
import { tokenId, tokenIds } from '../../../src/util/tokenId';

const end = tokenId(0);
const vocabulary = 8;

/** Ids that may come next after `said`, when `left` tokens may still be written. */
function allowed<State>(constraint: DecodeConstraint<State>, said: readonly number[], left = 20): number[] {
  const state = tokenIds(said).reduce((before, id) => constraint.advance(before, id), constraint.start);
  const logits = new Float32Array(vocabulary).fill(1);
  constraint.restrict(state, logits, left);
  return Array.from(logits.keys()).filter((id) => logits[id]! > -Infinity);
}

suite('Id constraints', () => {
  test('never: the ids are out, always', () => {
    const constraint = never(tokenIds([1, 2]));
    assert.deepEqual(allowed(constraint, []), [0, 3, 4, 5, 6, 7]);
    assert.deepEqual(allowed(constraint, [5, 6], 1), [0, 3, 4, 5, 6, 7]);
  });

  test('eachOnce: no end while one is missing, none a second time', () => {
    const constraint = eachOnce(tokenIds([1, 2]), end);
    assert.deepEqual(allowed(constraint, []), [1, 2, 3, 4, 5, 6, 7]);
    assert.deepEqual(allowed(constraint, [2]), [1, 3, 4, 5, 6, 7]);
    assert.deepEqual(allowed(constraint, [2, 5, 1]), [0, 3, 4, 5, 6, 7]);
  });

  test('eachOnce: with hardly any room left only what is missing may come', () => {
    const constraint = eachOnce(tokenIds([1, 2]), end);
    assert.deepEqual(allowed(constraint, [5], 4), [1, 2, 3, 4, 5, 6, 7]);
    assert.deepEqual(allowed(constraint, [5], 3), [1, 2]);
    assert.deepEqual(allowed(constraint, [5, 2], 2), [1]);
    assert.deepEqual(allowed(constraint, [5, 2, 1], 1), [0, 3, 4, 5, 6, 7]);
  });

  test('eachOnce: a model that wants to stop says what is missing, and no more', () => {
    const logits = Float32Array.from({ length: vocabulary }, (_, id) => (id === end ? 9 : 1));
    eachOnce(tokenIds([1, 2]), end).restrict(tokenIds([2]), logits, 20);
    assert.deepEqual(
      [...logits].flatMap((value, id) => (value > -Infinity ? [id] : [])),
      [2],
    );
  });

  test('eachOnce: nothing wanted, nothing forbidden', () => {
    assert.equal(allowed(eachOnce([], end), [3], 1).length, vocabulary);
  });

  test('eachOnce keeps the logits of what is allowed', () => {
    const logits = Float32Array.from({ length: vocabulary }, (_, id) => id / 4);
    eachOnce(tokenIds([1, 2]), end).restrict(tokenIds([2]), logits, 1);
    assert.equal(logits[2], 0.5);
  });

  test('allOf: what every one allows, each with its own state', () => {
    const constraint = allOf([never(tokenIds([1, 7])), eachOnce(tokenIds([2]), end), eachOnce(tokenIds([3]), end)]);
    assert.deepEqual(allowed(constraint, []), [2, 3, 4, 5, 6]);
    assert.deepEqual(allowed(constraint, [3]), [2, 4, 5, 6]);
    assert.deepEqual(allowed(constraint, [3, 2]), [0, 4, 5, 6]);
  });
});
