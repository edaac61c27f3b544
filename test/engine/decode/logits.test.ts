import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  applyRepetitionPenalty,
  argmax,
  logSoftmax,
  logSumExp,
  mask,
  mostProbable,
  topK,
} from '../../../src/engine/decode/logits';
import { tokenIds } from '../../../src/util/tokenId';

const row = (...values: number[]) => Float32Array.from(values);
const anyRow = fc
  .array(fc.oneof(fc.float({ min: -30, max: 30, noNaN: true }), fc.constant(-Infinity), fc.constant(0)), {
    minLength: 1,
  })
  .map((values) => Float32Array.from(values));

function close(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) < 1e-5, `${actual} is not ${expected}`);
}

suite('logits', () => {
  test('argmax gives the lowest id of equal values', () => {
    assert.equal(argmax(row(1, 3, 3, 2)), 1);
    assert.equal(argmax(row(-Infinity, -5)), 1);
  });

  test('argmax refuses a row without a possible token', () => {
    assert.throws(() => argmax(row(Number.NaN, -Infinity)), { code: 'internal' });
  });

  test('logSumExp does not overflow', () => {
    close(logSumExp(row(1000, 1000)), 1000 + Math.log(2));
    close(logSumExp(row(-1000, -Infinity)), -1000);
    assert.equal(logSumExp(row(-Infinity)), -Infinity);
  });

  test('the most probable token and its log probability are what argmax and logSumExp say', () => {
    fc.assert(
      fc.property(anyRow, (values) => {
        if (values.every((value) => value === -Infinity)) {
          assert.throws(() => mostProbable(values), { code: 'internal' });
          return;
        }
        const { id, logProb } = mostProbable(values);
        assert.equal(id, argmax(values));
        const sum = values.reduce((total, value) => total + Math.exp(value - values[id]!), 0);
        close(logProb, -Math.log(sum));
        close(logSumExp(values), values[id]! + Math.log(sum));
      }),
    );
  });

  test('logSoftmax gives log probabilities that sum to one, in place or beside', () => {
    const values = row(1, 2, 3, -Infinity);
    const out = new Float32Array(4);
    assert.equal(logSoftmax(values, out), out);
    close(
      out.reduce((sum, value) => sum + Math.exp(value), 0),
      1,
    );
    close(out[2]!, -0.407606);
    assert.equal(values[0], 1);
    assert.equal(logSoftmax(values), values);
    assert.deepEqual(values, out);
  });

  test('topK is what sorting gives, without masked entries', () => {
    fc.assert(
      fc.property(anyRow, fc.nat(40), (values, k) => {
        const sorted = Array.from(values, (value, id) => ({ id, value }))
          .filter(({ value }) => value > -Infinity)
          .sort((a, b) => b.value - a.value || a.id - b.id);
        assert.deepEqual(topK(values, k), sorted.slice(0, k));
      }),
    );
  });

  test('topK with bounds of stretches gives the same, also where values were masked since', () => {
    const stretched = fc
      .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 5 }))
      .chain(([length, count]) => {
        const size = { minLength: length * count, maxLength: length * count };
        const values = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(-Infinity)), size);
        return fc.record({ count: fc.constant(count), values, masked: fc.array(fc.boolean(), size), k: fc.nat(12) });
      });
    fc.assert(
      fc.property(stretched, ({ count, values, masked, k }) => {
        const length = values.length / count;
        const bounds = Float32Array.from({ length: count }, (_, n) =>
          Math.max(...values.slice(n * length, (n + 1) * length)),
        );
        const left = Float32Array.from(values, (value, id) => (masked[id] ? -Infinity : value));
        assert.deepEqual(topK(left, k, bounds), topK(left, k));
      }),
    );
  });

  test('topK reads few of the stretches that bounds are given of', () => {
    const values = Float32Array.from({ length: 4096 }, (_, id) => Math.sin(id * id));
    const bounds = Float32Array.from({ length: 64 }, (_, n) => Math.max(...values.subarray(n * 64, (n + 1) * 64)));
    const read = new Set<number>();
    const seen = new Proxy(values, {
      get(target, key) {
        if (typeof key === 'string' && /^\d+$/.test(key)) read.add(Math.floor(Number(key) / 64));
        return Reflect.get(target, key);
      },
    });
    assert.deepEqual(topK(seen, 4, bounds), topK(values, 4));
    assert.ok(read.size <= 5, `${read.size} stretches were read`);
  });

  test('the repetition penalty lowers each occurring id once', () => {
    const values = row(2, -2, 4, 4);
    applyRepetitionPenalty(values, tokenIds([0, 1, 2, 2, 2, 99]), 2);
    assert.deepEqual(values, row(1, -4, 2, 4));
  });

  test('mask leaves only what is allowed', () => {
    const values = row(1, 2, 3, 4);
    mask(values, new Set(tokenIds([2, 0, 99])));
    assert.deepEqual(values, row(1, -Infinity, 3, -Infinity));
  });
});
