import assert from 'node:assert/strict';
import { notAt } from '../../../src/engine/decode/firstTokens';
import { tokenId, tokenIds } from '../../../src/util/tokenId';

suite('notAt', () => {
  const rule = notAt(1, tokenIds([0, 2]));
  const allowed = (count: number) => {
    const state = Array.from({ length: count }, () => tokenId(0)).reduce(rule.advance, rule.start);
    const logits = new Float32Array(4).fill(1);
    rule.restrict(state, logits, 9);
    return [...logits.keys()].filter((id) => logits[id]! > -Infinity);
  };

  test('forbids at its place', () => assert.deepEqual(allowed(1), [1, 3]));
  test('and nowhere else', () => {
    for (const count of [0, 2, 3]) assert.deepEqual(allowed(count), [0, 1, 2, 3]);
  });
});
