import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sumOfExp } from '../../../src/engine/decode/sumOfExp';

const value = fc.oneof(fc.float({ min: -1000, max: 1000, noNaN: true }), fc.constantFrom(0, -0, -Infinity));

suite('the sum of exp by a table', () => {
  test('is what Math.exp gives', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), (values) => {
        const row = Float32Array.from(values);
        const max = row.reduce((a, b) => Math.max(a, b));
        if (max === -Infinity) return;
        const expected = row.reduce((sum, each) => sum + Math.exp(each - max), 0);
        assert.ok(Math.abs(sumOfExp(row, max) / expected - 1) < 4e-9, `${row}`);
      }),
    );
  });

  test('is small where values are, down to what a double holds', () => {
    for (const at of [-1, -20, -700, -744]) {
      const relative = sumOfExp(Float32Array.of(at), 0) / Math.exp(at);
      assert.ok(Math.abs(relative - 1) < (at < -708 ? 0.3 : 4e-9), `${at}: ${relative}`);
    }
    assert.equal(sumOfExp(Float32Array.of(-800, -Infinity, Number.NaN), 0), 0);
  });

  test('of nothing possible is nothing', () => {
    assert.equal(sumOfExp(Float32Array.of(-Infinity, Number.NaN), -Infinity), 0);
    assert.equal(sumOfExp(new Float32Array(0), -Infinity), 0);
  });
});
