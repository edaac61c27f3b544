import assert from 'node:assert/strict';
import { emptyCompletion } from '../../src/shared/emptyCompletion';

suite('emptyCompletion', () => {
  test('suggests nothing and says why', () => {
    assert.deepEqual(emptyCompletion('cancelled').suggestions, [
      { text: '', stop: 'cancelled', logProb: 0, tokens: 0, confidence: 0 },
    ]);
  });
});
