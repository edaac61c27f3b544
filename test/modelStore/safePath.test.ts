// Which names from elsewhere may become files here.

import assert from 'node:assert/strict';
import { join, relative, win32 } from 'node:path';
import fc from 'fast-check';
import { firstUnsafe, isSafePath } from '../../src/modelStore/safePath';

suite('names of files', () => {
  test('as models have them', () => {
    for (const path of [
      'config.json',
      'onnx/model.onnx',
      'onnx/model.onnx_data_12',
      'LICENSE',
      'a b.txt',
      '모델.json',
      '.x',
    ])
      assert.ok(isSafePath(path), path);
  });

  test('none that lead elsewhere, on any system', () => {
    const up = ['../a', 'a/../b', 'a/..', '..', '.', './a', 'a/./b', '...', 'a/.. /b', '..\\a', 'a\\b', 'a/..\\..\\b'];
    const rooted = ['/a', '\\a', '//host/a', '\\\\host\\a', 'C:/a', 'C:a', 'c:\\a', 'a//b', 'a/', ''];
    for (const path of [...up, ...rooted, 'a\0b', 'a\nb', 'a\u007fb'])
      assert.ok(!isSafePath(path), JSON.stringify(path));
  });

  test('none that Windows cannot keep', () => {
    const devices = ['con', 'CON', 'nul.json', 'a/aux', 'PRN.tar.gz', 'com1', 'COM¹.txt', 'lpt9', 'conin$'];
    for (const path of [...devices, 'a.', 'a ', 'a./b', 'a:b', 'file:stream', 'a<b', 'a|b', 'a?', 'a*', '"a"'])
      assert.ok(!isSafePath(path), path);
    for (const path of ['console', 'nullable.json', 'com10', 'a.con']) assert.ok(isSafePath(path), path);
    assert.ok(!isSafePath('가'.repeat(86)), 'more than 255 bytes');
  });

  test('two names that are one on some systems', () => {
    assert.equal(firstUnsafe(['a', 'b', 'A']), 'A');
    assert.equal(firstUnsafe(['\u00e9', 'e\u0301']), 'e\u0301');
    assert.equal(firstUnsafe(['a', 'b/a']), undefined);
  });

  test('whatever is allowed stays inside, here and on Windows', () => {
    const part = fc.constantFrom('..', '.', '/', '\\', ':', 'a', 'C', ' ', 'con', '\0', '.txt', '~');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const path = parts.join('');
        if (!isSafePath(path)) return;
        assert.doesNotMatch(relative('/models/x', join('/models/x', path)), /^\.\.(?:\/|$)/);
        const there = win32.relative('C:\\models\\x', win32.resolve('C:\\models\\x', path));
        assert.ok(!/^\.\.(?:\\|$)/.test(there) && !win32.isAbsolute(there) && there !== '', there);
      }),
      { numRuns: 3000 },
    );
  });
});
