import assert from 'node:assert/strict';
import { PageStamps } from '../../src/memory/pageStamps';

suite('PageStamps', () => {
  test('a commit is noticed by pages that are ahead of it, and by no other', () => {
    const stamps = new PageStamps();
    const both = (commit: string) => ['ahead', 'committed'].map((name) => stamps.stampOf(name, 'files', commit));
    const first = both('c1');
    stamps.wasRead('ahead', 'c1', true);
    stamps.wasRead('committed', 'c1', false);
    assert.deepEqual(both('c1'), first);
    const [ahead, committed] = both('c2');
    assert.notEqual(ahead, first[0]);
    assert.equal(committed, first[1]);
    stamps.wasRead('ahead', 'c2', false);
    assert.deepEqual(both('c2'), [ahead, committed]);
    assert.deepEqual(both('c3'), [ahead, committed]);
  });

  test('another state of the files is another stamp; what is gone is forgotten', () => {
    const stamps = new PageStamps();
    stamps.wasRead('a', 'c1', false);
    assert.notEqual(stamps.stampOf('a', 'files', 'c1'), stamps.stampOf('a', 'other', 'c1'));
    stamps.keep(new Set(['b']));
    assert.notEqual(stamps.stampOf('a', 'files', 'c2'), stamps.stampOf('a', 'files', 'c1'));
  });
});
