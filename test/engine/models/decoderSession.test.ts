import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { KvCache } from '../../../src/engine/decode/kvCache';
import { Bundle } from '../../../src/engine/models/bundle';
import { DecoderSession } from '../../../src/engine/models/decoderSession';
import { type DecoderConfig, readDecoderSignature } from '../../../src/engine/models/decoderSignature';
import type { TensorInfo } from '../../../src/engine/models/session';
import { neverCancelled } from '../../../src/util/async';
import { type TokenId, tokenIds } from '../../../src/util/tokenId';
import { tinyDecoderDir } from '../../support/tinyDecoder';

const golden = JSON.parse(readFileSync(join(tinyDecoderDir, 'expected.json'), 'utf8')) as {
  ids: TokenId[];
  logits: number[];
  /** With keys and values rounded to int8. */
  int8Logits: number[];
}[];
const longest = golden.at(-1)!;
const options = { threads: 1 };
/** Where the last bit of a float decides how a key is rounded, a logit moves. */
const oneStepOfInt8 = 0.1;

function assertClose(actual: Float32Array, expected: ArrayLike<number>, tolerance: number): void {
  assert.equal(actual.length, expected.length);
  for (let i = 0; i < actual.length; i++) {
    const difference = Math.abs(actual[i]! - expected[i]!);
    assert.ok(difference <= tolerance, `logit ${i}: ${actual[i]} is not ${expected[i]}`);
  }
}

for (const graph of ['model', 'model_positions', 'model_int8']) {
  suite(`DecoderSession over ${graph}.onnx`, () => {
    let config: DecoderConfig;
    let model: DecoderSession;
    const isInt8 = graph === 'model_int8';
    const assertNear = (actual: Float32Array, wanted: ArrayLike<number>) =>
      assertClose(actual, wanted, isInt8 ? oneStepOfInt8 : 1e-4);
    const expected = (each: (typeof golden)[number]) => (isInt8 ? each.int8Logits : each.logits);

    suiteSetup(async () => {
      config = (await Bundle.open(tinyDecoderDir, 'completion')).decoderConfig;
      model = await DecoderSession.open(join(tinyDecoderDir, `onnx/${graph}.onnx`), config, options);
    });
    suiteTeardown(() => model.dispose());

    const cold = async (ids: readonly TokenId[]) =>
      (await new KvCache(model, { pieceTokens: 96 }).extend(ids, neverCancelled))!.slice();

    test('reads its shape', () => {
      assert.deepEqual(model.shape, { layers: 2, kvHeads: 2, headDim: 16, vocabSize: 272, contextTokens: 96 });
    });

    test('gives the logits that numpy gives, in one run and in pieces', async () => {
      for (const each of golden) {
        assertNear(await cold(each.ids), expected(each));
        const cache = new KvCache(model, { pieceTokens: 5 });
        assertNear((await cache.extend(each.ids, neverCancelled))!, expected(each));
      }
    });

    test('gives them token by token', async () => {
      const cache = new KvCache(model);
      const [first, ...rest] = longest.ids;
      let logits = (await cache.extend([first!], neverCancelled))!;
      for (const id of rest) logits = await cache.append(id);
      assertNear(logits, expected(longest));
    });

    test('gives as many rows as are wanted', async () => {
      const buffers = model.allocate(1);
      const run = async (keep: number) => {
        const rows = await model.forward({ ids: longest.ids, batch: 1, pastTokens: 0, buffers, keep });
        assert.equal(rows.length, (keep || longest.ids.length) * 272);
        return rows.slice();
      };
      const all = await run(0);
      assertNear(all.subarray(-272), expected(longest));
      assertNear(await run(1), expected(longest));
      assertNear(await run(3), all.subarray(-3 * 272));
      assertNear(all.subarray(0, 272), await cold(longest.ids.slice(0, 1)));
    });

    test('a reused cache gives the logits of a cold one', async () => {
      const edit = fc.record({
        from: fc.nat(90),
        removed: fc.oneof(fc.nat(20), fc.nat(90)),
        inserted: fc.array(fc.nat(271), { maxLength: 20 }),
      });
      const anyEdits = fc.array(edit, { minLength: 2, maxLength: 6 });
      await fc.assert(
        fc.asyncProperty(anyEdits, async (edits) => {
          const cache = new KvCache(model, { pieceTokens: 7 });
          let ids = longest.ids;
          for (const { from, removed, inserted } of edits) {
            ids = [...ids.slice(0, from), ...tokenIds(inserted), ...ids.slice(from + removed)].slice(0, 90);
            if (ids.length === 0) continue;
            const reused = (await cache.extend(ids, neverCancelled))!.slice();
            assertNear(reused, await cold(ids));
          }
        }),
        { numRuns: 40 },
      );
    });

    test('a cache that shrinks and grows again gives the logits of a cold one', async () => {
      const cache = new KvCache(model);
      for (const length of [90, 10, 40, 5, 33, 32, 96, 31, 64, 65]) {
        const ids = tokenIds(Array.from({ length }, (_, i) => (i * 37 + (i > 30 ? length : 0)) % 272));
        const reused = (await cache.extend(ids, neverCancelled))!.slice();
        assertNear(reused, await cold(ids));
      }
    });

    test('a batch gives what each sequence gives alone, up to the last position', async () => {
      const cache = new KvCache(model);
      const held = longest.ids.slice(0, 20);
      await cache.extend(held, neverCancelled);
      const tails = [longest.ids.slice(20, 30), longest.ids.slice(30, 40), longest.ids.slice(40, 50)];
      const fork = cache.fork(3);
      for (let i = 0; i < 10; i++) {
        const rows = (await fork.step(tails.map((tail) => tail[i]!))).slice();
        for (const [sequence, tail] of tails.entries()) {
          const row = rows.subarray(sequence * 272, (sequence + 1) * 272);
          assertNear(row, await cold([...held, ...tail.slice(0, i + 1)]));
        }
      }
      const alone = (await cache.append(longest.ids[20]!)).slice(); // the fork did not touch what it was forked from
      assertNear(alone, await cold(longest.ids.slice(0, 21)));
    });

    test('fills its context to the last position', async () => {
      const ids = tokenIds(Array.from({ length: 96 }, (_, i) => (i * 37) % 272));
      const cache = new KvCache(model);
      await cache.extend(ids.slice(0, 95), neverCancelled);
      const last = (await cache.append(ids[95]!)).slice();
      assertNear(last, await cold(ids));
      await assert.rejects(cache.append(ids[0]!), { code: 'inputTooLong' });
    });

    test('refuses what the native operator would not check', async () => {
      const buffers = model.allocate(1);
      const input = { ids: longest.ids, batch: 1, pastTokens: 0, buffers, keep: 1 };
      const bad = [
        { ...input, pastTokens: 90 },
        { ...input, pastTokens: -1 },
        { ...input, ids: [] },
        { ...input, ids: tokenIds([272]) },
        { ...input, ids: tokenIds([-1]) },
        { ...input, keep: 65 },
        { ...input, batch: 2, buffers: model.allocate(2) },
        { ...input, ids: longest.ids.slice(0, 1), buffers: model.allocate(2) },
      ];
      for (const run of bad) await assert.rejects(model.forward(run), { code: 'internal' });
    });
  });
}

suite('DecoderSession over whole caches of int8', () => {
  test('takes what it gave, less what was forgotten', async () => {
    const { decoderConfig } = await Bundle.open(tinyDecoderDir, 'completion');
    const config = { ...decoderConfig, keepsInPlace: false };
    const model = await DecoderSession.open(join(tinyDecoderDir, 'onnx/model_int8.onnx'), config, options);
    const cache = new KvCache(model, { pieceTokens: 24 });
    await cache.extend([...longest.ids.slice(0, 50), ...longest.ids.slice(0, 10)], neverCancelled);
    assertClose((await cache.extend(longest.ids, neverCancelled))!, longest.int8Logits, oneStepOfInt8);
    await model.dispose();
  });
});

suite('DecoderSession and config.json', () => {
  const open = (config: Partial<DecoderConfig>) =>
    DecoderSession.open(
      join(tinyDecoderDir, 'onnx/model.onnx'),
      { vocabSize: 272, contextTokens: 96, ...config },
      options,
    );

  test('agree, or the error says where they do not', async () => {
    await (await open({})).dispose();
    await assert.rejects(open({ vocabSize: 300 }), { code: 'modelInvalid', message: /vocabSize is 272.*says 300/ });
    await assert.rejects(open({ layers: 3 }), { code: 'modelInvalid', message: /layers is 2.*says 3/ });
    await assert.rejects(open({ kvHeads: 4 }), { code: 'modelInvalid' });
    await assert.rejects(open({ headDim: 32 }), { code: 'modelInvalid' });
  });

  test('a graph with other inputs or outputs is not run', () => {
    const kv = (name: string, type = 'float32'): TensorInfo => ({ name, type, shape: ['batch', 2, 'past', 16] });
    const ids: TensorInfo[] = ['input_ids', 'attention_mask'].map((name) => ({
      name,
      type: 'int64',
      shape: ['b', 'n'],
    }));
    const past = [kv('past_key_values.0.key'), kv('past_key_values.0.value')];
    const appended = kv('appended');
    const present = [kv('present.0.key'), kv('present.0.value')];
    const logits: TensorInfo = { name: 'logits', type: 'float32', shape: ['b', 'n', 272] };
    const read = (inputs: TensorInfo[], outputs: TensorInfo[]) =>
      readDecoderSignature(inputs, outputs, { vocabSize: 272, contextTokens: 96 });

    assert.equal(read([...ids, ...past], [logits, appended]).shape.layers, 1);
    assert.equal(read([...ids, ...past], [logits, ...present]).cache.adds, 'all');
    const of = (type: string, name: string) => [kv(`${name}.0.key`, type), kv(`${name}.0.value`, type)];
    const int8 = read([...ids, ...of('int8', 'past_key_values')], [logits, kv('appended', 'int8')]);
    assert.equal(int8.cache.type, 'int8');
    const bad: [TensorInfo[], TensorInfo[], RegExp][] = [
      [[ids[1]!, ...past], [logits, appended], /input_ids/],
      [[...ids, ...past, { name: 'encoder_hidden_states', type: 'float32', shape: [] }], [logits, appended], /encoder/],
      [[...ids, ...past], [logits, present[0]!], /layer 0/],
      [[...ids, kv('past_key_values.0.key', 'float16'), past[1]!], [logits, appended], /several types/],
      [[...ids, ...of('uint8', 'past_key_values')], [logits, kv('appended', 'uint8')], /type uint8/],
      [[...ids, ...of('float16', 'past_key_values')], [logits, kv('appended', 'float16')], /appends .* float16/],
      [[{ ...ids[0]!, type: 'int32' }, ids[1]!, ...past], [logits, appended], /int32/],
      [ids, [logits, appended], /past/],
      [[...ids, ...past], [appended], /logits/],
      [[...ids, ...past], [{ ...logits, shape: ['b', 'n', 'vocab'] }, appended], /vocabulary/],
    ];
    for (const [inputs, outputs, message] of bad) {
      assert.throws(() => read(inputs, outputs), { code: 'modelUnsupported', message });
    }
  });
});
