import assert from 'node:assert/strict';
import { SyllablePairs } from '../../../src/engine/languages/syllablePairs';

const pairs = SyllablePairs.parse('괜찮\n찮은\n잘못\n못된\n처리\n순서\n관련\n련된\n엔진\n마다\n');

suite('syllablePairs', () => {
  test('a pair that nobody writes beside one syllable makes a word strange', () => {
    for (const word of ['랜찮은', '둘못된', '관련다는', '엔진는']) assert.ok(pairs.isStrange(word), word);
    for (const word of ['괜찮은', '잘못된', '관련된']) assert.ok(!pairs.isStrange(word), word);
  });
  test('particles that fit, what stands behind any word, and two words as one pass', () => {
    for (const word of ['엔진은', '엔진별', '엔진마다', '처리순서', '처리순서는'])
      assert.ok(!pairs.isStrange(word), word);
  });
  test('without pairs nothing is strange', () => assert.ok(!SyllablePairs.parse('').isStrange('랜찮은')));
});
