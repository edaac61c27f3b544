import assert from 'node:assert/strict';
import { failedChecks } from '../../../../../src/engine/tasks/translation/checks/failedChecks';
import { pairedMarks } from '../../../../../src/engine/tasks/translation/checks/pairedMarks';

const failed = (source: string, target: string) =>
  pairedMarks({ source, target, to: 'ko' }).map(({ source, target }) => [source, target]);

suite('pairedMarks', () => {
  test('what is opened is closed', () => {
    assert.deepEqual(failed('It is sold "as seen".', '"본 그대로(있는 대로) 판매합니다.'), [['"', '']]);
    assert.deepEqual(failed('Name (required)', '이름 (필수'), [[')', '']]);
    assert.deepEqual(failed('The name is required.', '이름이 필수)입니다.'), [['', ')']]);
    assert.deepEqual(failed('She said “yes”.', '그녀는 “예라고 말했습니다.'), [['”', '']]);
  });
  test('a reader is told', () => {
    const all = failedChecks({ source: 'Choose "Open" now.', target: '지금 "열기를 선택하세요.', to: 'ko' });
    assert.deepEqual(
      all.filter(({ check }) => check === 'markup'),
      [{ check: 'markup', source: '"', target: '' }],
    );
  });
  test('other quotes, none, an apostrophe, inches and the source’s own slip are none', () => {
    assert.deepEqual(failed('Choose "Open".', '‘열기’를 선택하세요.'), []);
    assert.deepEqual(failed('Choose "Open".', '열기를 선택하세요.'), []);
    assert.deepEqual(failed('그 사용자의 파일', 'the user’s file'), []);
    assert.deepEqual(failed('A 13" display', '13" 화면'), []);
    assert.deepEqual(failed('1) Open it', '1) 여세요'), []);
  });
});
