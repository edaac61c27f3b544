import assert from 'node:assert/strict';
import fc from 'fast-check';
import { layOut, type RowGroup } from '../../../src/engine/decode/rowLayout';

suite('rowLayout', () => {
  test('who can stays', () => {
    const layout = layOut([
      { from: [1, 0], before: [0, 1] },
      { from: [2], before: [2, 3] },
    ]);
    assert.deepEqual(layout, [[1, 0], [2]]);
  });

  test('the last row moves into one that became free, and the others stay', () => {
    const layout = layOut([
      { from: [0], before: [0] },
      { from: [2], before: [2] },
      { from: [3], before: [3] },
    ]);
    assert.deepEqual(layout, [[0], [2], [1]]);
  });

  test('two that go on from one row take another of their source before that of a stranger', () => {
    const layout = layOut([
      { from: [3, 3], before: [1, 3] },
      { from: [2, 2], before: [0, 2] },
    ]);
    assert.deepEqual(layout, [
      [3, 1],
      [2, 0],
    ]);
  });

  test('each hypothesis has a row of its own, and no row is left out', () => {
    const groups = fc
      .array(fc.array(fc.nat(3), { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 })
      .map((all) =>
        all.map(
          (from, n): RowGroup => ({
            from: from.map((row) => 4 * n + row),
            before: [0, 1, 2, 3].map((row) => 4 * n + row),
          }),
        ),
      );
    fc.assert(
      fc.property(groups, (all) => {
        const layout = layOut(all);
        assert.deepEqual(
          layout.map(({ length }) => length),
          all.map(({ from }) => from.length),
        );
        const rows = layout.flat().sort((a, b) => a - b);
        assert.deepEqual(rows, [...rows.keys()]);
      }),
    );
  });
});
