import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { givenText } from '../../src/cli/givenText';
import { writeTextBytes } from '../../src/util/textForm';

suite('the text behind a command', () => {
  let folder: string;
  suiteSetup(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'local-text-'));
  });
  suiteTeardown(() => rmSync(folder, { recursive: true, force: true }));

  const file = (name: string, bytes: string | Uint8Array) => {
    writeFileSync(path.join(folder, name), bytes);
    return path.join(folder, name);
  };

  test('words are themselves', async () => {
    assert.equal(await givenText(['The ___ sat.']), 'The ___ sat.');
    assert.equal(await givenText(['The', 'cat', 'sat']), 'The cat sat');
    assert.equal(await givenText(['Read more in the file a.md']), 'Read more in the file a.md');
    assert.equal(await givenText(['e.g.']), 'e.g.');
  });

  test('a file is its text, in whatever form that is written', async () => {
    const text = '가나 ___ sat.';
    for (const encoding of ['utf-8', 'utf-16le', 'utf-16be'] as const) {
      const form = { encoding, hasMark: true, lineEnd: '\r\n' };
      assert.equal(await givenText([file(`${encoding}.txt`, writeTextBytes(`${text}\r\n`, form, true))]), text);
    }
    assert.equal(await givenText([file('lone.md', 'One ___\rtwo.\r')]), 'One ___\ntwo.');
    assert.equal(await givenText([file('no-ending', 'One ___.')]), 'One ___.');
    assert.equal(await givenText([file('empty.md', '')]), '');
  });

  test('a file that cannot be read is told with its name, and why', async () => {
    const korean = file('cp949.md', Buffer.from([0xb0, 0xa1, 0xb3, 0xaa, 0x20, 0x5f, 0x5f, 0x5f, 0x0a]));
    await assert.rejects(givenText([korean]), /cp949\.md cannot be read: it is written in CP949/);
    const bare = file(
      'bare.txt',
      writeTextBytes('The ___ sat.', { encoding: 'utf-16le', hasMark: false, lineEnd: '\n' }, true),
    );
    await assert.rejects(givenText([bare]), /bare\.txt cannot be read: it is written in UTF-16 without/);
    await assert.rejects(
      givenText([path.join(folder, 'missing.md')]),
      /missing\.md cannot be read; there is no file of that name/,
    );
    await assert.rejects(givenText([folder]), /is a folder; name the files in it/);
  });
});
