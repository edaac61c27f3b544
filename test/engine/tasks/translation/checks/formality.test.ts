import assert from 'node:assert/strict';
import { formality } from '../../../../../src/engine/tasks/translation/checks/formality';
import type { TextLanguage } from '../../../../../src/shared/protocol/text';

const failed = (source: string, target: string, to: TextLanguage = 'ko') =>
  formality({ source, target, to }).map(({ source, target }) => [source, target]);

suite('formality', () => {
  test('plain and familiar endings fail where the source is a sentence', () => {
    assert.deepEqual(failed('It is open.', '열려 있다.'), [['', '있다']]);
    assert.deepEqual(failed('It is open.', '열려 있어요.'), [['', '있어요']]);
  });
  test('the formal style, requests and headings pass', () => {
    assert.deepEqual(failed('It is open.', '열려 있습니다.'), []);
    assert.deepEqual(failed('Open it.', '여세요.'), []);
    assert.deepEqual(failed('What happens then?', '그러면 어떻게 되나요?'), []);
    assert.deepEqual(failed('Open it', '열다'), []);
    assert.deepEqual(failed('Open it.', '열기.'), []);
  });
});
