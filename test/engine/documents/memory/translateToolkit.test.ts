// TMX there and back through translate-toolkit, whose files CAT tools read: what it writes is read, what is written it reads.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { sitePython } from '../../../../scripts/setupPython.mjs';
import { readTmx, writeTmx } from '../../../../src/engine/documents/memory/tmx';
import { readTextBytes } from '../../../../src/util/textForm';

const pairs = [
  ['Install **version** 1.10 with `npm ci`.', '`npm ci`로 1.10 **버전**을 설치하세요.'],
  ['Is 1 < 2 & "x" > y? See <b>[here](/a?b&c)</b>.', '1 < 2 & "x" > y인가요? <b>[여기](/a?b&c)</b>를 보세요. 😀'],
] as const;

suite('TMX and translate-toolkit', function () {
  this.timeout(60_000);
  const python = sitePython();
  const run = (what: string, input: Uint8Array) => {
    const script = path.resolve(__dirname, '../../../support/tmx_files.py');
    const { stdout, stderr, status } = spawnSync(python!, [script, what], { input });
    assert.equal(status, 0, String(stderr).slice(-2000));
    return stdout;
  };
  // Said aloud as pending where Python's packages are not installed.
  const check = python ? test : test.skip;

  check('what it writes is read, in UTF-16 too', () => {
    const written = run('write', Buffer.from(JSON.stringify(pairs)));
    const expected = pairs.map(([en, ko]) => ({ en, ko }));
    const { text } = readTextBytes(written);
    assert.deepEqual(readTmx(text), { pairs: expected, others: 0 });
    const wide = Buffer.from(`\ufeff${text.replace(/encoding=["']utf-8["']/i, 'encoding="UTF-16"')}`, 'utf16le');
    assert.deepEqual(readTmx(readTextBytes(wide).text).pairs, expected);
  });

  check('what is written it reads', () => {
    const units = pairs.map(([en, ko]) => ({ en, ko, origin: 'docs/ko/a & b.md' }));
    assert.deepEqual(JSON.parse(String(run('read', Buffer.from(writeTmx(units, '1.0'))))), pairs);
  });
});
