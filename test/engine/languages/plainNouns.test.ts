import assert from 'node:assert/strict';
import { PlainNouns } from '../../../src/engine/languages/plainNouns';

const nouns = PlainNouns.parse('사진\n프로세스\n사용자\n상자\n');

suite('PlainNouns', () => {
  test('a noun with the ending of a verb', () => {
    for (const word of [
      '사진한',
      '사진합니다',
      '프로세스할',
      '프로세스되었습니다',
      '사진하십시오',
      '프로세스됩니다',
      '프로세스하려면',
    ])
      assert.ok(nouns.isVerb(word), word);
  });

  test('what else stands behind a noun is no verb', () => {
    for (const word of ['사진', '사진을', '사용자하고', '사진한테', '사진함', '사진해상도', '상자하나', '사진된장'])
      assert.ok(!nouns.isVerb(word), word);
  });

  test('a noun that takes one, and an empty list', () => {
    assert.ok(!nouns.isVerb('설치한'));
    assert.ok(!PlainNouns.parse('').isVerb('사진한'));
  });
});
