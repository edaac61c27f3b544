import assert from 'node:assert/strict';
import { smallWords } from '../../../../../src/engine/tasks/translation/checks/smallWords';
import type { TextLanguage } from '../../../../../src/shared/protocol/text';

const lost = (source: string, target: string, to: TextLanguage = 'ko') =>
  smallWords({ source, target, to }).map(({ source }) => source);

suite('smallWords', () => {
  test('a word that a sentence turns on is missed in Korean, and found however it is said', () => {
    assert.deepEqual(lost('It works even if the disk is full.', '디스크가 가득 차면 작동합니다.'), ['even if']);
    assert.deepEqual(lost('It works even if the disk is full.', '디스크가 가득 차더라도 작동합니다.'), []);
    assert.deepEqual(lost('Sometimes the lamp blinks.', '램프가 깜박입니다.'), ['Sometimes']);
    assert.deepEqual(lost('Sometimes the lamp blinks.', '램프가 깜박일 때도 있습니다.'), []);
    assert.deepEqual(lost('Newer phones are less likely to break.', '새 전화기는 고장 날 가능성이 높습니다.'), [
      'less',
    ]);
    assert.deepEqual(lost('Newer phones are less likely to break.', '새 전화기는 고장이 덜 납니다.'), []);
    assert.deepEqual(lost('Copy everything except the logs.', '로그를 모두 복사합니다.'), ['except the']);
    assert.deepEqual(lost('Copy everything except the logs.', '로그만 빼고 모두 복사합니다.'), []);
    assert.deepEqual(lost('Write a note rather than a letter.', '메모와 편지를 씁니다.'), ['rather than']);
    assert.deepEqual(lost('Set it to 0 to wait forever.', '0으로 설정하여 전화를 기다립니다.'), ['forever']);
    assert.deepEqual(lost('Set it to 0 to wait forever.', '무기한 기다리려면 0으로 설정합니다.'), []);
    assert.deepEqual(lost('Write a note rather than a letter.', '편지보다는 메모를 쓰세요.'), []);
  });
  test('and in English', () => {
    const unset = '플래그를 켜지 않는 한 데이터를 보내지 않습니다.';
    assert.deepEqual(lost(unset, 'One that does not turn on the flag is not sent.', 'en'), ['지 않는 한']);
    assert.deepEqual(lost(unset, 'No data is sent unless the flag is set.', 'en'), []);
    const ajar = '창문이 열려 있어도 경보가 울립니다.';
    assert.deepEqual(lost(ajar, 'The window is open, and the alarm sounds.', 'en'), ['있어도']);
    assert.deepEqual(lost(ajar, 'The alarm sounds even if the window is open.', 'en'), []);
    const near = '불 가까이 두는 것은 피하세요.';
    assert.deepEqual(lost(near, 'Try to put it near a fire.', 'en'), ['피하세요']);
    assert.deepEqual(lost(near, "Don't put it near a fire.", 'en'), []);
    const free = '글을 읽을 때는 가입하지 않아도 됩니다.';
    assert.deepEqual(lost(free, 'When you read, you do not sign up.', 'en'), ['가입하지 않아도 됩니다']);
    assert.deepEqual(lost(free, 'You need not sign up to read.', 'en'), []);
    assert.deepEqual(lost('종이를 넣기 전에 전원을 끄세요.', 'Turn it off and put in paper.', 'en'), ['넣기 전에']);
    assert.deepEqual(lost('종이를 넣기 전에 전원을 끄세요.', 'Turn it off first, then put in paper.', 'en'), []);
  });
  test('what may be done, or is said with another word, is not missed', () => {
    assert.deepEqual(lost('꺼도 됩니다.', 'You can turn it off.', 'en'), []);
    assert.deepEqual(lost('No less than three people came.', '세 사람이나 왔습니다.'), []);
    assert.deepEqual(lost('Always wear gloves.', '장갑을 꼭 끼세요.'), []);
    assert.deepEqual(lost('지점마다 다릅니다.', 'It depends on the branch.', 'en'), []);
  });
});
