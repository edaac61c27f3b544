import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findSource } from '../../src/inStep/findSource';
import { rememberSource } from '../../src/update/rememberedSource';

suite('rememberedSource', () => {
  let folder: string;
  setup(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'local-text-'));
  });
  teardown(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string) => path.join(folder, name);
  const pairs = () => readFileSync(file('.localtext/pairs.json'), 'utf8');

  test('what is noted is found, and what was noted before stays', async () => {
    for (const name of ['a.md', 'b.md', 'c.md']) writeFileSync(file(name), '');
    assert.equal(await rememberSource(folder, file('b.md'), file('a.md')), true);
    assert.equal(await rememberSource(folder, file('c.md'), file('a.md')), true);
    assert.equal(await findSource(file('b.md')), file('a.md'));
    assert.deepEqual(JSON.parse(pairs()), { 'b.md': 'a.md', 'c.md': 'a.md' });
  });

  test('a file that cannot be read is left as it is', async () => {
    mkdirSync(file('.localtext'));
    writeFileSync(file('.localtext/pairs.json'), '{ "b.md": ');
    assert.equal(await rememberSource(folder, file('b.md'), file('a.md')), false);
    assert.equal(pairs(), '{ "b.md": ');
  });
});
