import assert from 'node:assert/strict';
import { partsOf, syllableOf } from '../../../src/engine/languages/hangulSyllable';

suite('syllables of Hangul', () => {
  test('come apart as NFD has them and go together again', () => {
    for (const syllable of ['가', '각', '힣', '쓰', '는', '뷁']) {
      const { initial, vowel, final } = partsOf(syllable);
      const jamo = [0x1100 + initial, 0x1161 + vowel, ...(final > 0 ? [0x11a7 + final] : [])];
      assert.equal(String.fromCharCode(...jamo), syllable.normalize('NFD'));
      assert.equal(syllableOf({ initial, vowel, final }), syllable);
    }
  });
});
