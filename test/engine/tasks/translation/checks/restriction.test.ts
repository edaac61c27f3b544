import assert from 'node:assert/strict';
import { restriction } from '../../../../../src/engine/tasks/translation/checks/restriction';
import type { TextLanguage } from '../../../../../src/shared/protocol/text';

const lost = (source: string, target: string, to: TextLanguage) =>
  restriction({ source, target, to }).map(({ source }) => source);

suite('restriction', () => {
  test('what alone is meant stays alone, in both directions', () => {
    assert.deepEqual(lost('Only editors see it.', '편집자가 봅니다.', 'ko'), ['Only']);
    assert.deepEqual(lost('Only editors see it.', '편집자만 봅니다.', 'ko'), []);
    assert.deepEqual(lost('편집자만 볼 수 있습니다.', 'The editor can see it.', 'en'), ['편집자만']);
    assert.deepEqual(lost('편집자만 볼 수 있습니다.', 'Only editors can see it.', 'en'), []);
  });
  test('who alone does something does not do one thing alone', () => {
    const source = 'Only administrators can remove a device.';
    assert.deepEqual(lost(source, '관리자는 장치만 제거할 수 있습니다.', 'ko'), ['Only']);
    assert.deepEqual(lost(source, '관리자만 장치를 제거할 수 있습니다.', 'ko'), []);
    assert.deepEqual(lost('Only numbers can be stored there.', '그곳에는 숫자만 저장할 수 있습니다.', 'ko'), []);
  });
  test('what must be done is no restriction', () => {
    assert.deepEqual(lost('먼저 물을 끓여야만 합니다.', 'You must boil the water first.', 'en'), []);
  });
  test('words that look like it restrict nothing', () => {
    for (const text of ['This is not only fast.', 'A read-only disk.', 'If only it were so.'])
      assert.deepEqual(lost(text, '그렇습니다.', 'ko'), [], text);
    for (const text of ['느리지만 좋습니다.', '그만 두세요.', '잠깐만 기다리세요.', '이만큼 큽니다.'])
      assert.deepEqual(lost(text, 'So it is.', 'en'), [], text);
  });
});
