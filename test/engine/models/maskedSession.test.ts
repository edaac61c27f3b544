import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MaskedSession, readMaskedSignature } from '../../../src/engine/models/maskedSession';
import type { TensorInfo } from '../../../src/engine/models/session';
import { type TokenId, tokenIds } from '../../../src/util/tokenId';
import { tinyMaskedDir } from '../../support/tinyMasked';

const golden = JSON.parse(readFileSync(join(tinyMaskedDir, 'expected.json'), 'utf8')) as {
  ids: TokenId[];
  at: number;
  logits: number[];
}[];
const config = { vocabSize: 272, contextTokens: 64, padTokenId: 0 };

function assertClose(actual: Float32Array, expected: ArrayLike<number>): void {
  assert.equal(actual.length, expected.length);
  for (let i = 0; i < actual.length; i++) assert.ok(Math.abs(actual[i]! - expected[i]!) <= 1e-4, `logit ${i}`);
}

for (const [graph, selects] of [
  ['model', true],
  ['model_whole', false],
] as const) {
  suite(`MaskedSession over ${graph}.onnx`, () => {
    let model: MaskedSession;
    suiteSetup(async () => {
      model = await MaskedSession.open(join(tinyMaskedDir, `onnx/${graph}.onnx`), config, { threads: 1 });
    });
    suiteTeardown(() => model.dispose());

    test('knows whether the graph gives wanted rows alone', () => assert.equal(model.selects, selects));

    test('gives the logits that numpy gives, alone and padded in a batch', async () => {
      for (const { ids, at, logits } of golden) assertClose(await model.forward([{ ids, wanted: [at] }]), logits);
      const all = await model.forward(golden.map(({ ids, at }) => ({ ids, wanted: [at] })));
      for (const [n, { logits }] of golden.entries()) assertClose(all.subarray(n * 272, (n + 1) * 272), logits);
    });

    test('gives several rows of one sequence in order', async () => {
      const { ids, at, logits } = golden[2]!;
      const rows = (await model.forward([{ ids, wanted: [0, at, ids.length - 1] }])).slice();
      assertClose(rows.subarray(272, 544), logits);
      assertClose(await model.forward([{ ids, wanted: [0] }]), rows.subarray(0, 272));
    });

    test('refuses runs that the native side would not check', async () => {
      const { ids } = golden[0]!;
      const bad = [
        [],
        [{ ids, wanted: [] }],
        [{ ids, wanted: [ids.length] }],
        [{ ids, wanted: [1, 0] }],
        [{ ids: tokenIds([272]), wanted: [0] }],
        [{ ids: tokenIds(new Array<number>(65).fill(1)), wanted: [0] }],
      ];
      for (const rows of bad) await assert.rejects(model.forward(rows), { code: 'internal' });
    });
  });
}

suite('readMaskedSignature', () => {
  const ids = (name: string, type = 'int64'): TensorInfo => ({ name, type, shape: ['b', 'n'] });
  const logits: TensorInfo = { name: 'logits', type: 'float32', shape: ['b', 'n', 272] };
  const inputs = [ids('input_ids'), ids('attention_mask')];

  test('a graph that wants or gives something else is not run', () => {
    const bad: [TensorInfo[], TensorInfo[], RegExp][] = [
      [[inputs[0]!], [logits], /attention_mask/],
      [[...inputs, ids('position_ids')], [logits], /position_ids/],
      [[ids('input_ids', 'int32'), inputs[1]!], [logits], /int64/],
      [inputs, [{ ...logits, type: 'float16' }], /float32/],
    ];
    for (const [given, outputs, message] of bad) {
      assert.throws(() => readMaskedSignature(given, outputs, 272), { code: 'modelUnsupported', message });
    }
  });

  test('a vocabulary that disagrees with config.json is invalid', () =>
    assert.throws(() => readMaskedSignature(inputs, [logits], 300), { code: 'modelInvalid', message: /272.*300/ }));
});
