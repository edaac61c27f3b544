import assert from 'node:assert/strict';
import { hasTimes, timeTag, withTimes } from '../../../../src/engine/documents/subtitles/timeTags';
import type { Cell } from '../../../../src/engine/documents/targetCells';

/** A translation with what stood between its words in the source, as it is laid before times are put back. */
function laid(plain: string, times: readonly string[]): string {
  const text = [...plain].map((raw, unit): Cell => ({ kind: 'text', raw, unit }));
  const silent = times.map((raw): Cell => ({ kind: 'atom', raw, unit: plain.length, atom: { raw, isSilent: true } }));
  const cells = [...text, ...silent];
  return withTimes(
    cells,
    cells.map(({ raw }) => raw),
  ).join('');
}

suite('times inside of a cue', () => {
  test('come in order, before words', () => {
    assert.equal(laid('가 나 다', ['<00:01.000>', '<00:02.000>']), '가 <00:01.000>나 <00:02.000>다');
    assert.equal(laid('가 나 다 라', ['<00:02.000>']), '가 나 <00:02.000>다 라');
  });

  test('have their tags around their words, the last of which closes behind the sentence', () => {
    const times = ['<00:01.000><c>', '</c>', '<00:02.000><c>', '</c>'];
    assert.equal(laid('가 나 다', times), '가 <00:01.000><c>나</c> <00:02.000><c>다</c>');
    assert.equal(laid('가 나 다', times.slice(0, 3)), '가 <00:01.000><c>나</c> <00:02.000><c>다');
  });

  test('follow each other where there are fewer words', () => {
    assert.equal(laid('가', ['<00:01.000><c>', '</c>', '<00:02.000>']), '<00:01.000><c></c><00:02.000>가');
  });

  test('are told from other tags', () => {
    assert.ok(hasTimes('a <00:01.000>b') && !hasTimes('a <b>b</b>'));
    timeTag.lastIndex = 2;
    assert.equal(timeTag.exec('a <00:00:01.000><c.red> b')?.[0], '<00:00:01.000><c.red>');
  });

  test('none leave the strings as they are', () => {
    assert.equal(laid('가 나', []), '가 나');
  });
});
