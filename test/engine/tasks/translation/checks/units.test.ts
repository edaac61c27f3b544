import assert from 'node:assert/strict';
import { units } from '../../../../../src/engine/tasks/translation/checks/units';
import type { TextLanguage } from '../../../../../src/shared/protocol/text';

const failed = (source: string, target: string, to: TextLanguage = 'ko') =>
  units({ source, target, to }).map(({ source, target }) => [source, target]);

suite('units', () => {
  test('a measure that is lost fails', () => {
    assert.deepEqual(failed('Use 10 MB of memory.', '메모리 10을 사용합니다.'), [['MB', '']]);
  });
  test('another unit behind the same number fails', () => {
    assert.deepEqual(failed('Wait 30 seconds.', '30분 기다립니다.'), [['30 seconds', '30분']]);
    assert.deepEqual(failed('5분 기다립니다.', 'Wait 5 seconds.', 'en'), [['5분', '5 seconds']]);
  });
  test('what is over a figure has no second in it', () =>
    assert.deepEqual(failed('10 초과입니다.', 'It is more than 10.', 'en'), []));
  test('a quarter of a year is no minute', () => {
    assert.deepEqual(failed('4분기에 나옵니다.', 'It comes out in quarter 4.', 'en'), []);
  });
  test('the same unit passes, written out too', () => {
    assert.deepEqual(failed('Use 10 MB.', '10MB를 사용합니다.'), []);
    assert.deepEqual(failed('Use 10 MB.', '10메가바이트를 사용합니다.'), []);
    assert.deepEqual(failed('Wait 30 seconds.', '30초 기다립니다.'), []);
    assert.deepEqual(failed('It takes 2 hours.', '2시간 걸립니다.'), []);
  });
  test('bytes by the million are no bytes, as words too', () => {
    assert.deepEqual(failed('2기가바이트 이상 필요합니다.', 'The second or more is required.', 'en'), [
      ['기가바이트', ''],
    ]);
    assert.deepEqual(failed('20메가바이트보다 큰 파일', 'Files larger than 20-to-byte', 'en'), [['메가바이트', '']]);
    assert.deepEqual(failed('You need two gigabytes.', '두 개가 필요합니다.'), [['gigabytes', '']]);
    assert.deepEqual(failed('You need two gigabytes.', '2GB가 필요합니다.'), []);
    assert.deepEqual(failed('You need two gigabytes.', '2기가가 필요합니다.'), []);
    assert.deepEqual(failed('2기가바이트가 필요합니다.', 'You need 2 GiB.', 'en'), []);
  });
  test('a mark says what its author wrote, not how it was read', () => {
    assert.deepEqual(failed('십 분 기다립니다.', 'Wait for ten seconds.', 'en'), [['십 분', 'ten seconds']]);
    assert.deepEqual(failed('Wait for ten seconds.', '십 분 기다립니다.'), [['ten seconds', '십 분']]);
    assert.deepEqual(failed('It lasts a week.', '한 달 동안 유지됩니다.'), [['a week', '한 달']]);
  });
  test('units behind number words of Korean, and English ones without a figure', () => {
    assert.deepEqual(failed('일 년 뒤에 만료됩니다.', 'It expires after the day.', 'en'), [['일 년', 'day']]);
    assert.deepEqual(failed('일주일에 한 번 실행됩니다.', 'It runs once a day.', 'en'), [['일주', 'a day']]);
    assert.deepEqual(failed('이 년마다 갱신합니다.', 'Renew it every day.', 'en'), [['이 년', 'day']]);
    assert.deepEqual(failed('일 년 뒤에 만료됩니다.', 'It expires after one year.', 'en'), []);
    assert.deepEqual(failed('일주일에 한 번 실행됩니다.', 'It runs once a week.', 'en'), []);
    assert.deepEqual(failed('이 기능을 십분 활용하세요.', 'Make the most of it.', 'en'), []);
    assert.deepEqual(failed('십분 기다리세요.', 'Wait ten hours.', 'en'), [['십분', 'ten hours']]);
    assert.deepEqual(failed('이 주소를 쓰세요.', 'Use this address.', 'en'), []);
    assert.deepEqual(failed('쉼표로 구분된 목록입니다.', 'It is a list with commas.', 'en'), []);
  });
  test('a version with an H has no hours', () =>
    assert.deepEqual(failed('Use version 21H2.', '버전 21H2를 사용합니다.'), []));
});
