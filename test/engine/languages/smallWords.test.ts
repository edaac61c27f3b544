import assert from 'node:assert/strict';
import { smallWords } from '../../../src/engine/languages/smallWords';

suite('small words', () => {
  test('each pattern is asked in its own language', () => {
    const hangul = /[가-힣]/;
    for (const { said, mayBe } of smallWords.ko) {
      assert.ok(!hangul.test(said.source), said.source);
      assert.ok(hangul.test(mayBe.source), mayBe.source);
    }
    for (const { said, mayBe } of smallWords.en) {
      assert.ok(hangul.test(said.source), said.source);
      assert.ok(!hangul.test(mayBe.source), mayBe.source);
    }
  });
  test('no pattern remembers where it was', () => {
    for (const { said, mayBe } of [...smallWords.ko, ...smallWords.en]) assert.ok(!said.global && !mayBe.global);
  });
});
