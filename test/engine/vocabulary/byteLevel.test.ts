import assert from 'node:assert/strict';
import { byteOfSymbol } from '../../../src/engine/vocabulary/byteLevel';

suite('byteOfSymbol', () => {
  test('printable ASCII stands for itself', () => {
    for (let byte = 33; byte <= 126; byte++) assert.equal(byteOfSymbol(String.fromCharCode(byte)), byte);
  });

  test('blanks and controls are shifted as in GPT-2', () => {
    assert.equal(byteOfSymbol('Ġ'), 0x20);
    assert.equal(byteOfSymbol('Ċ'), 0x0a);
    assert.equal(byteOfSymbol('ĉ'), 0x09);
    assert.equal(byteOfSymbol('Ā'), 0x00);
  });

  test('each byte has exactly one character', () => {
    const bytes = new Set<number>();
    for (let code = 0; code < 0x200; code++) {
      const byte = byteOfSymbol(String.fromCodePoint(code));
      if (byte === undefined) continue;
      assert.equal(bytes.has(byte), false);
      bytes.add(byte);
    }
    assert.equal(bytes.size, 256);
  });

  test('other characters stand for nothing', () => {
    for (const symbol of [' ', '\n', '한', '', 'ab']) assert.equal(byteOfSymbol(symbol), undefined);
  });
});
