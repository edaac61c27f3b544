// Decoders as the ecosystem exports them, each a tiny random one with what PyTorch said of it: the same logits and tokens.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { KvCache } from '../../../src/engine/decode/kvCache';
import { argmax } from '../../../src/engine/decode/logits';
import { readConfig, readDecoderConfig } from '../../../src/engine/models/bundle';
import { checkDecoder } from '../../../src/engine/models/decoderCheck';
import { DecoderSession } from '../../../src/engine/models/decoderSession';
import type { Json } from '../../../src/engine/models/modelFiles';
import { neverCancelled } from '../../../src/util/async';
import type { TokenId } from '../../../src/util/tokenId';

const exportsDir = resolve(__dirname, '../../fixtures/exports');

interface Expected {
  ids: TokenId[];
  greedy: TokenId[];
  logits: number[];
}

const read = (...path: string[]) => JSON.parse(readFileSync(join(exportsDir, ...path), 'utf8'));

for (const name of readdirSync(exportsDir)) {
  suite(`The export ${name}`, () => {
    const { ids, greedy, logits } = read(name, 'expected.json') as Expected;
    // Half precision has 11 bits, and what is added up of them is off by more; the tokens are the same all the same.
    const tolerance = name.endsWith('fp16') ? 0.05 : 2e-3;
    let model: DecoderSession;

    suiteSetup(async () => {
      const config = read(name, 'config.json') as Json;
      const file = readdirSync(join(exportsDir, name)).find((each) => each.endsWith('.onnx'))!;
      const facts = readConfig(config, 'completion', 'own');
      model = await DecoderSession.open(join(exportsDir, name, file), readDecoderConfig(config, facts), { threads: 1 });
    });
    suiteTeardown(() => model.dispose());

    const assertClose = (actual: Float32Array, expected: ArrayLike<number>) => {
      assert.equal(actual.length, expected.length);
      for (let i = 0; i < actual.length; i++) {
        const difference = Math.abs(actual[i]! - expected[i]!);
        assert.ok(difference <= tolerance * Math.max(1, Math.abs(expected[i]!)), `${i}: ${actual[i]}, ${expected[i]}`);
      }
    };

    const cold = async (prompt: readonly TokenId[]) =>
      (await new KvCache(model).extend(prompt, neverCancelled))!.slice();

    test('has the logits that transformers has, in pieces and token by token', async () => {
      for (const pieceTokens of [64, 7, 1]) {
        assertClose((await new KvCache(model, { pieceTokens }).extend(ids, neverCancelled))!, logits);
      }
    });

    test('goes on with the tokens that transformers goes on with', async () => {
      const cache = new KvCache(model);
      let row = (await cache.extend(ids, neverCancelled))!;
      const said: TokenId[] = [];
      while (said.length < greedy.length) {
        said.push(argmax(row));
        row = await cache.append(said.at(-1)!);
      }
      assert.deepEqual(said, greedy);
    });

    test('a cache that is taken back gives the logits of a cold one', async () => {
      const cache = new KvCache(model, { pieceTokens: 9 });
      for (const [kept, added] of [
        [40, 0],
        [12, 5],
        [30, 3],
        [1, 20],
      ] as const) {
        const prompt = [...ids.slice(0, kept), ...greedy.slice(0, added)];
        assertClose((await cache.extend(prompt, neverCancelled))!, await cold(prompt));
      }
    });

    test('a batch gives what each sequence gives alone', async () => {
      const cache = new KvCache(model);
      await cache.extend(ids, neverCancelled);
      const fork = cache.fork(3);
      const tails = [greedy.slice(0, 4), ids.slice(0, 4), ids.slice(20, 24)];
      const { vocabSize } = model.shape;
      for (let step = 0; step < 4; step++) {
        const rows = (await fork.step(tails.map((tail) => tail[step]!))).slice();
        for (const [n, tail] of tails.entries()) {
          assertClose(
            rows.subarray(n * vocabSize, (n + 1) * vocabSize),
            await cold([...ids, ...tail.slice(0, step + 1)]),
          );
        }
      }
    });

    test('is found to be a decoder that this engine can run', () => checkDecoder(model, 'model.onnx'));
  });
}

suite('checkDecoder', () => {
  test('refuses a decoder whose past does not count', async () => {
    const config = read('llama', 'config.json') as Json;
    const facts = readConfig(config, 'completion', 'own');
    const model = await DecoderSession.open(join(exportsDir, 'llama/model.onnx'), readDecoderConfig(config, facts), {
      threads: 1,
    });
    const forgetful = Object.create(model, {
      forward: {
        value: (input: Parameters<DecoderSession['forward']>[0]) => model.forward({ ...input, pastTokens: 0 }),
      },
    }) as DecoderSession;
    await assert.rejects(checkDecoder(forgetful, 'model.onnx'), { code: 'modelUnsupported', file: 'model.onnx' });
    await model.dispose();
  });
});
