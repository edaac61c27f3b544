import assert from 'node:assert/strict';
import { readTmx } from '../../../../src/engine/documents/memory/tmx';
import { TranslationMemory } from '../../../../src/engine/documents/memory/translationMemory';
import { exchangeMemory } from '../../../../src/engine/tasks/memory/exchangeMemory';
import type { ExchangeResult } from '../../../../src/shared/protocol/memory';

const version = '1.0.0';
const pair = (en: string, ko: string) => ({ en, ko });

function written(result: ExchangeResult) {
  assert.equal(result.kind, 'written');
  return result;
}

function tmxOf(pairs: { en: string; ko: string }[], origin = 'a.md'): string {
  const memory = new TranslationMemory();
  memory.set(origin, pairs);
  return written(exchangeMemory({ kind: 'export', version }, memory)).tmx;
}

suite('exchangeMemory', () => {
  test('what is remembered goes out with its files', () => {
    const memory = new TranslationMemory();
    memory.set('a.md', [pair('One.', '하나.'), pair('Use `a < b`.', '`a < b`를 쓰세요.')]);
    memory.set('b.md', [pair('Two.', '둘.')]);
    const result = written(exchangeMemory({ kind: 'export', version }, memory));
    assert.deepEqual([result.pairs, result.files, result.isFull], [3, 2, false]);
    assert.deepEqual(
      readTmx(result.tmx).pairs,
      [...memory.pairs()].map(({ en, ko }) => pair(en, ko)),
    );
    assert.match(result.tmx, /<prop type="x-file">b\.md<\/prop>/);
    assert.equal(written(exchangeMemory({ kind: 'export', version }, new TranslationMemory())).pairs, 0);
  });

  test('what comes in stands behind what is known, each pair once, of whatever name', () => {
    const known = tmxOf([pair('One.', '하나.')]);
    const tmx = tmxOf([pair('One.', '하나.'), pair('One.', '일.'), pair('Two.', '둘.')]);
    for (const name of ['theirs.tmx', 'memory.tmx']) {
      const result = written(
        exchangeMemory({ kind: 'merge', version, known, other: { name, tmx } }, new TranslationMemory()),
      );
      assert.deepEqual([result.pairs, result.added, result.leftOut], [3, 2, 1]);
      assert.deepEqual(
        readTmx(result.tmx).pairs.map(({ ko }) => ko),
        ['하나.', '일.', '둘.'],
      );
    }
    const first = written(
      exchangeMemory({ kind: 'merge', version, other: { name: 'x', tmx } }, new TranslationMemory()),
    );
    assert.deepEqual([first.added, first.leftOut], [3, 0]);
  });

  test('which file cannot be read, and where', () => {
    const good = tmxOf([pair('One.', '하나.')]);
    const merge = (known: string, tmx: string) =>
      exchangeMemory({ kind: 'merge', version, known, other: { name: 'x', tmx } }, new TranslationMemory());
    const said = (result: ExchangeResult) =>
      result.kind === 'unreadable' ? [result.which, result.why.slice(0, 6)] : [];
    assert.deepEqual(said(merge('<tmx>\n<oops', good)), ['known', 'line 2']);
    assert.deepEqual(said(merge(good, '<html/>')), ['other', 'line 1']);
  });
});
