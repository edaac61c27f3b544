import assert from 'node:assert/strict';
import { opposites } from '../../../../../src/engine/tasks/translation/checks/opposites';
import type { TextLanguage } from '../../../../../src/shared/protocol/text';

const failed = (source: string, target: string, to: TextLanguage = 'ko') =>
  opposites({ source, target, to }).map(({ source, target }) => [source, target]);

suite('opposites', () => {
  test('the contrary of the source fails', () => {
    assert.deepEqual(failed('The ratio fell to 3 %.', '비율이 3 %로 증가했습니다.'), [['fell', '증가']]);
    assert.deepEqual(failed('Click the left button.', '오른쪽 단추를 클릭합니다.'), [['left', '오른']]);
    assert.deepEqual(failed('크기가 감소합니다.', 'The size increases.', 'en'), [['감소', 'increases']]);
    assert.deepEqual(failed('Hide the panel.', '패널을 표시합니다.'), [['Hide', '표시']]);
  });
  test('the same, both, or a denial of the contrary passes', () => {
    assert.deepEqual(failed('The ratio fell.', '비율이 감소했습니다.'), []);
    assert.deepEqual(failed('Show or hide it.', '표시하거나 숨깁니다.'), []);
    assert.deepEqual(failed('Hidden files.', '표시되지 않는 파일.'), []);
    assert.deepEqual(failed('Turn right.', '맞습니다.'), []);
  });
  test('minutes are no minimum', () =>
    assert.deepEqual(failed('It fell to 6 min.', '최대 6 min으로 떨어졌습니다.'), []));
});
