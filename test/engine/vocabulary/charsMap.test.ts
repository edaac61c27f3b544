import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { isNfkcMap } from '../../../src/engine/vocabulary/charsMap';

/** SentencePiece 0.2.3's own maps. */
const mapOf = (rule: string) =>
  gunzipSync(readFileSync(resolve(__dirname, `../../fixtures/${rule}.gz`))).toString('base64');

suite('isNfkcMap', () => {
  test('knows SentencePiece’s NFKC from its NFKC with case folding', () => {
    assert.equal(isNfkcMap(mapOf('nmt_nfkc')), true);
    assert.equal(isNfkcMap(mapOf('nmt_nfkc_cf')), false);
  });

  test('takes what is no map, or an empty one, for another', () => {
    for (const bytes of [[], [4, 0, 0, 0], [4, 0, 0, 0, 0, 0, 0, 0], [255, 255, 255, 255, 0]]) {
      assert.equal(isNfkcMap(Buffer.from(bytes).toString('base64')), false);
    }
  });
});
