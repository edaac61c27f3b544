import assert from 'node:assert/strict';
import fc from 'fast-check';
import { likeLengths } from '../../../src/engine/decode/likeLengths';

const limits = { rows: 4, tokens: 100 };

suite('likeLengths', () => {
  test('the first source runs alone, so that it is ready soon', () => {
    assert.deepEqual(likeLengths([9, 1, 2], limits), [[0], [1, 2]]);
  });

  test('sources of like length run together: of the first eight after it, then of 32', () => {
    const lengths = [5, 10, 10, 30, 3, 30, 3, 9, 9, 7, 9, 40, 6, 8, 8];
    assert.deepEqual(likeLengths(lengths, { rows: 2, tokens: 100 }), [
      [0],
      [4, 6],
      [7, 8],
      [1, 2],
      [3, 5],
      [12, 9],
      [13, 14],
      [10, 11],
    ]);
  });

  test('a source longer than a batch may be runs alone', () => {
    assert.deepEqual(likeLengths([1, 500, 400], limits), [[0], [2], [1]]);
  });

  test('every source runs once, within the limits', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 120 }), { maxLength: 150 }), (lengths) => {
        const batches = likeLengths(lengths, limits);
        assert.deepEqual(
          batches.flat().sort((a, b) => a - b),
          lengths.map((_, n) => n),
        );
        for (const batch of batches) {
          const longest = Math.max(...batch.map((n) => lengths[n]!));
          assert.ok(batch.length > 0 && batch.length <= limits.rows);
          assert.ok(batch.length === 1 || batch.length * longest <= limits.tokens);
        }
      }),
    );
  });
});
