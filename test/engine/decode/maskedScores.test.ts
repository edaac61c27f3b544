import assert from 'node:assert/strict';
import { compareSpans } from '../../../src/engine/decode/compareSpans';
import { logProbOf } from '../../../src/engine/decode/maskedModel';
import { occlude } from '../../../src/engine/decode/occlusion';
import { pseudoLogLikelihood } from '../../../src/engine/decode/pseudoLikelihood';
import { CancellationSource, neverCancelled } from '../../../src/util/async';
import { tokenId, tokenIds } from '../../../src/util/tokenId';
import { FakeMasked, type Say } from '../../support/fakeMasked';

const mask = tokenId(31);
const ends = { first: tokenId(1), last: tokenId(2), mask };
const now = async () => {};
/** Each token is expected where its number follows from the one before it. */
const counting: Say = (ids, at) => new Map([[ids[at - 1]! + 1, 10]]);

suite('pseudoLogLikelihood', () => {
  test('masks each token in turn', async () => {
    const model = new FakeMasked(counting);
    const ids = tokenIds([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    const sum = await pseudoLogLikelihood(model, ids, ends, neverCancelled, now);
    assert.ok(sum! > -0.1 && sum! < 0);
    const rows = model.runs.flat();
    assert.equal(rows.length, ids.length);
    for (const [n, row] of rows.entries()) {
      assert.deepEqual(row.wanted, [n + 1]);
      assert.deepEqual(row.ids, [1, ...ids.with(n, mask), 2]);
    }
  });

  test('a long sequence is seen through windows, each token once', async () => {
    const model = new FakeMasked(counting, { contextTokens: 12 });
    const ids = tokenIds(Array.from({ length: 29 }, (_, n) => n + 2));
    assert.ok((await pseudoLogLikelihood(model, ids, ends, neverCancelled, now))! > -0.1);
    assert.equal(model.runs.flat().length, 29);
  });

  test('nothing is certain, and a cancelled one has no result', async () => {
    assert.equal(await pseudoLogLikelihood(new FakeMasked(counting), [], ends, neverCancelled, now), 0);
    const source = new CancellationSource();
    source.cancel();
    assert.equal(
      await pseudoLogLikelihood(new FakeMasked(counting), tokenIds([2]), ends, source.token, now),
      undefined,
    );
  });
});

suite('occlude', () => {
  test('a part that speaks for a filling is missed', async () => {
    // 9 is expected only where 7 stands in front.
    const model = new FakeMasked((ids) => new Map(ids.includes(tokenId(7)) ? [[9, 5]] : [[8, 5]]));
    const context = { before: tokenIds([1, 7, 5]), after: tokenIds([6, 2]), mask };
    const parts = [
      { from: 1, to: 2 },
      { from: 4, to: 5 },
    ];
    const [nine, eight] = await occlude(model, context, 1, parts, [tokenIds([9]), tokenIds([8])]);
    assert.ok(nine![0]! > 5 && eight![0]! < -5);
    assert.deepEqual([nine![1], eight![1]], [0, 0]);
    assert.equal(model.runs.length, 1);
    assert.deepEqual(model.runs[0]![2]!.ids, [1, 7, 5, mask, mask, 2]);
  });
});

suite('compareSpans', () => {
  const place = { before: tokenIds([1, 4]), after: tokenIds([2]), mask };

  test('scores fillings left to right in their own number of masks', async () => {
    const model = new FakeMasked(counting);
    const fillings = [tokenIds([5]), tokenIds([5, 6]), tokenIds([5, 9]), tokenIds([8])];
    const [sums] = (await compareSpans(model, [{ ...place, fillings }], neverCancelled, now))!;
    assert.ok(sums![0]! > -0.1 && sums![1]! > -0.1);
    assert.ok(sums![2]! < -20 && sums![3]! < -20);
    const rows = model.runs.flat();
    assert.equal(rows.length, 3, 'the beginnings they have in common are asked once');
  });

  test('follows a filling no further than down to its floor', async () => {
    const model = new FakeMasked(counting);
    const fillings = [tokenIds([5, 6]), tokenIds([8, 6]), tokenIds([9, 6])];
    const floors = [-5, -5, Number.NEGATIVE_INFINITY];
    const [sums] = (await compareSpans(model, [{ ...place, fillings, floors }], neverCancelled, now))!;
    const [whole] = (await compareSpans(new FakeMasked(counting), [{ ...place, fillings }], neverCancelled, now))!;
    assert.deepEqual([sums![0], sums![2]], [whole![0], whole![2]]);
    assert.ok(sums![1]! < -5);
    const said = model.runs.flat().map(({ ids }) => ids[2]);
    assert.deepEqual(said, [mask, 5, 9]);
  });

  test('pauses between runs and stops when cancelled', async () => {
    const model = new FakeMasked(counting);
    const source = new CancellationSource();
    const many = Array.from({ length: 20 }, () => ({ ...place, fillings: [tokenIds([5])] }));
    let pauses = 0;
    const pause = async () => {
      if (++pauses === 2) source.cancel();
    };
    assert.equal(await compareSpans(model, many, source.token, pause), undefined);
    assert.equal(model.runs.length, 1);
  });
});

suite('logProbOf', () => {
  test('is the log of the softmax', () => {
    const row = Float32Array.of(1, 2, 3);
    const sum = [0, 1, 2].reduce((total, id) => total + Math.exp(logProbOf(row, tokenId(id))), 0);
    assert.ok(Math.abs(sum - 1) < 1e-6);
  });
});
