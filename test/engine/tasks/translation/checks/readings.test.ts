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
  test('what leaves a place, or something alone, did not stay', () => {
    const key = 'Encrypt it with a key that never leaves the device.';
    assert.deepEqual(failed(key, '장치를 남아 있지 않은 키로 암호화합니다.'), [['leaves the device', '남아']]);
    assert.deepEqual(failed(key, '장치를 떠나지 않는 키로 암호화합니다.'), []);
    assert.equal(failed('It leaves forms alone.', '폼만 남아 있습니다.').length, 1);
    assert.deepEqual(failed('It leaves forms alone.', '폼은 그대로 둡니다.'), []);
    assert.deepEqual(failed('It leaves the page as it is.', '페이지를 그대로 남깁니다.'), []);
  });
  test('who leaves a group does not leave it behind', () => {
    assert.equal(failed('Members can leave the group.', '회원은 그룹을 남길 수 있습니다.').length, 1);
    assert.equal(failed('A member leaves the group.', '회원이 그룹을 남깁니다.').length, 1);
    assert.deepEqual(failed('A member leaves the group.', '회원이 그룹에서 나갑니다.'), []);
  });
  test('others are people only among people', () => {
    assert.deepEqual(
      failed('Two lamps are on, the others are off.', '램프 두 개는 켜져 있고 다른 사람은 꺼져 있습니다.'),
      [['the others', '다른 사람']],
    );
    assert.deepEqual(failed('Two members agree, the others do not.', '두 회원은 동의하고 다른 사람은 아닙니다.'), []);
  });
  test('free space costs nothing, but is not called so', () => {
    const source = 'You need about 200 MB of free disk space.';
    assert.deepEqual(failed(source, '200MB의 자유 디스크 공간이 필요합니다.'), [['free disk space', '자유']]);
    assert.equal(failed('Check that the disk has free space.', '디스크에 무료 공간이 있는지 확인합니다.').length, 1);
    assert.deepEqual(failed(source, '200MB의 여유 공간이 필요합니다.'), []);
    assert.deepEqual(
      failed('The free plan has 5 GB of free storage.', '무료 요금제에는 5GB의 무료 저장소가 있습니다.'),
      [],
    );
  });
  test('how often is said with its measure', () => {
    assert.deepEqual(failed('Oil it once a year.', '한 번 기름칠합니다.'), [['once a year', '']]);
    assert.deepEqual(failed('Oil it once a year.', '해마다 한 번 기름칠합니다.'), []);
    assert.deepEqual(failed('Ring 3 times per hour.', '시간당 3번 울립니다.'), []);
  });
  test('an order that is paid is no sequence', () => {
    assert.deepEqual(failed('It is called when an order is paid.', '순서가 유료일 때 호출됩니다.'), [
      ['an order', '순서'],
    ]);
    assert.equal(failed('The customer can see the order.', '고객은 순서를 볼 수 있습니다.').length, 1);
    assert.deepEqual(failed('It is called when an order is paid.', '주문이 결제되면 호출됩니다.'), []);
    assert.deepEqual(failed('Prices are sorted in this order.', '가격은 이 순서로 정렬됩니다.'), []);
    assert.deepEqual(failed('The order of the prices changes.', '가격의 순서가 바뀝니다.'), []);
    assert.deepEqual(failed('Change the order here.', '여기에서 순서를 바꿉니다.'), []);
  });
  test('full is not all, a note no tone, and what has its own is not owned', () => {
    assert.equal(failed('It stops if the disk is full.', '디스크가 전체되면 중지됩니다.').length, 1);
    assert.deepEqual(failed('It stops if the disk is full.', '디스크가 가득 차면 중지됩니다.'), []);
    assert.deepEqual(failed('A sign is shown if the whole disk is full.', '전체 디스크가 차면 표시됩니다.'), []);
    assert.equal(failed('Anybody can read the note.', '모두가 음표를 읽을 수 있습니다.').length, 1);
    assert.deepEqual(failed('The model plays the note.', '모델이 음표를 연주합니다.'), []);
    assert.equal(failed('Unless the project has its own.', '프로젝트가 소유되어 있지 않으면.').length, 1);
    assert.deepEqual(failed('Unless the project has its own.', '프로젝트 자체의 것이 없으면.'), []);
    assert.deepEqual(failed('The owner of its own page.', '자기 페이지의 소유자.'), []);
  });
  test('who logs in and out does both, what is protected is so from something, and every day has days', () => {
    const source = 'If a device is logged in, it is logged out.';
    assert.deepEqual(failed(source, '장치가 로그인한 경우 기록됩니다.'), [['logged out', '']]);
    assert.deepEqual(failed(source, '장치가 로그인한 경우 로그아웃됩니다.'), []);
    assert.deepEqual(failed('It protects the counter from two threads.', '두 스레드의 카운터를 보호합니다.'), [
      ['protects the counter from', ''],
    ]);
    assert.deepEqual(failed('It protects the counter from two threads.', '두 스레드로부터 카운터를 보호합니다.'), []);
    assert.equal(failed('Teams use it every day.', '팀은 모든 일마다 사용합니다.').length, 1);
    assert.deepEqual(failed('Teams use it every day.', '팀은 매일 사용합니다.'), []);
  });
  test('what is used is not written', () => {
    const [source, wrong] = ['모든 기능을 쓸 수 있나요?', 'Can you write all features?'];
    assert.deepEqual(failed(source, wrong, 'en'), [['기능을 쓸', 'write']]);
    assert.deepEqual(failed(source, 'Can you use all features?', 'en'), []);
    assert.deepEqual(failed('운영 환경에서는 쓰지 마세요.', "Don't write in production.", 'en').length, 1);
    assert.deepEqual(failed('이 도구는 인터넷 없이도 쓸 수 있습니다.', 'It can be written offline.', 'en').length, 1);
    assert.deepEqual(failed('파일에 이름을 쓰세요.', 'Write the name to the file.', 'en'), []);
  });
  test('what is often used, and what stays in use, is not written', () => {
    assert.equal(failed('가장 자주 쓴 명령입니다.', 'The most frequently written commands.', 'en').length, 1);
    assert.equal(failed('더 긴 쪽이 쓰입니다.', 'It will write longer.', 'en').length, 1);
    assert.deepEqual(failed('이전 값이 계속 쓰입니다.', 'The old value is still used.', 'en'), []);
    assert.deepEqual(failed('로그에 자주 쓰는 문서입니다.', 'A document that is often written to.', 'en'), []);
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
    assert.deepEqual(failed('포트 3000번에서 실행됩니다.', 'It runs on the port 3000 times.', 'en'), [
      ['포트 3000번', '3000 times'],
    ]);
    assert.deepEqual(failed('페이지를 3번 엽니다.', 'Open the page 3 times.', 'en'), []);
    assert.deepEqual(failed('Open port 8080.', '8080개의 포트를 엽니다.'), [['port 8080', '8080개의 포트']]);
    assert.deepEqual(failed('Open port 8080.', '8080 포트를 엽니다.'), []);
  });
  test('an editor is left, an order confirmed, a manual read, and what is raised goes up', () => {
    assert.equal(failed('Press Esc to leave the editor.', '편집기를 남기려면 누르세요.').length, 1);
    assert.deepEqual(failed('Leave the window open.', '창을 열어 둔 채로 남겨 둡니다.'), []);
    assert.equal(
      failed('Unless you confirm the order, it is cancelled.', '순서를 확인하지 않으면 취소됩니다.').length,
      1,
    );
    assert.equal(failed('Page 3 of the manual lists them.', '수동의 페이지 3에 나열됩니다.').length, 1);
    assert.deepEqual(failed('This is a manual step.', '수동 단계입니다.'), []);
    assert.equal(failed('The limit was raised from 3 to 5.', '제한이 3에서 5로 발생합니다.').length, 1);
    assert.deepEqual(failed('The limit was raised from 3 to 5.', '제한을 3에서 5로 올렸습니다.'), []);
  });
  test('an hour of the day is not how often', () => {
    assert.deepEqual(failed('6시와 18시에 실행됩니다.', 'It runs at 6 and 18 times.', 'en'), [['18시', '18 times']]);
    assert.deepEqual(failed('18시간마다 18번 실행됩니다.', 'It runs 18 times every 18 hours.', 'en'), []);
  });
  test('how often in what, another one that is no user, people that are no characters, and what is almost full', () => {
    assert.deepEqual(failed('It runs three times a week.', '세 번의 시간을 실행합니다.'), [['times a week', '']]);
    assert.deepEqual(failed('It runs three times a week.', '일주일에 세 번 실행합니다.'), []);
    assert.equal(
      failed('If the link is old, ask for another one.', '링크가 오래되었으면 다른 사용자를 요청합니다.').length,
      1,
    );
    assert.deepEqual(failed('Remove the user and add another one.', '사용자를 제거하고 다른 사용자를 추가합니다.'), []);
    assert.equal(failed('It is shared by 15 people.', '15자에서 공유됩니다.').length, 1);
    assert.deepEqual(failed('It is shared by 15 people.', '사용자 15명이 공유합니다.'), []);
    assert.equal(
      failed('It stopped because the disk was almost full.', '디스크가 거의 완전하기 때문에 중지되었습니다.').length,
      1,
    );
    assert.deepEqual(failed('It stopped because the disk was almost full.', '디스크가 거의 차서 중지되었습니다.'), []);
    assert.equal(failed('No data leaves the server.', '데이터가 서버로 남지 않습니다.').length, 1);
  });
});
