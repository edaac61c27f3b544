import assert from 'node:assert/strict';
import { bytesOfToken, utf8 } from '../../../src/engine/vocabulary/tokenSpelling';

suite('tokenSpelling', () => {
  test('reads the byte-level alphabet, and refuses another', () => {
    assert.equal(bytesOfToken('Ġthe', 'byteLevel'), ' the');
    assert.equal(bytesOfToken('ê°Ģ', 'byteLevel'), utf8('가'));
    assert.throws(() => bytesOfToken('가', 'byteLevel'), { code: 'modelUnsupported' });
  });

  test('reads words as after a space, of syllables where they are whole', () => {
    assert.equal(bytesOfToken('서버'.normalize('NFD'), 'words'), utf8(' 서버'));
    assert.equal(bytesOfToken('##\u1175', 'words'), utf8('\u1175'));
  });

  test('reads ▁ as a space, and bytes that stand for themselves', () => {
    assert.equal(bytesOfToken('▁서버', 'pieces'), utf8(' 서버'));
    assert.equal(bytesOfToken('<0xEA>', 'pieces'), '\u00ea');
    assert.equal(bytesOfToken('<0xG0>', 'pieces'), '<0xG0>');
  });
});
