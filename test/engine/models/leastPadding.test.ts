import assert from 'node:assert/strict';
import fc from 'fast-check';
import { leastPadding } from '../../../src/engine/models/leastPadding';

const limits = { most: 100, perRun: 8 };

suite('leastPadding', () => {
  test('rows of like length run together', () => {
    assert.deepEqual(leastPadding([5, 30, 6, 31], limits), [
      [0, 2],
      [1, 3],
    ]);
  });

  test('a little padding costs less than a run', () => {
    assert.deepEqual(leastPadding([5, 7], limits), [[0, 1]]);
  });

  test('a run holds so many tokens, and a longer row runs alone', () => {
    assert.deepEqual(leastPadding([40, 40, 40, 300], limits), [[0, 1], [2], [3]]);
  });

  test('no rows make no run', () => {
    assert.deepEqual(leastPadding([], limits), []);
  });

  test('each row runs once, within the limits, and no way to cut the sorted rows in two costs less', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 40 }), (lengths) => {
        const runs = leastPadding(lengths, limits);
        assert.deepEqual(
          runs.flat().sort((a, b) => a - b),
          lengths.map((_, n) => n),
        );
        const cost = (rows: readonly number[]) =>
          rows.length * Math.max(...rows.map((n) => lengths[n]!)) + limits.perRun;
        const fits = (rows: readonly number[]) => rows.length === 1 || cost(rows) - limits.perRun <= limits.most;
        assert.ok(runs.every(fits));
        const all = runs.reduce((sum, rows) => sum + cost(rows), 0);
        const sorted = runs.flat();
        for (let cut = 1; cut < sorted.length; cut++) {
          const two = [sorted.slice(0, cut), sorted.slice(cut)];
          if (two.every(fits)) assert.ok(all <= cost(two[0]!) + cost(two[1]!));
        }
      }),
    );
  });
});
