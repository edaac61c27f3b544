import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { HistoryClient } from '../../src/client/historyClient';

const root = path.resolve(__dirname, '../..');

suite('historyClient', function () {
  this.timeout(60_000); // processes start slowly on a busy machine
  let folder: string;
  let entry: string;
  let client: HistoryClient;

  suiteSetup(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'local-text-'));
    entry = path.join(folder, 'inStep.js');
    const script: { bundleOptions(settings: object): BuildOptions[] } = await import(path.join(root, 'esbuild.mjs'));
    await build(script.bundleOptions({ only: ['inStep.js'], outdir: folder, production: true })[0]!);
  });
  suiteTeardown(() => rmSync(folder, { recursive: true, force: true }));
  setup(() => {
    client = new HistoryClient({ entry, idleMs: 60_000, patienceMs: 30_000 });
  });
  teardown(() => client.dispose());

  const file = (name: string, text: string) => {
    const place = path.join(folder, name);
    writeFileSync(place, text);
    return place;
  };
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: folder, stdio: 'pipe' });

  test('the source as it was when the translation was committed, or why there is none', async () => {
    const source = file('a.md', 'One.\r\n');
    const translation = file('a.ko.md', '하나.\n');
    const asked = { source, translation };
    assert.deepEqual(await client.oldSource(asked), { kind: 'none', reason: 'noRepository' });
    git('init', '-q');
    assert.deepEqual(await client.oldSource(asked), { kind: 'refused', refusal: 'noCommits', names: [folder] });
    git('add', 'a.md', 'a.ko.md');
    git('commit', '-qm', 'both');
    file('a.md', 'One. Two.\n');
    git('commit', '-qam', 'source');
    const found = await client.oldSource(asked);
    assert.ok(found?.kind === 'found');
    assert.equal(found.text, 'One.\n');
    assert.ok(client.isRunning);
  });

  test('a reader that ends or takes too long leaves nothing behind', async () => {
    const asked = { source: file('x.md', ''), translation: file('x.ko.md', '') };
    const ending = new HistoryClient({ entry: file('end.js', 'process.exit(1)'), idleMs: 1000, patienceMs: 30_000 });
    assert.equal(await ending.oldSource(asked), undefined);
    assert.equal(ending.isRunning, false);
    const deaf = new HistoryClient({
      entry: file('deaf.js', 'setInterval(() => {}, 1000)'),
      idleMs: 1000,
      patienceMs: 1,
    });
    assert.equal(await deaf.oldSource(asked), undefined);
    assert.equal(deaf.isRunning, false);
  });

  test('it ends when nobody asks any more', async () => {
    const brief = new HistoryClient({ entry, idleMs: 0, patienceMs: 30_000 });
    await brief.oldSource({ source: file('y.md', ''), translation: file('y.ko.md', '') });
    while (brief.isRunning) await new Promise((resolve) => setTimeout(resolve, 5));
  });
});
