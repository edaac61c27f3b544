import assert from 'node:assert/strict';
import { sureWords } from '../../../../../src/engine/tasks/translation/checks/sureWords';
import type { TextLanguage } from '../../../../../src/shared/protocol/text';

const failed = (source: string, target: string, to: TextLanguage = 'ko') =>
  sureWords({ source, target, to }).map(({ check, source }) => [check, source]);

suite('sureWords', () => {
  test('what is done and has few renderings is lost without any of them', () => {
    assert.deepEqual(failed('If no token is sent, the call is refused.', '토큰이 없으면 호출이 재사용됩니다.'), [
      ['meaning', 'refused'],
    ]);
    assert.deepEqual(failed('Save it before you log out.', '로그가 기록되기 전에 저장하세요.'), [
      ['meaning', 'log out'],
    ]);
    assert.deepEqual(failed('Press Q to leave the reading mode.', 'Q를 눌러 읽기 모드를 유지합니다.'), [
      ['meaning', 'leave the reading mode'],
    ]);
    assert.deepEqual(failed('시작하기 전에 소리를 끄세요.', 'Drag the sound before you start.', 'en'), [
      ['meaning', '끄세요'],
    ]);
    assert.deepEqual(failed('토큰이 없으면 요청을 거부합니다.', 'It asks if there is no token.', 'en'), [
      ['meaning', '거부'],
    ]);
  });
  test('what is chosen is neither fixed nor other', () => {
    assert.deepEqual(failed('빈 포트를 고릅니다.', 'It will fix an empty port.', 'en'), [['meaning', '고릅니다']]);
    assert.deepEqual(failed('작업부터 고르므로 기다리세요.', 'It is different from the task, so wait.', 'en'), [
      ['meaning', '고르므로'],
    ]);
    assert.deepEqual(failed('빈 포트를 고릅니다.', 'It chooses a free port.', 'en'), []);
    assert.deepEqual(failed('Then pick a color.', '그런 다음 색을 고르세요.'), []);
    assert.deepEqual(failed('Then pick a color.', '그런 다음 색이 다릅니다.').length, 1);
  });
  test('each of its renderings is one', () => {
    assert.deepEqual(failed('If no token is sent, the call is refused.', '토큰이 없으면 호출이 거절됩니다.'), []);
    assert.deepEqual(failed('The call is refused.', '호출이 허용되지 않습니다.'), []);
    assert.deepEqual(failed('요청을 거부합니다.', 'The request is not accepted.', 'en'), []);
    assert.deepEqual(failed('Delete the folder.', '폴더를 지웁니다.'), []);
    for (const [source, target] of [
      ['You deleted the folder.', '폴더를 지웠습니다.'],
      ['Choose what to upload.', '올릴 것을 고르세요.'],
      ['Its time has expired.', '그 때가 지났습니다.'],
      ['They left the meeting while leaving the team.', '그들은 팀을 떠났습니다.'],
      ['The two are merged.', '두 가지를 합침.'],
    ] as const)
      assert.deepEqual(failed(source, target), [], target);
    assert.deepEqual(failed('파일을 삭제합니다.', 'Remove the file.', 'en'), []);
    assert.deepEqual(failed('시작하기 전에 소리를 끄세요.', 'Mute the sound before you start.', 'en'), []);
  });
  test('what was fixed was not seen', () => {
    assert.deepEqual(failed('꺼져 있던 문제를 고쳤습니다.', "We've seen the issue.", 'en'), [
      ['meaning', '문제를 고쳤'],
    ]);
    assert.deepEqual(failed('꺼져 있던 문제를 고쳤습니다.', 'We resolved the issue.', 'en'), []);
    assert.deepEqual(failed('We fixed a bug in the menu.', '메뉴의 버그를 찾았습니다.'), [['meaning', 'fixed']]);
    assert.deepEqual(failed('It has a fixed width.', '너비가 일정합니다.'), []);
  });
  test('what only looks like the verb is another word', () => {
    assert.deepEqual(failed('You see the following log in the console.', '콘솔에 다음 로그가 표시됩니다.'), []);
    assert.deepEqual(failed('This leaves room for other modes.', '다른 모드를 둘 자리가 남습니다.'), []);
    assert.deepEqual(failed('The reinstallation is over.', '다시 까는 작업이 끝났습니다.'), []);
  });
});
