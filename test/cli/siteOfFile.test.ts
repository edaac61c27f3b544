import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { siteOfFile } from '../../src/cli/siteOfFile';
import { chosenSite } from '../../src/shared/recogniseSite';

suite('the site of a file', () => {
  let folder: string;
  setup(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'local-text-site-'));
    mkdirSync(path.join(folder, 'repository/docs/guide'), { recursive: true });
    writeFileSync(path.join(folder, 'mkdocs.yml'), '');
  });
  teardown(() => rmSync(folder, { recursive: true, force: true }));

  test('is the one that a person names, or none', () => {
    const found = { generator: 'mkdocs', traits: ['attributes' as const] } as const;
    const site = { ...found, traits: [...found.traits] };
    assert.deepEqual(chosenSite(site, undefined), site);
    assert.deepEqual(chosenSite(site, 'mkdocs'), site);
    assert.deepEqual(chosenSite(site, 'hugo'), { generator: 'hugo', traits: [] });
    assert.equal(chosenSite(site, 'none'), undefined);
  });

  test('is told from the folders above it, up to where its repository begins', async () => {
    const file = path.join(folder, 'repository/docs/guide/a.md');
    assert.deepEqual(await siteOfFile(file), { generator: 'mkdocs', traits: [] });
    mkdirSync(path.join(folder, 'repository/.git'));
    assert.equal(await siteOfFile(file), undefined);
    writeFileSync(path.join(folder, 'repository/hugo.toml'), 'unsafe = true');
    assert.deepEqual(await siteOfFile(file), { generator: 'hugo', traits: ['unsafe'] });
  });
});
