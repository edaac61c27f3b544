import assert from 'node:assert/strict';
import { figures } from '../../../../../src/engine/tasks/translation/checks/figures';
import type { TextLanguage } from '../../../../../src/shared/protocol/text';

const failed = (source: string, target: string, to: TextLanguage = 'ko') =>
  figures({ source, target, to }).map(({ source, target }) => [source, target]);

suite('figures', () => {
  test('of a million more is said than its digits', () => {
    assert.deepEqual(failed('It took about 3 million rows.', '약 3행이 걸렸습니다.'), [['3 million', '']]);
    assert.deepEqual(failed('It took about 3 million rows.', '약 300만 행이 걸렸습니다.'), []);
    assert.deepEqual(failed('300만 행이 필요합니다.', 'It needs 300 rows.', 'en'), [['300만', '']]);
    assert.deepEqual(failed('300만 행이 필요합니다.', 'It needs 3 million rows.', 'en'), []);
    assert.deepEqual(failed('IPv6만 사용합니다.', 'Use IPv6 only.', 'en'), []);
  });
  test('a number that is lost, changed or made up fails', () => {
    assert.deepEqual(failed('Wait 30 seconds, then 5.', '30초 기다립니다.'), [['5', '']]);
    assert.deepEqual(failed('It takes 30 days.', '20일 걸립니다.'), [
      ['30', ''],
      ['', '20'],
    ]);
    assert.deepEqual(failed('It is kept for days.', '7일 동안 보관됩니다.'), [['', '7']]);
    assert.deepEqual(failed('서버는 7일 동안 보관합니다.', 'The server keeps it for 30 days.', 'en'), [
      ['7', ''],
      ['', '30'],
    ]);
  });
  test('a number word that is lost fails', () => {
    assert.deepEqual(failed('The log is kept for seven days.', '로그는 여러 날 동안 보관됩니다.'), [['seven', '']]);
    assert.deepEqual(failed('The list has a hundred and twenty rows.', '목록에는 행이 많습니다.'), [
      ['a hundred and twenty', ''],
    ]);
  });
  test('a number word is a number, in digits or in words', () => {
    assert.deepEqual(failed('The log is kept for seven days.', '로그는 7일 동안 보관됩니다.'), []);
    assert.deepEqual(failed('The key has twelve letters.', '키는 열두 글자입니다.'), []);
    assert.deepEqual(failed('It costs five thousand dollars.', '5,000달러입니다.'), []);
    assert.deepEqual(failed('1.5 million rows', '150만 행'), []);
    assert.deepEqual(failed('It lasts from January 5.', '1월 5일부터입니다.'), []);
    assert.deepEqual(failed('파일 3만 개', '30,000 files', 'en'), []);
    assert.deepEqual(failed('두 개의 파일', '2 files', 'en'), []);
    assert.deepEqual(failed('2024년 3월', 'March 2024', 'en'), []);
  });
  test('signs belong to the figure', () => {
    assert.deepEqual(failed('The limit is 5%.', '한도는 5입니다.'), [['%', '']]);
    assert.deepEqual(failed('It costs $5.', '5달러입니다.'), []);
    assert.deepEqual(failed('It costs $5.', '5입니다.'), [['$', '']]);
    assert.deepEqual(failed('98.6 ± 0.4', '98.6 0.4'), [['±', '']]);
    assert.deepEqual(failed('10 × 20 pixels', '10 20 픽셀'), [['×', '']]);
    assert.deepEqual(failed('pages 10–15', '10~15쪽'), []);
  });
  test('the same numbers written alike pass', () => {
    assert.deepEqual(failed('Version 3.14 needs 1,000 MB.', '버전 3.14에는 1000MB가 필요합니다.'), []);
    assert.deepEqual(failed('At 03:30 and 15:45', '03:30과 15:45에'), []);
    assert.deepEqual(failed('a nonzero value', '0이 아닌 값'), []);
    assert.deepEqual(failed('hexadecimal', '16진수'), []);
  });
  test('a day of a month is no number of months', () => {
    assert.deepEqual(failed('3월 31일까지 유효합니다.', 'It is valid for 3 months 31.', 'en'), [['3월 31일', '']]);
    assert.deepEqual(failed('3월 31일까지 유효합니다.', 'It is valid until March 31.', 'en'), []);
    assert.deepEqual(failed('3월 31일까지 유효합니다.', 'It is valid until 3/31.', 'en'), []);
  });
  test('every so many years is no length of time', () => {
    assert.deepEqual(failed('Renew it every two years.', '두 해 동안 갱신합니다.'), [['every two years', '']]);
    assert.deepEqual(failed('Renew it every two years.', '두 해마다 갱신합니다.'), []);
    assert.deepEqual(failed('It is sent every 30 minutes.', '30분 간격으로 전송됩니다.'), []);
    assert.deepEqual(failed('It is sent every 30 minutes.', '30분 단위로 전송됩니다.'), []);
  });
  test('twice as many are no two times, and two of three no one', () => {
    const both = 'It is twice as fast and uses half of the memory.';
    assert.deepEqual(failed(both, '두 번 빠르고 메모리를 절반만 씁니다.'), [['twice as', '']]);
    assert.deepEqual(failed(both, '두 배 빠르고 메모리를 절반만 씁니다.'), []);
    assert.deepEqual(failed('It needs twice as many nodes.', '노드가 두 번 필요합니다.'), [['twice as', '']]);
    assert.deepEqual(failed('It needs twice as many nodes.', '노드가 두 배 필요합니다.'), []);
    assert.deepEqual(failed('Press it twice.', '두 번 누릅니다.'), []);
    assert.deepEqual(failed('Two of the three nodes are ready.', '세 노드 중 하나가 준비됩니다.'), [
      ['Two of the', ''],
    ]);
    assert.deepEqual(failed('Two of the three nodes are ready.', '세 노드 중 두 개가 준비됩니다.'), []);
  });
  test('so many times as much keeps being a factor in English', () => {
    assert.deepEqual(failed('1.5배 빠른 서버', 'a 1.5 quick server', 'en'), [['1.5배', '']]);
    assert.deepEqual(failed('1.5배 빠른 서버', 'a server 1.5 times as fast', 'en'), []);
    assert.deepEqual(failed('두 배로 늘었습니다.', 'It doubled.', 'en'), []);
    assert.deepEqual(failed('두 배열', 'two arrays', 'en'), []);
  });
  test('one in three is a share', () => {
    assert.deepEqual(failed('One in three users is on a phone.', '3개 사용자는 전화에 있습니다.'), [
      ['One in three users', ''],
    ]);
    assert.deepEqual(failed('One in three users is on a phone.', '사용자 세 명 중 한 명은 전화를 씁니다.'), []);
  });
});
