// A bundle without a card or a checksum is not packaged.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { checkBundle } from '../../scripts/bundleCheck.mjs';

const card = '---\nlicense: mit\nparameters: 5_802_432\n---\n# A model\n';
const sum = (text: string) => createHash('sha256').update(text).digest('hex');

suite('a bundle that is to be packaged', () => {
  let folder: string;

  setup(() => {
    folder = mkdtempSync(join(tmpdir(), 'local-text-bundle-'));
    write('config.json', '{}');
    write('onnx/model.onnx', 'graph');
    write('MODEL_CARD.md', card);
    write('SHA256SUMS', `${sum('{}')}  config.json\n${sum('graph')}  onnx/model.onnx\n`);
  });

  teardown(() => rmSync(folder, { recursive: true }));

  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const refused = (pattern: RegExp) => assert.throws(() => checkBundle(folder, 'completion'), pattern);

  test('is whole', () => checkBundle(folder, 'completion'));

  test('has a card', () => {
    rmSync(join(folder, 'MODEL_CARD.md'));
    refused(/models\/completion is not packaged: MODEL_CARD.md is missing.*models\/README.md/);
  });

  test('has a card that says licence and size', () => {
    write('MODEL_CARD.md', '# A model\n');
    refused(/names no license; MODEL_CARD.md says no parameters/);
    write('MODEL_CARD.md', '---\nlicense: mit\nparameters: 0\n---\n');
    refused(/says no parameters/);
  });

  test('has checksums', () => {
    rmSync(join(folder, 'SHA256SUMS'));
    refused(/SHA256SUMS is missing/);
  });

  test('has a checksum for every file, and the right one', () => {
    write('tokenizer.json', '{}');
    refused(/no line for tokenizer.json/);
    rmSync(join(folder, 'tokenizer.json'));
    write('onnx/model.onnx', 'another graph');
    refused(/onnx\/model.onnx is not what SHA256SUMS says/);
  });

  test('is each of the bundles that are here', () => {
    const models = resolve(__dirname, '../../models');
    const names = readdirSync(models).filter((name) => existsSync(join(models, name, 'config.json')));
    assert.ok(names.includes('completion'));
    for (const name of names) checkBundle(join(models, name), name);
  });
});
