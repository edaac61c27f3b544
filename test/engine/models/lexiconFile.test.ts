import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LexiconFile } from '../../../src/engine/models/lexiconFile';
import { modelsDir } from '../../support/bundles';

const vocabSize = 1000;

/** FNV-1a of "a" and "foobar": published values. */
const hashes = [0xbf9cf968, 0xe40c292c];

/** Two words to Korean, none to English: "foobar" goes on with 7 behind 300, "a" with 5 or 6 behind 3. */
function lexicon(): Buffer {
  const numbers = (...values: number[]) => Buffer.from(Uint32Array.from(values).buffer);
  const foobar = Buffer.from([0xac, 0x02, 7, 0x80, 255]);
  const a = Buffer.from([3, 5, 0, 51, 6, 0x80, 102]);
  const header = numbers(1, vocabSize, 2, foobar.length + a.length, 0, 0);
  return Buffer.concat([Buffer.from('LEXI'), header, numbers(...hashes), numbers(0, foobar.length), foobar, a]);
}

suite('the file of a lexicon', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lexicon-'));
  suiteTeardown(() => rmSync(folder, { recursive: true }));

  function written(bytes: Buffer): string {
    const file = path.join(folder, 'lexicon.bin');
    writeFileSync(file, bytes);
    return file;
  }

  test('has the contexts of its words', () => {
    const file = LexiconFile.open(written(lexicon()), vocabSize);
    assert.deepEqual([...file.contextsOf('foobar', 'ko')!], [[300, [{ id: 7, weight: 1 }]]]);
    const [[before, next]] = [...file.contextsOf('a', 'ko')!] as [[number, { id: number; weight: number }[]]];
    assert.equal(before, 3);
    assert.deepEqual(next, [
      { id: 5, weight: 0.2 },
      { id: 6, weight: 0.4 },
    ]);
    for (const [stem, to] of [
      ['b', 'ko'],
      ['a', 'en'],
      ['', 'ko'],
      ['a', 'de'],
    ] as const)
      assert.equal(file.contextsOf(stem, to), undefined);
    assert.equal(file.contextsOf('a', 'ko'), file.contextsOf('a', 'ko'), 'read once');
    file.dispose();
  });

  test('one that is cut short, of another vocabulary or something else is named', () => {
    const invalid = { code: 'modelInvalid', message: /lexicon\.bin is no lexicon of this model/ };
    assert.throws(() => LexiconFile.open(written(lexicon().subarray(0, 40)), vocabSize), invalid);
    assert.throws(() => LexiconFile.open(written(lexicon()), vocabSize + 1), invalid);
    assert.throws(
      () => LexiconFile.open(written(Buffer.from('something else, and long enough to be read')), vocabSize),
      invalid,
    );
    assert.throws(() => LexiconFile.open(path.join(folder, 'none.bin'), vocabSize), { code: 'modelMissing' });
  });

  test('the bundled one knows words both ways', function () {
    const bundled = path.join(modelsDir, 'seq2seq', 'lexicon.bin');
    if (!existsSync(bundled)) this.skip();
    const file = LexiconFile.open(bundled, 16_384);
    assert.ok(file.contextsOf('tunnel', 'ko')!.size > 0);
    assert.ok(file.contextsOf('터널', 'en')!.size > 0);
    for (const contexts of [file.contextsOf('tunnel', 'ko')!, file.contextsOf('터널', 'en')!]) {
      for (const next of contexts.values()) assert.ok(next.reduce((all, { weight }) => all + weight, 0) < 1);
    }
    file.dispose();
  });
});
