import assert from 'node:assert/strict';
import { readings } from '../../../../../src/engine/tasks/translation/checks/readings';
import type { TextLanguage } from '../../../../../src/shared/protocol/text';

const failed = (source: string, target: string, to: TextLanguage = 'ko') =>
  readings({ source, target, to }).map(({ source, target }) => [source, target]);

suite('readings', () => {
  test('what is logged does not log in', () => {
    assert.deepEqual(failed('Slow requests are logged.', '느린 요청은 로그인됩니다.'), [['logged', '로그인']]);
    assert.deepEqual(failed('Slow requests are logged.', '느린 요청은 로그에 기록됩니다.'), []);
    assert.deepEqual(failed('You must be logged in.', '로그인해야 합니다.'), []);
  });
  test('who left a team did not stay', () => {
    const source = 'Remove everyone who left the *design* team.';
    assert.equal(failed(source, '디자인 팀을 남은 사람을 제거합니다.').length, 1);
    assert.deepEqual(failed(source, '디자인 팀을 떠난 사람을 제거합니다.'), []);
  });
  test('what is used is not written', () => {
    const [source, wrong] = ['모든 기능을 쓸 수 있나요?', 'Can you write all features?'];
    assert.deepEqual(failed(source, wrong, 'en'), [['기능을 쓸', 'write']]);
    assert.deepEqual(failed(source, 'Can you use all features?', 'en'), []);
    assert.deepEqual(failed('운영 환경에서는 쓰지 마세요.', "Don't write in production.", 'en').length, 1);
    assert.deepEqual(failed('이 도구는 인터넷 없이도 쓸 수 있습니다.', 'It can be written offline.', 'en').length, 1);
    assert.deepEqual(failed('파일에 이름을 쓰세요.', 'Write the name to the file.', 'en'), []);
  });
  test('how often is more than how', () => {
    assert.deepEqual(failed('How often it is repeated', '반복되는 방식'), [['How often', '']]);
    assert.deepEqual(failed('How often it is repeated', '반복되는 횟수'), []);
    assert.deepEqual(failed('How often should I rotate it?', '회전하는 경우가 많습니다?').length, 1);
    assert.deepEqual(failed('See how many users there are.', '사용자 수를 봅니다.'), []);
  });
  test('a number that names something is no count of it', () => {
    assert.deepEqual(failed('8080번 포트를 여세요.', 'Open 8080 ports.', 'en'), [['8080번 포트', '8080 ports']]);
    assert.deepEqual(failed('8080번 포트를 여세요.', 'Open port 8080 times.', 'en').length, 1);
    assert.deepEqual(failed('8080번 포트를 여세요.', 'Open port 8080.', 'en'), []);
    assert.deepEqual(failed('Open port 8080.', '8080개의 포트를 엽니다.'), [['port 8080', '8080개의 포트']]);
    assert.deepEqual(failed('Open port 8080.', '8080 포트를 엽니다.'), []);
  });
});
