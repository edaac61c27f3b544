import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chooseThreads, chooseThreadsForTokens, GraphSession, toEngineError } from '../../../src/engine/models/session';
import { tinyDecoderDir } from '../../support/tinyDecoder';

const graph = join(tinyDecoderDir, 'onnx/model.onnx');

suite('GraphSession', () => {
  test('tells the signature, symbolic dimensions by name', async () => {
    const session = await GraphSession.open(graph, { threads: 1 });
    const input = (name: string) => session.inputs.find((info) => info.name === name);
    assert.deepEqual(input('input_ids'), {
      name: 'input_ids',
      type: 'int64',
      shape: ['batch_size', 'sequence_length'],
    });
    assert.deepEqual(input('num_logits_to_keep')?.shape, []);
    assert.deepEqual(session.outputs[0], {
      name: 'logits',
      type: 'float32',
      shape: ['batch_size', 'kept_length', 272],
    });
    await session.dispose();
  });

  test('a run that fails is a coded error, and the session lives on', async () => {
    const session = await GraphSession.open(graph, { threads: 1 });
    const bad = { input_ids: session.tensor(new Float32Array(1), [1, 1]) };
    await assert.rejects(session.run(bad, {}), { name: 'EngineError', code: 'internal' });
    await session.dispose();
  });

  test('is closed once, and not used after', async () => {
    const session = await GraphSession.open(graph, { threads: 1 });
    await session.dispose();
    await session.dispose();
    await assert.rejects(session.run({}, {}), { code: 'internal', message: /closed/ });
  });

  test('a file that is missing or cut off is a coded error', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'local-text-'));
    try {
      const path = join(dir, 'model.onnx');
      await assert.rejects(GraphSession.open(path, { threads: 1 }), { code: 'modelMissing', file: 'model.onnx' });
      writeFileSync(path, readFileSync(graph).subarray(0, 70_000));
      await assert.rejects(GraphSession.open(path, { threads: 1 }), { code: 'modelInvalid', message: /^model.onnx/ });
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  test('uses the threads asked for, or those of a small machine', () => {
    assert.equal(chooseThreads(3, 2), 3);
    assert.equal(chooseThreads(0, 1), 1);
    assert.equal(chooseThreads(0, 2), 2);
    assert.equal(chooseThreads(0, 32), 4);
  });

  test('runs a small graph token by token in one thread, unless told otherwise', () => {
    assert.equal(chooseThreadsForTokens(0, 9e6), 1);
    assert.equal(chooseThreadsForTokens(2, 9e6), 2);
    assert.equal(chooseThreadsForTokens(0, 90e6), chooseThreads(0));
  });

  test('native errors keep their kind', () => {
    const code = (text: string) =>
      toEngineError(new Error(text), 'model.onnx could not be loaded', 'modelInvalid').code;
    assert.equal(code('std::bad_alloc'), 'outOfMemory');
    assert.equal(code('Failed to allocate memory for requested buffer of size 9'), 'outOfMemory');
    assert.equal(
      code('Load model failed: Fatal error: com.x:Y(-1) is not a registered function/op'),
      'modelUnsupported',
    );
    assert.equal(code('Protobuf parsing failed.'), 'modelInvalid');
  });
});
