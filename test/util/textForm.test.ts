import assert from 'node:assert/strict';
import { type Encoding, readTextBytes, TextFormError, withLineFeeds, writeTextBytes } from '../../src/util/textForm';

suite('text form', () => {
  test('reads what it writes', () => {
    for (const encoding of ['utf-8', 'utf-16le', 'utf-16be'] as Encoding[]) {
      const form = { encoding, hasMark: true, lineEnd: '\r\n' };
      const read = readTextBytes(writeTextBytes('A 가 😀\r\nb\r\n', form, true));
      assert.deepEqual(read, { text: 'A 가 😀\nb\n', form });
    }
    const form = { encoding: 'utf-8', hasMark: false, lineEnd: '\n' };
    assert.deepEqual(readTextBytes(Buffer.from('가')), { text: '가', form });
  });

  test('a stray NUL is text; many are none', () => {
    assert.equal(readTextBytes(Buffer.from('One\0 two three.')).text, 'One\0 two three.');
    assert.throws(() => readTextBytes(Buffer.from('One two.', 'utf16le')), TextFormError);
    assert.throws(() => readTextBytes(Buffer.from([0x80, 0x81, 0xff])), TextFormError);
  });

  test('knows several kinds of line ends', () => {
    const lineEnds = ['\r\n', '\n', '\r\n'];
    assert.deepEqual(withLineFeeds('a\r\nb\nc\r\n'), { text: 'a\nb\nc\n', lineEnd: '\r\n', lineEnds });
  });
});
