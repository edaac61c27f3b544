import assert from 'node:assert/strict';
import { latinRuns } from '../../../../../src/engine/tasks/translation/checks/latinRuns';
import type { TextLanguage } from '../../../../../src/shared/protocol/text';

const failed = (source: string, target: string, to: TextLanguage = 'ko') =>
  latinRuns({ source, target, to }).map(({ source, target }) => [source, target]);

suite('latinRuns', () => {
  test('half words and words nobody wrote fail', () => {
    assert.deepEqual(failed('The MIT licence', 'MIT 랜ence'), [['', 'ence']]);
    assert.deepEqual(failed('Open it.', 'XML을 엽니다.'), [['', 'XML']]);
  });
  test('whole words of the source pass, a plural in the singular too', () => {
    assert.deepEqual(failed('Use the APIs of GitHub.', 'GitHub의 API를 사용합니다.'), []);
  });
  test('an English target is not looked at', () => {
    assert.deepEqual(failed('파일', 'A file', 'en'), []);
  });
});
