import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { siteOfFile } from '../../src/cli/siteOfFile';

suite('the site of a file', () => {
  let folder: string;
  setup(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'local-text-site-'));
    mkdirSync(path.join(folder, 'repository/docs/guide'), { recursive: true });
    writeFileSync(path.join(folder, 'mkdocs.yml'), '');
  });
  teardown(() => rmSync(folder, { recursive: true, force: true }));

  test('is told from the folders above it, up to where its repository begins', async () => {
    const file = path.join(folder, 'repository/docs/guide/a.md');
    assert.deepEqual(await siteOfFile(file), { generator: 'mkdocs', traits: [] });
    mkdirSync(path.join(folder, 'repository/.git'));
    assert.equal(await siteOfFile(file), undefined);
    writeFileSync(path.join(folder, 'repository/hugo.toml'), 'unsafe = true');
    assert.deepEqual(await siteOfFile(file), { generator: 'hugo', traits: ['unsafe'] });
  });
});
