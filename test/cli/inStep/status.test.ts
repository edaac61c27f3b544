import assert from 'node:assert/strict';
import fs, { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as git from 'isomorphic-git';
import { statusOf } from '../../../src/cli/inStep/status';
import { type CliOptions, readOptions } from '../../../src/cli/options';

suite('status', () => {
  let folder: string;
  setup(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'local-text-'));
  });
  teardown(() => rmSync(folder, { recursive: true, force: true }));

  const file = (name: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  };
  const run = async (...argv: string[]) => {
    const out: string[] = [];
    const terminal = {
      write: async (text: string | Uint8Array) => void out.push(String(text)),
      showProgress: () => {},
      tell: () => {},
    };
    const code = await statusOf(readOptions(['status', ...argv]) as CliOptions, terminal);
    return { code, text: out.join('') };
  };

  test('what pairs.json of a folder above says counts, too, and the nearer one more', async () => {
    file('docs/text/one.md', '# One\n\nThe cat sat.\n');
    file('docs/text/eins.md', '# 하나\n\n고양이가 앉았다.\n');
    file('.localtext/pairs.json', '{"docs/text/eins.md": "docs/text/one.md"}');
    assert.deepEqual(await run(path.join(folder, 'docs')), { code: 0, text: '1 up to date\n' });
    file('docs/.localtext/pairs.json', '{"text/eins.md": "text/two.md"}');
    assert.equal((await run(path.join(folder, 'docs'))).code, 1);
  });

  test('what is behind, missing, orphaned and leads nowhere is told, and the code says it', async () => {
    file('docs/a.md', '# A\n\nThe cat sat on the mat in the sun.\n');
    file('docs/ko/a.md', '# 가\n\n고양이가 햇볕이 드는 매트 위에 앉았다. [위](#가)\n');
    assert.deepEqual(await run(folder), { code: 0, text: '1 up to date\n' });
    file('docs/a.md', '# A\n\nThe cat sat on the mat in the sun.\n\n- The dogs `bark` 3 times at night.\n');
    file('docs/ko/a.md', '# 가\n\n고양이가 햇볕이 드는 매트 위에 앉았다. [위](#나)\n');
    file('docs/b.md', '# B\n');
    file('docs/ja/b.md', '# B\n');
    file('docs/ko/c.md', '# 다\n');
    const { code, text } = await run(folder);
    assert.equal(code, 1);
    assert.match(text, /^out of date by 1 +docs\/ko\/a\.md {2}dead anchors: #나 {2}\(compared without history/m);
    assert.match(text, /^missing +docs\/b\.md$/m);
    assert.match(text, /^orphaned +docs\/ko\/c\.md$/m);
    assert.match(text, /^1 out of date, 1 missing, 1 orphaned$/m);
    const { pages } = JSON.parse((await run(folder, '--json')).text);
    assert.deepEqual(
      pages.map(({ state }: { state: string }) => state),
      ['outOfDate', 'orphaned', 'missing'],
    );
  });

  test('pages without any translation: that is said', async () => {
    file('docs/a.md', '# A\n');
    assert.deepEqual(await run(folder), { code: 0, text: 'no translations, and so nothing out of date\n' });
  });

  test('with a history: in step until the source changes, dead anchors told all the same', async () => {
    const english = '# A\n\nThe cat sat on the mat in the sun.\n';
    file('docs/a.md', english);
    file('docs/ko/a.md', '# 가\n\n고양이가 햇볕이 드는 매트 위에 앉았다. [위](#가), [아래](#나)\n');
    file('docs/b.md', english);
    file('docs/ko/b.md', '# 가\n\n고양이가 햇볕이 드는 매트 위에 앉았다.\n');
    await git.init({ fs, dir: folder });
    for (const name of ['docs/a.md', 'docs/ko/a.md', 'docs/b.md', 'docs/ko/b.md'])
      await git.add({ fs, dir: folder, filepath: name });
    const author = { name: 'A', email: 'a@b.c' };
    await git.commit({ fs, dir: folder, message: 'one', author });
    assert.deepEqual(await run(folder), {
      code: 1,
      text: `${'up to date'.padEnd(20)} docs/ko/a.md  dead anchors: #나\n2 up to date\n`,
    });
    file('docs/b.md', `${english}\nThe dogs barked 3 times at night.\n`);
    const { text } = await run(folder);
    assert.match(text, /^out of date by 1 +docs\/ko\/b\.md$/m);
    assert.match(text, /^1 up to date, 1 out of date$/m);
  });

  test('a page that cannot be compared is a row, a folder without pages is refused', async () => {
    file('a.md', '# A\n\nThe cat sat on the mat in the sun.\n');
    file('a.ko.md', '<<<<<<< HEAD\n가\n=======\n나\n>>>>>>> x\n');
    const { code, text } = await run(folder);
    assert.equal(code, 1);
    assert.match(text, /cannot be compared.*merge conflict/);
    await assert.rejects(run(path.join(folder, 'none')), { message: /cannot be read/ });
    mkdirSync(path.join(folder, 'empty'));
    await assert.rejects(run(path.join(folder, 'empty')), { message: /has no Markdown pages/ });
  });

  test('a folder of translations alone is refused: its sources are out of sight', async () => {
    file('docs/a.md', '# A\n');
    file('docs/ko/guides/a.md', '# 가\n');
    const within = (name: string) => path.join(folder, 'docs', name);
    await assert.rejects(run(within('ko')), { message: /translations alone; .* sources too/ });
    await git.init({ fs, dir: folder });
    await assert.rejects(run(within('ko/guides')), { message: /translations alone/ });
    assert.equal((await run(within(''))).code, 1);
  });
});
