import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { glibcVersion } from '../../src/util/glibc';

suite('glibcVersion', () => {
  test('is what the system says of itself', () => {
    const { status, stdout } = spawnSync('getconf', ['GNU_LIBC_VERSION'], { encoding: 'utf8' });
    assert.equal(glibcVersion(), status === 0 ? /^glibc (\S+)/.exec(stdout)?.[1] : undefined);
  });

  test('does not make the report look up the names of peers', () => {
    glibcVersion();
    assert.equal((process.report as { excludeNetwork?: boolean } | undefined)?.excludeNetwork, true);
  });
});
