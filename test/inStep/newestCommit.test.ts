import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newestCommitStamp } from '../../src/inStep/newestCommit';

suite('newestCommit', () => {
  let folder: string;
  setup(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'local-text-'));
  });
  teardown(() => rmSync(folder, { recursive: true, force: true }));

  const git = (...argv: string[]) =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', '-C', folder, ...argv]);
  const commit = () => git('commit', '-q', '--allow-empty', '-m', 'more');
  const stamp = () => newestCommitStamp(path.join(folder, 'page.md'));
  /** What each step makes of the stamp. */
  const stamps = async (...steps: (() => unknown)[]) => {
    const seen: string[] = [];
    for (const step of steps) {
      step();
      seen.push(await stamp());
    }
    return seen;
  };

  test('another one with every commit, the first too; the same while nothing is committed', async () => {
    assert.equal(await stamp(), '');
    const seen = await stamps(
      () => git('init', '-q'),
      commit,
      commit,
      () => git('checkout', '-q', '--detach'),
      commit,
    );
    assert.equal(new Set(seen).size, 5);
    writeFileSync(path.join(folder, 'page.md'), 'x');
    git('add', 'page.md');
    assert.equal(await stamp(), seen[4]);
  });

  test('of branches that are packed, and in a linked working tree', async () => {
    git('init', '-q');
    commit();
    git('pack-refs', '--all');
    const [packed, next] = await stamps(() => {}, commit);
    assert.notEqual(packed, next);
    git('worktree', 'add', '-q', path.join(folder, 'linked'), '-b', 'other');
    mkdirSync(path.join(folder, 'linked', 'docs'));
    const linked = () => newestCommitStamp(path.join(folder, 'linked', 'docs', 'page.md'));
    const before = await linked();
    commit();
    assert.equal(await linked(), before);
    git('-C', path.join(folder, 'linked'), 'commit', '-q', '--allow-empty', '-m', 'there');
    assert.notEqual(await linked(), before);
  });
});
