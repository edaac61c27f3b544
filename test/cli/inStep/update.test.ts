import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Drafter } from '../../../src/cli/inStep/drafter';
import { statusOf } from '../../../src/cli/inStep/status';
import { updateFiles } from '../../../src/cli/inStep/update';
import { type CliOptions, readOptions } from '../../../src/cli/options';
import { TranslationMemory } from '../../../src/engine/documents/memory/translationMemory';
import { findSource } from '../../../src/inStep/findSource';
import { findGitFolder } from '../../../src/inStep/gitFolder';
import { baseOf } from '../../../src/inStep/gitHistory';
import { isTranslationPath, sourcePathsOf } from '../../../src/shared/translationPaths';

const english = '# Guide\n\nInstall version 1.2 with `npm ci`.\n\nThe cat sat on the mat.\n';
const korean = '# 안내서\n\n`npm ci`로 1.2 버전을 설치하세요.\n\n고양이가 매트 위에 앉았다.\n';

const drafter: Drafter = {
  memory: new TranslationMemory(),
  update: async ({ items }) => {
    const asked = items.flatMap(({ draft }, n) => (draft ? [n] : []));
    return { texts: new Map(asked.map((n) => [n, { text: '초안입니다.', confidence: 0.5 }])), applied: new Set() };
  },
  texts: async (texts) =>
    texts.map((text) => ({ text: `초안 ${text.replace(/[a-z ]+/gi, '')}`.trim(), confidence: 0.5 })),
};

suite('update', () => {
  let folder: string;
  setup(() => {
    drafter.memory.clear();
    folder = mkdtempSync(path.join(tmpdir(), 'local-text-'));
  });
  teardown(() => rmSync(folder, { recursive: true, force: true }));

  const file = (name: string, text: string | Buffer) => {
    const full = path.join(folder, name);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, text);
    return full;
  };
  const git = (...argv: string[]) =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', '-C', folder, ...argv], {
      stdio: 'pipe',
    });
  const commit = (message: string) => {
    git('add', '-A');
    git('commit', '-q', '-m', message);
  };
  const run = async (...argv: string[]) => {
    const out: (string | Uint8Array)[] = [];
    const told: string[] = [];
    const terminal = {
      write: async (text: string | Uint8Array) => void out.push(text),
      showProgress: () => {},
      tell: (line: string) => void told.push(line),
    };
    const code = await updateFiles(drafter, readOptions(['update', ...argv]) as CliOptions, terminal);
    return { code, text: Buffer.concat(out.map((part) => Buffer.from(part))).toString('utf8'), told: told.join('\n') };
  };
  const refuses = (message: RegExp, ...argv: string[]) => assert.rejects(run(...argv), { name: 'Error', message });

  test('an old source that is named', async () => {
    const [ko, en, old] = [
      file('a.ko.md', korean),
      file('a.md', english.replace('1.2', '1.3').replace('cat sat', 'bird sang')),
      file('old.md', english),
    ];
    const { text, told } = await run(ko, '--source', en, '--base', old);
    assert.equal(text, '# 안내서\n\n`npm ci`로 1.3 버전을 설치하세요.\n\n초안입니다.\n');
    assert.equal(readFileSync(ko, 'utf8'), korean);
    assert.match(told, /1 patched, 1 changed\. 1 drafted by the model/);
    const kept = await run(ko, '--base', old, '--keep-changed', '--write');
    assert.equal(kept.text, '');
    assert.equal(readFileSync(ko, 'utf8'), korean.replace('1.2', '1.3'));
    const { items } = JSON.parse((await run(ko, '--base', old, '--json')).text);
    assert.deepEqual(
      items.map(({ kind, drafted, before }: Record<string, unknown>) => [kind, drafted, before]),
      [['changed', true, '고양이가 매트 위에 앉았다.']],
    );
  });

  test('a file that is to be read only is not replaced', async function () {
    if (process.getuid?.() === 0) this.skip(); // who may write everything is stopped by nothing
    const [ko, en, old] = [
      file('r.ko.md', korean),
      file('r.md', english.replace('1.2', '1.3')),
      file('r-old.md', english),
    ];
    chmodSync(ko, 0o444);
    await refuses(/cannot be written/, ko, '--source', en, '--base', old, '--write');
    assert.equal(readFileSync(ko, 'utf8'), korean);
  });

  test('the file stays as it is in every byte that is not touched', async () => {
    const [ko, old] = [
      file('a.ko.md', `\ufeff${korean.replaceAll('\n', '\r\n').replace('\r\n\r\n', '\n\r\n')}`),
      file('old.md', english),
    ];
    file('a.md', english);
    const before = readFileSync(ko);
    const { mtimeMs } = statSync(ko);
    await run(ko, '--base', old, '--write');
    assert.equal(statSync(ko).mtimeMs, mtimeMs);
    file('a.md', english.replace('1.2', '1.4'));
    await run(ko, '--base', old, '--write');
    assert.equal(readFileSync(ko, 'utf8'), before.toString('utf8').replace('1.2', '1.4'));
    await run(ko, '--base', old, '--write');
    assert.equal(readFileSync(ko, 'utf8'), before.toString('utf8').replace('1.2', '1.4'));
  });

  test('the source as it stood at the translation’s newest commit, also across a merge', async () => {
    git('init', '-q', '-b', 'main');
    file('docs/a.md', english);
    commit('source');
    git('checkout', '-q', '-b', 'side');
    const ko = file('docs/ko/a.md', korean);
    commit('translation');
    git('checkout', '-q', 'main');
    file('docs/a.md', english.replace('1.2', '1.3'));
    commit('source moves on');
    git('merge', '-q', '--no-edit', 'side');
    file('other.md', 'x\n');
    commit('another file');
    const found = await baseOf(path.join(folder, 'docs/a.md'), ko);
    assert.ok(found.kind === 'found');
    assert.equal(Buffer.from(found.bytes).toString('utf8'), english);
    await run(ko, '--write');
    assert.equal(readFileSync(ko, 'utf8'), korean.replace('1.2', '1.3'));
  });

  test('twice before a commit is once, whatever the model says, and status says the same', async () => {
    git('init', '-q', '-b', 'main');
    const table = (...rows: string[]) => rows.map((row) => `| ${row.split(' ').join(' | ')} |\n`).join('');
    const swapped = (text: string) => text.replace(/\| (\S+) \| (\S+) \|/g, '| $2 | $1 |');
    const page = `${english}\n${table('Fruit Tool', '-- --', 'Apple Wheel', 'Pear Chair')}`;
    const ko = file('docs/ko/a.md', `${korean}\n${table('과일 도구', '-- --', '사과 바퀴', '배 의자')}`);
    const en = file('docs/a.md', page);
    commit('both');
    writeFileSync(en, swapped(page).replace('cat sat on', 'bird sang below').replace('The', 'Dogs bark.\n\nThe'));
    const status = () =>
      statusOf(readOptions(['status', folder]) as CliOptions, { write: async () => {}, showProgress() {}, tell() {} });
    assert.equal(await status(), 1);
    await run(ko, '--write');
    const once = readFileSync(ko, 'utf8');
    assert.match(once, /\| 도구 \| 과일 \|[\s\S]*\| 바퀴 \| 사과 \|\n\| 의자 \| 배 \|/);
    assert.match(once, /초안입니다\.\n\n초안입니다\./);
    const { told } = await run(ko, '--write');
    assert.match(told, /up to date/);
    assert.equal(readFileSync(ko, 'utf8'), once);
    assert.equal(await status(), 0);
    // A draft that a person corrected is theirs.
    writeFileSync(ko, once.replace('초안입니다.', '개는 짖는다.'));
    await run(ko, '--write');
    assert.equal(readFileSync(ko, 'utf8'), once.replace('초안입니다.', '개는 짖는다.'));
    assert.equal(await status(), 0);
  });

  test('packed, in a linked worktree, and with a source that was renamed', async () => {
    git('init', '-q', '-b', 'main');
    file('docs/old-name.md', english);
    file('docs/ko/a.md', korean);
    commit('both');
    git('mv', 'docs/old-name.md', 'docs/a.md');
    file('docs/a.md', english.replace('1.2', '1.3'));
    commit('renamed and changed');
    git('mv', 'docs/ko/a.md', 'docs/ko/b.md');
    git('mv', 'docs/ko/b.md', 'docs/ko/a.md');
    git('gc', '-q');
    git('worktree', 'add', '-q', '--detach', path.join(folder, 'linked'));
    for (const root of [folder, path.join(folder, 'linked')]) {
      const found = await baseOf(path.join(root, 'docs/a.md'), path.join(root, 'docs/ko/a.md'));
      assert.ok(found.kind === 'found');
      assert.equal(found.path, 'docs/old-name.md');
    }
  });

  test('no repository: texts alone; a repository that cannot say: a way out', async () => {
    const [ko] = [file('a.ko.md', korean), file('a.md', `${english}\nMore is said here.\n`)];
    const { text, told } = await run(ko);
    assert.equal(text, `${korean}\n초안입니다.\n`);
    assert.match(told, /in no git repository/);
    git('init', '-q', '-b', 'main');
    await refuses(/has no commits yet.*--base/s, ko);
    commit('all');
    file('.git/config', '[core]\n\trepositoryformatversion = 1\n[extensions]\n\tobjectformat = sha256\n');
    await refuses(/named by SHA-256.*--base/s, ko);
    file('.git/config', '[extensions]\n\trefStorage = reftable\n');
    await refuses(/reftable/, ko);
    assert.equal((await run(ko, '--base', 'none')).text, `${korean}\n초안입니다.\n`);
    assert.equal((await findGitFolder(ko))?.unreadable, 'its branches are kept as a reftable');
  });

  test('a shallow clone is told from a new file', async () => {
    git('init', '-q', '-b', 'main');
    file('a.md', english);
    file('a.ko.md', korean);
    commit('one');
    file('a.md', english.replace('1.2', '1.3'));
    commit('two');
    const clone = path.join(folder, 'clone');
    execFileSync('git', ['clone', '-q', '--depth', '1', `file://${folder}`, clone], { stdio: 'pipe' });
    await refuses(/shallow clone.*--unshallow/s, path.join(clone, 'a.ko.md'));
    const shared = path.join(folder, 'shared');
    execFileSync('git', ['clone', '-q', '--shared', folder, shared], { stdio: 'pipe' });
    assert.equal((await baseOf(path.join(shared, 'a.md'), path.join(shared, 'a.ko.md'))).kind, 'found');
  });

  test('what cannot be: a sentence with the way out, and nothing is written', async () => {
    const [ko, en] = [file('a.ko.md', korean), file('a.md', english)];
    await refuses(/no\.md cannot be read/, ko, '--base', path.join(folder, 'no.md'));
    await refuses(/no-po\.po holds no gettext messages/, file('no-po.po', 'Not one of them.\n'));
    await refuses(/b\.ko\.md cannot be read/, path.join(folder, 'b.ko.md'));
    await refuses(/source of .*c\.ko\.md was not found.*--source/s, file('c.ko.md', korean));
    await refuses(/is in English/, en, '--source', en);
    await refuses(/is in Korean/, ko, '--source', ko);
    await refuses(/is in Korean.*--base OLD-EN\.md/, ko, '--source', en, '--base', ko);
    await refuses(/merge conflict in line 3/, file('a.ko.md', `# 안\n\n<<<<<<< HEAD\n가\n=======\n나\n>>>>>>> x\n`));
    await refuses(/CP949/, file('a.ko.md', Buffer.from('b0a1b3aab4d92e0a', 'hex')));
    const other = file(
      'other.md',
      `${Array.from({ length: 9 }, (_, n) => `## Part ${n}\n\nUse \`f${n}\` for ${n} of them.\n`).join('\n')}`,
    );
    await refuses(
      /% of its parts have a partner there, 40 %/,
      file('a.ko.md', korean),
      '--source',
      other,
      '--base',
      other,
    );
  });

  test('pairs.json names a source that no layout does', async () => {
    const ko = file('translated/eins.md', korean);
    file('text/one.md', english);
    file('.localtext/pairs.json', '{"translated/eins.md": "text/one.md"}');
    assert.equal(await findSource(ko), path.join(folder, 'text/one.md'));
    for (const wrong of ['[1]', '["a"]', '{"translated/eins.md": 3}', '"text/one.md"', '5', 'null', '', '{']) {
      file('.localtext/pairs.json', wrong);
      await assert.rejects(findSource(ko), { message: /pairs\.json cannot be read/ }, wrong);
    }
    cpSync(ko, path.join(folder, 'x.md'));
  });

  test('a broken pairs.json farther up than one that names the source, or outside of the repository, is nobody’s trouble', async () => {
    const ko = file('a/translated/eins.md', korean);
    file('a/text/one.md', english);
    file('.localtext/pairs.json', '{');
    file('a/.localtext/pairs.json', '{"translated/eins.md": "text/one.md"}');
    assert.equal(await findSource(ko), path.join(folder, 'a/text/one.md'));
    const beside = file('a/b/eins.ko.md', korean);
    const source = file('a/b/eins.md', english);
    await assert.rejects(findSource(beside), { message: /pairs\.json cannot be read/ });
    file('a/.git/HEAD', 'ref: refs/heads/main\n');
    assert.equal(await findSource(beside), source);
  });
});

suite('translationPaths', () => {
  const check = (translation: string, source: string) => {
    assert.ok(sourcePathsOf(translation).includes(source), `${translation}: ${sourcePathsOf(translation).join(' ')}`);
    assert.ok(isTranslationPath(translation));
    assert.ok(!isTranslationPath(source));
  };
  test('the layouts that docs use', () => {
    check('guide.ko.md', 'guide.md');
    check('README_ko.md', 'README.md');
    check('docs/README-KO.md', 'docs/README.md');
    check('README.ko-KR.md', 'README.md');
    check('docs/ko/a/b.md', 'docs/a/b.md');
    check('docs/ko/a/b.md', 'docs/en/a/b.md');
    check('content/ko/docs/a.md', 'content/en/docs/a.md');
    check('src/content/docs/ko/guides/a.mdx', 'src/content/docs/guides/a.mdx');
    check('i18n/ko/docusaurus-plugin-content-docs/current/a.md', 'docs/a.md');
    check('site/i18n/ko/docusaurus-plugin-content-docs/version-1.0/a.md', 'site/versioned_docs/version-1.0/a.md');
    check('i18n/ko/docusaurus-plugin-content-blog/a.md', 'blog/a.md');
    check('i18n/ko/docusaurus-plugin-content-pages/a.mdx', 'src/pages/a.md');
    check('translations/ko/README.md', 'README.md');
    check('ko/a.md', 'docs/a.md');
    check('docs/README.ko-KR.md', 'README.md');
    check('i18n/CONTRIBUTING_ko.md', 'CONTRIBUTING.md');
    check('docs/i18n/README_ko.md', 'README.md');
    assert.ok(!sourcePathsOf('docs/guide.ko.md').includes('guide.md'));
    assert.ok(!sourcePathsOf('docs/a/README.ko.md').includes('README.md'));
  });
});
