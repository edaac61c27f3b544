import assert from 'node:assert/strict';
import { names } from '../../../../../src/engine/tasks/translation/checks/names';
import type { TextLanguage } from '../../../../../src/shared/protocol/text';

const failed = (source: string, target: string, to: TextLanguage = 'ko') =>
  names({ source, target, to }).map(({ source, target }) => [source, target]);

suite('names', () => {
  test('a name that is lost fails', () => {
    assert.deepEqual(failed('Open PowerPoint and the API.', '엽니다.'), [
      ['PowerPoint', ''],
      ['API', ''],
    ]);
    assert.deepEqual(failed('Git을 설치합니다.', 'Install it.', 'en'), [['Git', '']]);
  });
  test('a name that is made up fails', () => {
    assert.deepEqual(failed('파일을 엽니다.', 'Open the file in GitHub.', 'en'), [['', 'GitHub']]);
  });
  test('ordinary words, labels and capitals may be translated', () => {
    assert.deepEqual(failed('Click OK in Settings.', '설정에서 확인을 클릭합니다.'), []);
    assert.deepEqual(failed('DO NOT DELETE THIS.', '이것을 삭제하지 마세요.'), []);
    assert.deepEqual(failed('NOTE: it is open.', '참고: 열려 있습니다.'), []);
  });
});
