import assert from 'node:assert/strict';
import { length } from '../../../../../src/engine/tasks/translation/checks/length';
import type { TextLanguage } from '../../../../../src/shared/protocol/text';

const failed = (source: string, target: string, to: TextLanguage = 'ko') =>
  length({ source, target, to }).map(({ source, target }) => [source, target]);

suite('length', () => {
  test('much too short and much too long fail', () => {
    assert.deepEqual(failed('The value should be lower than the limit, not higher.', '값입니다.'), [
      ['The value should be lower than the limit, not higher.', ''],
    ]);
    assert.deepEqual(failed('Next steps', '다음 단계는 서버를 시작하고 파일을 저장하는 것입니다.'), [
      ['', '다음 단계는 서버를 시작하고 파일을 저장하는 것입니다.'],
    ]);
  });
  test('the usual lengths pass', () => {
    assert.deepEqual(failed('Next steps', '다음 단계'), []);
    assert.deepEqual(
      failed('Remove the old file before you add the new one.', '새 파일을 추가하기 전에 이전 파일을 제거합니다.'),
      [],
    );
    assert.deepEqual(failed('설치', 'Installation', 'en'), []);
  });
});
