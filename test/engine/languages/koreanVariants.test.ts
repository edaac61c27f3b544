import assert from 'node:assert/strict';
import { koreanVariants } from '../../../src/engine/languages/koreanVariants';

suite('koreanVariants', () => {
  test('a term stands once, in the singular, with several different renderings in Hangul', () => {
    const terms = koreanVariants.map(([term]) => term);
    assert.equal(new Set(terms).size, terms.length);
    for (const [term, renderings] of koreanVariants) {
      assert.match(term, /^[a-z][a-z -]*[a-z]$/);
      assert.ok(renderings.length > 1 && new Set(renderings).size === renderings.length, term);
      for (const rendering of renderings) assert.match(rendering, /^[가-힣]+(?: [가-힣]+)*$/);
    }
  });
});
