import assert from 'node:assert/strict';
import { keyNames } from '../../../../../src/engine/tasks/translation/checks/keyNames';
import type { TextLanguage } from '../../../../../src/shared/protocol/text';

const failed = (source: string, target: string, to: TextLanguage = 'ko') =>
  keyNames({ source, target, to }).map(({ check, source }) => [check, source]);

suite('keyNames', () => {
  test('a key that is to be pressed and is not named fails', () => {
    assert.deepEqual(failed('Press Tab to go on.', '계속하려면 누르세요.'), [['name', 'Tab']]);
    assert.deepEqual(failed('Hold down the Shift key.', '키를 누릅니다.'), [['name', 'Shift']]);
    assert.deepEqual(failed('Tab을 누르면 다음 칸으로 갑니다.', 'Press a tab to go to the next box.', 'en'), [
      ['name', 'Tab'],
    ]);
    assert.deepEqual(failed('Delete 키를 누르세요.', 'Press the key.', 'en'), [['name', 'Delete']]);
  });
  test('as it is, by another name, or as Korean calls it passes', () => {
    assert.deepEqual(failed('Press Tab to go on.', '계속하려면 Tab을 누르세요.'), []);
    assert.deepEqual(failed('Press Escape.', 'Esc 키를 누릅니다.'), []);
    assert.deepEqual(failed('Press RETURN.', 'Return 키를 누릅니다.'), []);
    assert.deepEqual(failed('Press Space to stop.', '멈추려면 스페이스바를 누르세요.'), []);
    assert.deepEqual(failed('Tab을 누르세요.', 'Press the tab key.', 'en'), []);
    assert.deepEqual(failed('Enter 키를 누르세요.', 'Press space or enter.', 'en'), []);
  });
  test('words that are no keys here', () => {
    assert.deepEqual(failed('Open a tab and press the button.', '새 창을 열고 단추를 누르세요.'), []);
    assert.deepEqual(failed('Home에 폴더를 둡니다.', 'Put the folder into the start page.', 'en'), []);
    assert.deepEqual(failed('Tap End Call to hang up.', '전화를 끊으려면 통화 종료를 탭하세요.'), []);
    assert.deepEqual(failed('Option을 지정하지 않으면 실패합니다.', 'It fails without an option.', 'en'), []);
    assert.deepEqual(failed('Home으로 이동합니다.', 'It goes to the start page.', 'en'), []);
    assert.deepEqual(failed('Option을 누른 채로 끕니다.', 'Hold it and drag.', 'en'), [['name', 'Option']]);
  });
});
