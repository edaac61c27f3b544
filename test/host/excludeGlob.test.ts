import assert from 'node:assert/strict';
import { excludeMatcher } from '../../src/completion/eligibility';
import { globFor } from '../../src/host/excludeGlob';

suite('globFor', () => {
  for (const path of [
    'notes/diary.md',
    'a [draft] (1).md',
    '{x}!.md',
    'what?*.md',
    '/home/me/a+b@c.md',
    '/c:/Users/나/글.md',
  ]) {
    test(`matches ${path} and nothing beside it`, () => {
      const isExcluded = excludeMatcher({ [globFor(path)]: true });
      const whole = path.startsWith('/') ? path : `/repo/${path}`;
      assert.equal(isExcluded({ path: whole, relativePath: path }), true);
      assert.equal(
        isExcluded({ path: whole.replace('.md', '2.md'), relativePath: path.replace('.md', '2.md') }),
        false,
      );
    });
  }
});
