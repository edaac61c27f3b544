import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  applyTemperature,
  draw,
  greedy,
  keepMinP,
  keepTopK,
  keepTopP,
  Pcg32,
  Sampler,
  type SamplingOptions,
  softmax,
} from '../../../src/engine/decode/sampler';
import { tokenIds } from '../../../src/util/tokenId';

const row = (...values: number[]) => Float32Array.from(values);
const probabilities = (...values: number[]) => Float32Array.from(values, (value) => value / 100);
const sampler = (options: Partial<SamplingOptions>) => new Sampler({ ...greedy, temperature: 1, ...options });

function kept(values: Float32Array): number[] {
  return Array.from(values.keys()).filter((id) => values[id]! > 0);
}

function drawMany(options: Partial<SamplingOptions>, logits: readonly number[], count: number): number[] {
  const drawn = sampler(options);
  return Array.from({ length: count }, () => drawn.sample(Float32Array.from(logits)));
}

suite('sampler', () => {
  test("draws O'Neill's numbers", () => {
    const random = new Pcg32(42); // pcg32-demo, seed 42, stream 54
    const numbers = Array.from({ length: 6 }, () => random.nextUint32().toString(16));
    assert.deepEqual(numbers, ['a15c02b7', '7b47f409', 'ba1d3330', '83d2f293', 'bfa4784b', 'cbed606e']);
  });

  test('temperature 0 is greedy', () => {
    assert.equal(new Sampler().sample(row(1, 5, 3)), 1);
  });

  test('the repetition penalty works on greedy too', () => {
    const penalized = new Sampler({ ...greedy, repetitionPenalty: 2 });
    assert.equal(penalized.sample(row(1, 5, 3), tokenIds([1])), 2);
  });

  test('the same seed gives the same tokens, another one others', () => {
    const logits = Array.from({ length: 50 }, (_, i) => Math.sin(i));
    assert.deepEqual(drawMany({ seed: 7 }, logits, 50), drawMany({ seed: 7 }, logits, 50));
    assert.notDeepEqual(drawMany({ seed: 7 }, logits, 50), drawMany({ seed: 8 }, logits, 50));
  });

  test('draws as often as the probabilities say', () => {
    const drawn = drawMany({ seed: 1 }, [Math.log(0.5), Math.log(0.3), Math.log(0.2)], 4000);
    for (const [id, share] of [0.5, 0.3, 0.2].entries()) {
      const seen = drawn.filter((token) => token === id).length / drawn.length;
      assert.ok(Math.abs(seen - share) < 0.03, `${id}: ${seen}`);
    }
  });

  test('a very low temperature is greedy and does not overflow', () => {
    assert.deepEqual(drawMany({ temperature: 1e-38, seed: 3 }, [1, 80, 79], 5), [1, 1, 1, 1, 1]);
  });

  test('temperature flattens or sharpens', () => {
    const values = row(1, 3);
    applyTemperature(values, 2);
    softmax(values);
    assert.ok(Math.abs(values[1]! - 1 / (1 + Math.exp(-1))) < 1e-6);
  });

  test('top-k keeps exactly k', () => {
    const values = row(2, 5, 5, 5, 1);
    keepTopK(values, 2);
    assert.deepEqual(values, row(-Infinity, 5, 5, -Infinity, -Infinity));
  });

  test('top-p keeps the smallest set that reaches it', () => {
    const scratch = new Int32Array(8);
    for (const [topP, expected] of [
      [0.4, [2]],
      [0.5, [2]],
      [0.51, [2, 3]],
      [0.81, [0, 2, 3]],
      [0.999, [0, 1, 2, 3]],
    ] as const) {
      const values = probabilities(15, 5, 50, 30);
      keepTopP(values, topP, scratch);
      assert.deepEqual(kept(values), expected, `topP ${topP}`);
    }
  });

  test('top-p is what sorting gives', () => {
    const anyLogits = fc.array(fc.integer({ min: -8, max: 8 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(anyLogits, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (logits, topP) => {
        const values = Float32Array.from(logits);
        softmax(values);
        const sorted = Array.from(values).sort((a, b) => b - a);
        let mass = 0;
        let last = 0;
        for (let i = 0; i < sorted.length && mass < topP; i++) {
          mass += sorted[i]!;
          last = sorted[i]!;
        }
        fc.pre(Math.abs(mass - topP) > 1e-6); // on the very edge rounding decides
        const expected = Array.from(values.keys()).filter((id) => values[id]! >= last);
        keepTopP(values, topP, new Int32Array(values.length));
        const edge = expected.length !== kept(values).length && Math.abs(mass - last - topP) < 1e-6;
        if (!edge) assert.deepEqual(kept(values), expected);
      }),
    );
  });

  test('min-p keeps what is near the best', () => {
    const values = probabilities(50, 24, 25, 1);
    keepMinP(values, 0.5);
    assert.deepEqual(kept(values), [0, 2]);
  });

  test('draw never gives a token of probability 0', () => {
    assert.equal(draw(row(0, 1, 0), 0), 1);
    assert.equal(draw(row(0.5, 0.5, 0), 1 - 2 ** -32), 1);
  });

  test('options out of range are refused', () => {
    for (const bad of [{ temperature: -1 }, { topP: 0 }, { minP: 2 }, { repetitionPenalty: 0 }, { topK: Number.NaN }]) {
      assert.throws(() => sampler(bad), { code: 'inputInvalid' });
    }
  });
});
