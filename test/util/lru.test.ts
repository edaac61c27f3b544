import assert from 'node:assert/strict';
import { LruMap } from '../../src/util/lru';

suite('LruMap', () => {
  test('forgets what was used least recently', () => {
    const map = new LruMap<string, number>(2);
    map.set('a', 1);
    map.set('b', 2);
    assert.equal(map.get('a'), 1);
    map.set('c', 3);
    assert.equal(map.get('b'), undefined);
    assert.deepEqual([...map.values()], [1, 3]);
  });

  test('setting again renews and does not grow', () => {
    const map = new LruMap<string, number>(2);
    map.set('a', 1);
    map.set('b', 2);
    map.set('a', 10);
    map.set('c', 3);
    assert.equal(map.size, 2);
    assert.equal(map.get('a'), 10);
    assert.equal(map.get('b'), undefined);
  });

  test('is empty after clear, and refuses to hold nothing', () => {
    const map = new LruMap<string, number>(1);
    map.set('a', 1);
    map.clear();
    assert.equal(map.size, 0);
    for (const capacity of [0, -1, Number.NaN]) assert.throws(() => new LruMap(capacity), RangeError);
  });
});
