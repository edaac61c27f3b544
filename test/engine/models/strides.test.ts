import assert from 'node:assert/strict';
import fc from 'fast-check';
import { copyRows, layRows, moveRows, rearranged } from '../../../src/engine/models/strides';

suite('strides', () => {
  const anyCase = fc
    .record({ rows: fc.integer({ min: 1, max: 6 }), from: fc.nat(9), to: fc.nat(9), used: fc.nat(9) })
    .filter(({ from, to, used }) => used <= Math.min(from, to));
  const rowsOf = (memory: Float32Array, rows: number, stride: number, used: number): number[][] =>
    Array.from({ length: rows }, (_, row) => [...memory.subarray(row * stride, row * stride + used)]);

  test('rows moved in place hold what they held, whether they come closer or draw apart', () => {
    fc.assert(
      fc.property(anyCase, ({ rows, from, to, used }) => {
        const memory = Float32Array.from({ length: rows * Math.max(from, to) }, (_, i) => i);
        const before = rowsOf(memory, rows, from, used);
        moveRows(memory, rows, { from, to, used });
        assert.deepEqual(rowsOf(memory, rows, to, used), before);
      }),
    );
  });

  test('rows that have room stay in their memory, others come into a new one', () => {
    const memory = Float32Array.of(1, 2, 3, 4, 0, 0);
    const wider = { from: 2, to: 3, used: 2 };
    assert.equal(layRows(memory, 2, wider, 9), memory);
    assert.deepEqual([...memory], [1, 2, 3, 3, 4, 0]);
    const larger = layRows(Float32Array.of(1, 2, 3, 4), 2, wider, 9);
    assert.deepEqual([...larger], [1, 2, 0, 3, 4, 0, 0, 0, 0]);
  });

  test('rows copied behind an offset leave all else as it was', () => {
    const target = new Float32Array(8).fill(9);
    copyRows(Float32Array.of(1, 2, 0, 3, 4, 0), target, 2, { from: 3, to: 4, used: 2 }, 1);
    assert.deepEqual([...target], [9, 1, 2, 9, 9, 3, 4, 9]);
  });

  test('rows in another order are what they were, in their own memory where none is read after it was written over', () => {
    const order = fc
      .tuple(
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.nat(5), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 3 }),
      )
      .map(([rows, from, size]) => ({ rows, from: from.map((row) => row % rows), size }));
    fc.assert(
      fc.property(order, ({ rows, from, size }) => {
        const memory = Float32Array.from({ length: rows * size }, (_, i) => i);
        const before = rowsOf(memory, rows, size, size);
        const other = () => new Float32Array(from.length * size);
        const after = rowsOf(rearranged(memory, from, size, other), from.length, size, size);
        assert.deepEqual(
          after,
          from.map((row) => before[row]),
        );
      }),
    );
    const memory = Float32Array.of(1, 2, 3, 4);
    assert.equal(rearranged(memory, [0, 3, 2], 1, assert.fail), memory);
    assert.deepEqual([...memory], [1, 4, 3, 4]);
  });
});
