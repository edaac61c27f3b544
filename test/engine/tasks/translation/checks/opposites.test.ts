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
  test('what is made undone fails', () => {
    assert.deepEqual(failed('Uncheck the box.', '상자를 선택합니다.'), [['Uncheck', '선택']]);
    assert.deepEqual(failed('Uncheck the box.', '상자의 선택을 해제합니다.'), []);
    assert.deepEqual(failed('Select the box.', '상자를 선택합니다.'), []);
    assert.deepEqual(failed('Zoom in on the map.', '지도를 축소합니다.'), [['Zoom in', '축소']]);
    assert.deepEqual(failed('위험한 사이트입니다.', 'This site is safe.', 'en'), [['위험', 'safe']]);
  });
  test('where each side denies as much, too', () => {
    assert.deepEqual(failed('잠금을 풀지 않으면 못 바꿉니다.', "If you don't lock it, you cannot change it.", 'en'), [
      ['풀지', 'lock'],
    ]);
    assert.deepEqual(failed('The oldest is not shown.', '최근 것은 표시되지 않습니다.'), [['oldest', '최근']]);
    assert.deepEqual(failed('Hidden files do not open.', '표시된 파일은 열리지 않습니다.'), [['Hidden', '표시']]);
    assert.deepEqual(failed('This site is unsafe.', '이 사이트는 안전하지 않습니다.'), []);
    assert.deepEqual(failed('Hidden files do not open.', '숨긴 파일은 열리지 않습니다.'), []);
  });
  test('the same, both, or a denial of the contrary passes', () => {
    assert.deepEqual(failed('The ratio fell.', '비율이 감소했습니다.'), []);
    assert.deepEqual(failed('Show or hide it.', '표시하거나 숨깁니다.'), []);
    assert.deepEqual(failed('Hidden files.', '표시되지 않는 파일.'), []);
    assert.deepEqual(failed('Turn right.', '맞습니다.'), []);
    assert.deepEqual(failed('It restarts when it is disconnected.', '연결이 끊어지면 다시 시작합니다.'), []);
    assert.equal(failed('It restarts when it is disconnected.', '연결되면 다시 시작합니다.').length, 1);
    assert.deepEqual(failed('It often disconnects.', '연결이 자주 끊깁니다.'), []);
    assert.equal(failed('It connects automatically.', '연결이 자동으로 끊깁니다.').length, 1);
    assert.deepEqual(failed('It connects, then ends.', '연결 후 종료됩니다.'), []);
  });
  test('minutes are no minimum', () =>
    assert.deepEqual(failed('It fell to 6 min.', '최대 6 min으로 떨어졌습니다.'), []));
});
