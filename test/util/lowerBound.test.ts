import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lowerBound } from '../../src/util/lowerBound';

suite('lowerBound', () => {
  test('is where a linear search ends', () => {
    const sorted = fc.array(fc.nat(20)).map((all) => Uint32Array.from(all).sort());
    const agrees = fc.property(sorted, fc.nat(21), (values, wanted) => {
      const first = values.findIndex((value) => value >= wanted);
      assert.equal(lowerBound(values, wanted), first < 0 ? values.length : first);
    });
    fc.assert(agrees);
  });
});
