import assert from 'node:assert/strict';
import { finalMark } from '../../../../../src/engine/tasks/translation/checks/finalMark';
import type { TextLanguage } from '../../../../../src/shared/protocol/text';

const failed = (source: string, target: string, to: TextLanguage = 'ko') =>
  finalMark({ source, target, to }).map(({ source, target }) => [source, target]);

suite('finalMark', () => {
  test('a question stays one', () => {
    assert.deepEqual(failed('Is it open?', '열려 있습니다.'), [['?', '.']]);
    assert.deepEqual(failed('It is open.', '열려 있습니까?'), [['.', '?']]);
    assert.deepEqual(failed('Is it open?', '열려 있습니까?'), []);
    assert.deepEqual(failed('열려 있습니까?', 'It is open.', 'en'), [['?', '.']]);
  });
  test('other marks are no matter', () => {
    assert.deepEqual(failed('Open it!', '엽니다.'), []);
    assert.deepEqual(failed('Files:', '파일'), []);
  });
});
