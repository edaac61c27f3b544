import assert from 'node:assert/strict';
import { CharsMap } from '../../../src/engine/vocabulary/charsMap';
import { charsMapOf } from '../../support/ownFolders';

suite('CharsMap', () => {
  test('does what SentencePiece’s own maps say', () => {
    const nfkc = CharsMap.read(charsMapOf('nmt_nfkc'))!;
    const folding = CharsMap.read(charsMapOf('nmt_nfkc_cf'))!;
    assert.equal(nfkc.normalize('ＡＢＣ① ㈜\u00a0ｶﾅ\tX'), 'ABC1 (주) カナ X');
    assert.equal(folding.normalize('Straße ÄÖ'), 'straße äö');
    assert.equal(nfkc.normalize('설정 파일을 API로'), '설정 파일을 API로');
    // Control characters are gone, a zero-width joiner stays, which NFKC alone tells otherwise.
    assert.equal(nfkc.normalize('a\u0007b\u200dc'), 'ab\u200dc');
  });

  test('reads nothing out of what is no map', () => {
    for (const bytes of [[], [4, 0, 0], [0, 0, 0, 0, 0, 0], [255, 255, 255, 255, 0], [8, 0, 0, 0, 1, 2]])
      assert.equal(CharsMap.read(Buffer.from(bytes).toString('base64')), undefined);
  });

  test('a map that leads nowhere changes nothing', () => {
    const random = Buffer.alloc(4 + 1024, 0xa7);
    random.writeUInt32LE(1024, 0);
    assert.equal(CharsMap.read(random.toString('base64'))!.normalize('abc 가나'), 'abc 가나');
  });
});
