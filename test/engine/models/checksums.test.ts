import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseChecksums, verifyChecksums } from '../../../src/engine/models/checksums';
import { CancellationSource, neverCancelled } from '../../../src/util/async';

const sum = (text: string) => createHash('sha256').update(text).digest('hex');

suite('checksums', () => {
  let dir: string;
  setup(() => {
    dir = mkdtempSync(join(tmpdir(), 'local-text-'));
    mkdirSync(join(dir, 'onnx'));
  });
  teardown(() => rmSync(dir, { recursive: true, force: true }));

  const lay = (files: Record<string, string>, listed: Record<string, string> = files) => {
    for (const [file, text] of Object.entries(files)) writeFileSync(join(dir, file), text);
    const lines = Object.entries(listed).map(([file, text]) => `${sum(text)}  ${file}\n`);
    writeFileSync(join(dir, 'SHA256SUMS'), lines.join(''));
  };

  test('reads what sha256sum writes, in text and binary mode', () => {
    const hex = sum('a');
    assert.deepEqual(parseChecksums(`${hex}  a b.json\r\n${hex.toUpperCase()} *onnx/m.onnx\n# no sum\n`), [
      { sum: hex, file: 'a b.json' },
      { sum: hex, file: 'onnx/m.onnx' },
    ]);
  });

  test('a whole bundle holds', async () => {
    lay({ 'config.json': '{}', 'onnx/model.onnx': 'x'.repeat(3 << 20) });
    assert.equal(await verifyChecksums(dir, neverCancelled), 2);
  });

  test('one changed byte is found, and the file named', async () => {
    const graph = 'x'.repeat(3 << 20);
    lay(
      { 'config.json': '{}', 'onnx/model.onnx': `${graph.slice(1)}y` },
      { 'config.json': '{}', 'onnx/model.onnx': graph },
    );
    await assert.rejects(verifyChecksums(dir, neverCancelled), { code: 'modelInvalid', file: 'onnx/model.onnx' });
  });

  test('without sums, or with files that are not there or lie elsewhere, there is nothing to say', async () => {
    assert.equal(await verifyChecksums(dir, neverCancelled), 0);
    lay({}, { 'gone.json': 'a', '../outside': 'b', '/etc/hostname': 'c' });
    assert.equal(await verifyChecksums(dir, neverCancelled), 0);
  });

  test('ends when cancelled', async () => {
    lay({ 'config.json': '{}' }, { 'config.json': 'other' });
    const source = new CancellationSource();
    source.cancel();
    assert.equal(await verifyChecksums(dir, source.token), 0);
  });

  test('the bundled models hold', async () => {
    const models = resolve(__dirname, '../../../models');
    for (const name of readdirSync(models)) {
      const found = await verifyChecksums(join(models, name), neverCancelled);
      if (['completion', 'fill-mask', 'seq2seq'].includes(name)) assert.ok(found >= 4, name);
    }
  });
});
