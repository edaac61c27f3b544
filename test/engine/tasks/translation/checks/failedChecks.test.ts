import assert from 'node:assert/strict';
import { sides, without } from '../../../../../src/engine/tasks/translation/checks/checkedSentence';
import { failedChecks } from '../../../../../src/engine/tasks/translation/checks/failedChecks';

suite('failedChecks', () => {
  test('what failed is data: which check, what of the source, what of the target', () => {
    const target = '400MB를 `저장합니다.';
    assert.deepEqual(failedChecks({ source: 'Do not store 300 MB.', target, to: 'ko' }), [
      { check: 'negation', source: 'not', target: '' },
      { check: 'number', source: '300', target: '' },
      { check: 'number', source: '', target: '400' },
      { check: 'markup', source: '', target: '`' },
    ]);
  });
  test('a right translation fails none, either way', () => {
    const [en, ko] = ['Do not store more than 300 MB on GitHub.', 'GitHub에 300MB보다 많이 저장하지 마세요.'];
    assert.deepEqual(failedChecks({ source: en, target: ko, to: 'ko' }), []);
    assert.deepEqual(failedChecks({ source: ko, target: en, to: 'en' }), []);
  });
  test('things that are kept are no words', () => {
    assert.deepEqual(
      failedChecks({ source: 'Run \ue000 and \ue001.', target: '\ue001 및 \ue000을 실행합니다.', to: 'ko' }),
      [],
    );
  });
});

suite('checkedSentence', () => {
  test('sides are told by language', () => {
    assert.deepEqual(sides({ source: '개', target: 'dog', to: 'en' }), { en: 'dog', ko: '개' });
  });
  test('what the other list lacks is told as often as it lacks it', () => {
    assert.deepEqual(without(['1', '1', '2'], ['1']), ['1', '2']);
  });
});
