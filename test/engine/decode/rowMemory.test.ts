import assert from 'node:assert/strict';
import { RowMemory } from '../../../src/engine/decode/rowMemory';
import { tokenIds } from '../../../src/util/tokenId';

suite('RowMemory', () => {
  test('gives a copy of what was kept for exactly these ids', () => {
    const rows = new RowMemory();
    const row = Float32Array.of(1, 2);
    rows.set(tokenIds([1, 2, 3, 4, 5, 6, 7, 8]), row);
    row[0] = 9;
    const found = rows.get(tokenIds([1, 2, 3, 4, 5, 6, 7, 8]))!;
    assert.deepEqual([...found], [1, 2]);
    found[1] = 9;
    assert.deepEqual([...rows.get(tokenIds([1, 2, 3, 4, 5, 6, 7, 8]))!], [1, 2]);
    assert.equal(rows.get(tokenIds([9, 2, 3, 4, 5, 6, 7, 8])), undefined); // the same end
    assert.equal(rows.get(tokenIds([2, 3, 4, 5, 6, 7, 8])), undefined);
  });

  test('forgets what was not asked for longest', () => {
    const rows = new RowMemory(2);
    for (const id of [1, 2]) rows.set(tokenIds([id]), Float32Array.of(id));
    rows.get(tokenIds([1]));
    rows.set(tokenIds([3]), Float32Array.of(3));
    assert.deepEqual(
      [1, 2, 3].map((id) => rows.get(tokenIds([id]))?.[0]),
      [1, undefined, 3],
    );
    rows.clear();
    assert.equal(rows.get(tokenIds([1])), undefined);
  });
});
