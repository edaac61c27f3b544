import assert from 'node:assert/strict';
import fc from 'fast-check';
import { closeSpellings } from '../../../src/engine/languages/closeSpellings';

suite('closeSpellings', () => {
  for (const [meant, written] of [
    ['letter', 'leter'], // missing
    ['letter', 'lettter'], // doubled
    ['their', 'thier'], // swapped
    ['cat', 'cay'], // changed
    ['dog', 'dogs'], // added at the end
    ['됐다', '됬다'], // another final
    ['괜찮다', '괸찮다'], // another vowel
    ['사과를', '과사를'], // swapped syllables
    ['합니다', '합니니다'], // doubled syllable
  ] as const)
    test(`${written} and ${meant} are one slip apart`, () =>
      assert.ok(closeSpellings(written).has(meant) || closeSpellings(meant).has(written)));

  test('a whole syllable too many only where it stands twice', () => {
    assert.ok(closeSpellings('내용은은').has('내용은'));
    assert.ok(!closeSpellings('나은데').has('나은'));
  });

  test('never gives the word itself or nothing', () => {
    for (const word of ['a', 'aa', 'hello', '가나']) {
      assert.ok(!closeSpellings(word).has(word));
      assert.ok(!closeSpellings(word).has(''));
    }
  });

  test('goes both ways for small Latin letters', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{2,7}$/), fc.nat(), (word, pick) => {
        const all = [...closeSpellings(word)];
        const other = all[pick % all.length]!;
        assert.ok(closeSpellings(other).has(word), `${other} and ${word}`);
      }),
    );
  });
});
