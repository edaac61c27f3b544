import assert from 'node:assert/strict';
import { foldersAbove, ignoreMatcher } from '../../src/completion/ignoreRules';

suite('.localtextignore', () => {
  test("follows Git's rules", () => {
    const text =
      '# private\ndrafts/\n*.secret.md\n!public.secret.md\n/top.md\ndocs/**/old.md\n\\#odd.md\nname with space.md\n';
    const isIgnored = ignoreMatcher([{ folder: '/repo', text }]);
    const ignored = ['drafts/a.md', 'a/drafts/b/c.md', 'a/x.secret.md', 'top.md', 'docs/a/b/old.md', '#odd.md'];
    for (const path of [...ignored, 'a/name with space.md', 'Top.md'])
      assert.equal(isIgnored(`/repo/${path}`), true, path);
    for (const path of ['drafts.md', 'public.secret.md', 'a/top.md', 'old.md', 'private', 'a.md', 'drafts/../a.md']) {
      assert.equal(isIgnored(`/repo/${path}`), path === 'drafts/../a.md', path);
    }
    assert.equal(isIgnored('/repo'), false);
  });

  test('of a deeper folder counts there, and last', () => {
    const isIgnored = ignoreMatcher([
      { folder: '/repo', text: '*.log.md\nkept/' },
      { folder: '/repo/a [1]', text: '!wanted.log.md\n/own.md\nsub/own.md\n!kept/x.md\n*.tmp' },
    ]);
    assert.equal(isIgnored('/repo/a [1]/wanted.log.md'), false);
    assert.equal(isIgnored('/repo/wanted.log.md'), true);
    assert.equal(isIgnored('/repo/a [1]/own.md'), true);
    assert.equal(isIgnored('/repo/a [1]/b/own.md'), false);
    assert.equal(isIgnored('/repo/own.md'), false);
    assert.equal(isIgnored('/repo/a [1]/sub/own.md'), true);
    assert.equal(isIgnored('/repo/a [1]/b/c.tmp'), true);
    assert.equal(isIgnored('/repo/a 1/own.md'), false);
    assert.equal(isIgnored('/repo/a [1]/kept/x.md'), true, 'what is in an ignored folder stays ignored');
  });

  test('holds wherever the repository is, and nothing without a file', () => {
    const isIgnored = ignoreMatcher([{ folder: '', text: 'c.md' }]);
    assert.equal(isIgnored('/c:/Users/me/c.md'), true);
    assert.equal(ignoreMatcher([])('/a.md'), false);
    assert.equal(ignoreMatcher([{ folder: '/repo', text: '\r\n# nothing\r\n' }])('/repo/a.md'), false);
    assert.equal(ignoreMatcher([{ folder: '/repo', text: 'a.md\r\n' }])('/repo/a.md'), true);
  });

  test('is looked for in each folder above', () => {
    assert.deepEqual(foldersAbove('/home/me/a.md'), ['/home/me', '/home', '']);
    assert.deepEqual(foldersAbove('/a.md'), ['']);
    assert.deepEqual(foldersAbove('Untitled-1'), []);
  });
});
