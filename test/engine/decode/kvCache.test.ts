import assert from 'node:assert/strict';
import fc from 'fast-check';
import { KvCache } from '../../../src/engine/decode/kvCache';
import { CancellationSource, neverCancelled } from '../../../src/util/async';
import { type TokenId, tokenIds } from '../../../src/util/tokenId';
import { FakeDecoder } from '../../support/fakeDecoder';

const range = (from: number, to: number) => tokenIds(Array.from({ length: to - from }, (_, i) => (from + i) % 32));

async function coldLogits(ids: readonly TokenId[]): Promise<number[]> {
  const logits = await new KvCache(new FakeDecoder(), { pieceTokens: 64 }).extend(ids, neverCancelled);
  return Array.from(logits!);
}

suite('KvCache', () => {
  test('keeps the common prefix and runs the rest', async () => {
    const model = new FakeDecoder();
    const cache = new KvCache(model, { pieceTokens: 4 });
    await cache.extend(range(0, 10), neverCancelled);
    assert.deepEqual(cache.lastExtend, { reusedTokens: 0, ranTokens: 10 });
    const edited = tokenIds([0, 1, 2, 3, 4, 5, 9, 9]);
    const logits = await cache.extend(edited, neverCancelled);
    assert.deepEqual(cache.lastExtend, { reusedTokens: 6, ranTokens: 2 });
    assert.deepEqual(cache.ids, edited);
    assert.deepEqual(Array.from(logits!), await coldLogits(edited));
    assert.deepEqual(
      model.runs.map((run) => run.tokens),
      [4, 4, 2, 2],
    );
  });

  test('runs nothing when exactly the prompt is held, whatever the caller did to the logits', async () => {
    const cache = new KvCache(new FakeDecoder());
    for (let round = 0; round < 3; round++) {
      const logits = await cache.extend(range(0, 5), neverCancelled);
      assert.deepEqual(cache.lastExtend, round ? { reusedTokens: 5, ranTokens: 0 } : { reusedTokens: 0, ranTokens: 5 });
      assert.deepEqual(Array.from(logits!), await coldLogits(range(0, 5)));
      logits!.fill(0);
    }
  });

  test('runs the last token again when more was held', async () => {
    const cache = new KvCache(new FakeDecoder());
    await cache.extend(range(0, 7), neverCancelled);
    const logits = await cache.extend(range(0, 5), neverCancelled);
    assert.deepEqual(cache.lastExtend, { reusedTokens: 4, ranTokens: 1 });
    assert.deepEqual(Array.from(logits!), await coldLogits(range(0, 5)));
  });

  test('keeps the pieces that ran before a cancellation', async () => {
    const source = new CancellationSource();
    const model = new FakeDecoder({ onRun: ({ pastTokens }) => pastTokens === 4 && source.cancel() });
    const cache = new KvCache(model, { pieceTokens: 4 });
    assert.equal(await cache.extend(range(0, 20), source.token), undefined);
    assert.deepEqual(cache.ids, range(0, 8));
    const logits = await cache.extend(range(0, 20), neverCancelled);
    assert.deepEqual(cache.lastExtend, { reusedTokens: 8, ranTokens: 12 });
    assert.deepEqual(Array.from(logits!), await coldLogits(range(0, 20)));
  });

  test('lets a cancellation that waits in the event loop through between two pieces', async () => {
    const source = new CancellationSource();
    const model = new FakeDecoder({
      onRun: ({ pastTokens }) => pastTokens === 0 && setImmediate(() => source.cancel()),
    });
    const cache = new KvCache(model, { pieceTokens: 4 });
    assert.equal(await cache.extend(range(0, 20), source.token), undefined);
    assert.equal(model.runs.length, 1);
  });

  test('runs nothing when it is cancelled before it starts', async () => {
    const source = new CancellationSource();
    source.cancel();
    const model = new FakeDecoder();
    assert.equal(await new KvCache(model).extend(range(0, 3), source.token), undefined);
    assert.equal(model.runs.length, 0);
  });

  test('claims nothing of a run that threw', async () => {
    let failing = true;
    const model = new FakeDecoder({
      onRun: ({ pastTokens }) => {
        if (failing && pastTokens === 8) throw new Error('native failure');
      },
    });
    const cache = new KvCache(model, { pieceTokens: 4 });
    await assert.rejects(cache.extend(range(0, 20), neverCancelled), /native failure/);
    assert.deepEqual(cache.ids, range(0, 8));
    failing = false;
    const logits = await cache.extend(range(0, 20), neverCancelled);
    assert.deepEqual(Array.from(logits!), await coldLogits(range(0, 20)));
  });

  test('appends one token at a time', async () => {
    const cache = new KvCache(new FakeDecoder());
    await cache.extend(range(0, 3), neverCancelled);
    const logits = Array.from(await cache.append(3 as TokenId));
    assert.deepEqual(cache.ids, range(0, 4));
    assert.deepEqual(logits, await coldLogits(range(0, 4)));
  });

  test('refuses more tokens than the model holds, and none at all', async () => {
    const cache = new KvCache(new FakeDecoder({ contextTokens: 8 }));
    await assert.rejects(cache.extend(range(0, 9), neverCancelled), { code: 'inputTooLong' });
    await assert.rejects(cache.extend([], neverCancelled), { code: 'inputTooLong' });
    await cache.extend(range(0, 8), neverCancelled);
    await assert.rejects(cache.append(1 as TokenId), { code: 'inputTooLong' });
  });

  test('refuses a second run while one is under way', async () => {
    const cache = new KvCache(new FakeDecoder());
    const first = cache.extend(range(0, 4), neverCancelled);
    await assert.rejects(cache.append(1 as TokenId), { code: 'internal' });
    assert.throws(() => cache.truncate(0), { code: 'internal' });
    await first;
    assert.deepEqual(cache.ids, range(0, 4));
  });

  test('forks into copies that go their own ways, and stays as it is', async () => {
    const cache = new KvCache(new FakeDecoder());
    await cache.extend(range(0, 6), neverCancelled);
    const fork = cache.fork(3);
    await fork.step(tokenIds([7, 8, 9]));
    const logits = Array.from(await fork.step(tokenIds([1, 2, 3])));
    assert.equal(fork.length, 8);
    const expected = await Promise.all(
      [
        [7, 1],
        [8, 2],
        [9, 3],
      ].map((tail) => coldLogits([...range(0, 6), ...tokenIds(tail)])),
    );
    assert.deepEqual(logits, expected.flat());
    const own = Array.from(await cache.append(6 as TokenId));
    assert.deepEqual(own, await coldLogits(range(0, 7)));
  });

  test('reuses the memory of a fork of the same size, and ends the earlier fork', async () => {
    let allocations = 0;
    class Counting extends FakeDecoder {
      override allocate(batch: number) {
        allocations++;
        return super.allocate(batch);
      }
    }
    const cache = new KvCache(new Counting());
    await cache.extend(range(0, 6), neverCancelled);
    const earlier = cache.fork(2);
    const later = cache.fork(2);
    assert.equal(allocations, 2);
    await assert.rejects(earlier.step(tokenIds([1, 2])), { code: 'internal' });
    await later.step(tokenIds([1, 2]));
    cache.fork(3);
    assert.equal(allocations, 3);
    await assert.rejects(later.step(tokenIds([1, 2])), { code: 'internal' });
  });

  test('starts anew after free()', async () => {
    const cache = new KvCache(new FakeDecoder());
    await cache.extend(range(0, 6), neverCancelled);
    const fork = cache.fork(2);
    cache.free();
    assert.deepEqual(cache.ids, []);
    await assert.rejects(fork.step(tokenIds([1, 2])), { code: 'internal' });
    assert.throws(() => cache.fork(2), { code: 'internal' });
    const logits = await cache.extend(range(0, 6), neverCancelled);
    assert.deepEqual(Array.from(logits!), await coldLogits(range(0, 6)));
  });

  test('gives the logits of a cold cache after any edits, cancellations and failures', async () => {
    await fc.assert(fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 12 }), reusedEqualsCold), {
      numRuns: 300,
    });
  });
});

/** One keystroke or accident: the text between `from` and `from + removed` is replaced, the run is stopped after a piece. */
const anyStep = fc.record({
  from: fc.nat(60),
  removed: fc.oneof(fc.nat(3), fc.nat(60)),
  inserted: fc.array(fc.nat(31), { maxLength: 12 }),
  accident: fc.option(fc.record({ kind: fc.constantFrom('cancel', 'throw'), afterPieces: fc.nat(3) }), { freq: 3 }),
  next: fc.constantFrom('nothing', 'append', 'fork', 'truncate'),
});
type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;

async function reusedEqualsCold(steps: Step[]): Promise<void> {
  let onPiece: () => void = () => {};
  const cache = new KvCache(new FakeDecoder({ onRun: () => onPiece() }), { pieceTokens: 5 });
  let ids: TokenId[] = [];
  for (const { from, removed, inserted, accident, next } of steps) {
    ids = [...ids.slice(0, from), ...tokenIds(inserted), ...ids.slice(from + removed)].slice(0, 60);
    if (ids.length === 0) continue;
    const source = new CancellationSource();
    let left = accident?.afterPieces ?? Number.POSITIVE_INFINITY;
    onPiece = () => {
      if (left-- > 0) return;
      if (accident?.kind === 'throw') throw new Error('accident');
      source.cancel();
    };
    const logits = await cache.extend(ids, source.token).catch(() => undefined);
    onPiece = () => {};
    assert.deepEqual(cache.ids, ids.slice(0, cache.ids.length));
    if (logits) assert.deepEqual(Array.from(logits), await coldLogits(ids));
    if (cache.ids.length === 0) continue;
    if (next === 'append') {
      const held = [...cache.ids, 3 as TokenId];
      assert.deepEqual(Array.from(await cache.append(3 as TokenId)), await coldLogits(held));
    } else if (next === 'fork') {
      const held = cache.ids.slice();
      const both = Array.from(await cache.fork(2).step(tokenIds([4, 5])));
      const cold = [await coldLogits([...held, 4 as TokenId]), await coldLogits([...held, 5 as TokenId])];
      assert.deepEqual(both, cold.flat());
    } else if (next === 'truncate') cache.truncate(from);
  }
}
