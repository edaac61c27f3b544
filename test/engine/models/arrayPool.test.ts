import assert from 'node:assert/strict';
import { ArrayPool } from '../../../src/engine/models/arrayPool';

suite('ArrayPool', () => {
  test('an array that was given back serves who asks next', () => {
    const pool = new ArrayPool();
    const array = pool.take(100);
    assert.ok(array.length >= 100 && array.length <= 113);
    pool.give(array);
    assert.equal(pool.take(90), array);
    assert.notEqual(pool.take(90), array);
  });

  test('the smallest that is large enough serves', () => {
    const pool = new ArrayPool();
    const [small, middle, large] = [new Float32Array(10), new Float32Array(20), new Float32Array(30)];
    for (const array of [large, small, middle]) pool.give(array);
    assert.equal(pool.take(11), middle);
    assert.equal(pool.take(11), large);
    assert.ok(pool.take(11).length >= 11);
    assert.equal(pool.take(1), small);
  });

  test('16 MiB are kept, the largest arrays', () => {
    const pool = new ArrayPool();
    const [small, middle, large] = [0.5, 1.5, 2.5].map((millions) => new Float32Array(millions * 2 ** 20));
    for (const array of [large!, small!, middle!]) pool.give(array);
    assert.equal(pool.take(1), middle);
    assert.equal(pool.take(1), large);
  });

  test('nothing is asked for and given', () => {
    const pool = new ArrayPool();
    pool.give(pool.take(0));
    pool.give(new Float32Array(0));
    assert.ok(pool.take(3).length >= 3);
  });
});
