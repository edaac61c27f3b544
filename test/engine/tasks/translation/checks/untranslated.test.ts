import assert from 'node:assert/strict';
import { untranslated } from '../../../../../src/engine/tasks/translation/checks/untranslated';
import type { TextLanguage } from '../../../../../src/shared/protocol/text';

const failed = (source: string, target: string, to: TextLanguage = 'ko') =>
  untranslated({ source, target, to }).map(({ source, target }) => [source, target]);

suite('untranslated', () => {
  test('a word that is no name and came back fails', () => {
    assert.deepEqual(failed('Read the guide.', 'the 안내서를 읽습니다.'), [['the', 'the']]);
  });
  test('all that came back whole fails, unless it is a name', () => {
    assert.deepEqual(failed('Chemical formula: \ue000.', 'Chemical formula: \ue000.'), [['formula', 'formula']]);
    assert.deepEqual(failed('Visual Studio Code', 'Visual Studio Code'), []);
    assert.deepEqual(failed('curl', 'curl'), []);
  });
  test('names and quoted titles pass', () => {
    assert.deepEqual(failed('Use npm.', 'npm을 사용합니다.'), []);
    assert.deepEqual(failed('See "Code of Conduct".', '"Code of Conduct"를 참조하세요.'), []);
  });
});
