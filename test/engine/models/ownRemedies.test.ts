import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { EngineError } from '../../../src/engine/errors';
import { remedyFor } from '../../../src/engine/models/ownRemedies';

suite('remedyFor', () => {
  let dir: string;
  setup(() => {
    dir = mkdtempSync(join(tmpdir(), 'local-text-remedies-'));
  });
  teardown(() => rmSync(dir, { recursive: true, force: true }));

  const lacking = (file: string, ...found: string[]) => {
    for (const name of found) {
      mkdirSync(dirname(join(dir, name)), { recursive: true });
      writeFileSync(join(dir, name), '{"model_type": "marian"}');
    }
    return remedyFor(new EngineError('modelMissing', 'is missing', { file }), dir, 'completion');
  };

  test('a GGUF is for llama.cpp, whatever lies beside it', async () => {
    assert.match(await lacking('config.json', 'a.Q4_K_M.gguf'), /llama\.cpp.*localText\.server\.url/);
    assert.match(await lacking('model.onnx', 'config.json', 'tokenizer.json'), /llama\.cpp/);
  });

  test('weights of PyTorch alone want an export', async () => {
    assert.match(await lacking('model.onnx', 'model.safetensors'), /ONNX export.*--task text-generation-with-past/);
    assert.match(await lacking('config.json'), /^Choose the folder of an ONNX export/);
  });

  test('a graph under another name may be named', async () => {
    assert.match(await lacking('model.onnx', 'onnx/my_decoder.onnx'), /It has onnx\/my_decoder\.onnx: write the path/);
    assert.match(await lacking('config.json'), /Copy the whole folder/);
  });

  test('the hub’s cache keeps the folder inside of snapshots', async () => {
    assert.match(await lacking('config.json', 'snapshots/abc/config.json'), /inside of its snapshots/);
  });

  test('a tokenizer in other files is named, and where such models are to be had', async () => {
    assert.match(await lacking('tokenizer.json', 'vocab.txt'), /It has vocab\.txt.*save_pretrained/);
    assert.match(await lacking('tokenizer.json', 'config.json', 'source.spm'), /source\.spm.*Xenova\/opus-mt-en-de/);
  });

  test('a damaged file is fetched anew; a folder that is not there, and an empty one, are chosen anew', async () => {
    const damaged = new EngineError('modelInvalid', 'is truncated', { file: 'model.onnx' });
    assert.equal(await remedyFor(damaged, dir, 'completion'), 'Download or export it again.');
    assert.match(await lacking('config.json'), /choose another/);
    rmSync(dir, { recursive: true });
    assert.match(await remedyFor(new EngineError('modelMissing', 'x', {}), dir, 'completion'), /choose another/);
  });
});
