import assert from 'node:assert/strict';
import { bounds } from '../../../../../src/engine/tasks/translation/checks/bounds';
import type { TextLanguage } from '../../../../../src/shared/protocol/text';

const failed = (source: string, target: string, to: TextLanguage = 'ko') =>
  bounds({ source, target, to }).map(({ source, target }) => [source, target]);

suite('bounds', () => {
  test('a bound that is lost fails', () => {
    assert.deepEqual(failed('The name must be at most 63 characters long.', '이름은 63자여야 합니다.'), [
      ['at most 63', ''],
    ]);
    assert.deepEqual(failed('A code less than 400 means success.', '코드 400은 성공입니다.'), [['less than 400', '']]);
    assert.deepEqual(failed('Wait at least 5 seconds.', '5초 기다립니다.'), [['at least 5', '']]);
    assert.deepEqual(failed('값은 10 이하입니다.', 'The value is 10.', 'en'), [['10 이하', '']]);
  });
  test('a bound that was turned round fails', () => {
    assert.deepEqual(failed('Use at most 10 files.', '파일을 10개 이상 사용합니다.'), [['at most 10', '10개 이상']]);
  });
  test('bounds that are kept pass', () => {
    assert.deepEqual(failed('Wait at least 5 seconds.', '5초 이상 기다립니다.'), []);
    assert.deepEqual(
      failed('Any code greater than or equal to 200 and less than 400.', '200보다 크거나 같고 400보다 작은 코드.'),
      [],
    );
    assert.deepEqual(failed('Version 10 or later', '버전 10 이상'), []);
    assert.deepEqual(failed('up to 5 files', '최대 5개 파일'), []);
    assert.deepEqual(failed('100개 이하여야 합니다.', 'It must be 100 or less.', 'en'), []);
  });
  test('minutes are no minimum, and never more than is a bound', () => {
    assert.deepEqual(
      failed('10분 정도 걸리며 1.5 GB 이상이 필요합니다.', 'It takes 10 minutes and needs 1.5 GB.', 'en'),
      [['1.5 GB 이상', '']],
    );
    assert.deepEqual(failed('It returns never more than 100.', '100개를 반환합니다.'), [['never more than 100.', '']]);
    assert.deepEqual(failed('It returns never more than 100.', '최대 100개를 반환합니다.'), []);
  });
  test('what is not allowed from two on is at most one', () => {
    assert.deepEqual(failed('Not more than one backup can run.', '둘 이상의 백업을 실행할 수 없습니다.'), []);
    assert.equal(failed('It takes no more than one click.', '하나 이상의 클릭이 없습니다.').length, 1);
    assert.deepEqual(failed('Up to eight windows can be open.', '8개 이상의 창을 열 수 있습니다.').length, 1);
  });
  test('what is 30 days or older is so at least; a version that is older is less', () => {
    const days = 'Delete files that are 30 days or older.';
    assert.deepEqual(failed(days, '30일 이하의 파일을 삭제합니다.'), [['30 days or older', '30일 이하']]);
    assert.deepEqual(failed(days, '30일 파일을 삭제합니다.'), [['30 days or older', '']]);
    assert.deepEqual(failed(days, '30일이 지난 파일을 삭제합니다.'), []);
    assert.deepEqual(failed('You must be 18 or older.', '18세 이하여야 합니다.'), [['18 or older', '18세 이하']]);
    assert.deepEqual(failed('18세 이상만 씁니다.', 'Only those aged 18 or older use it.', 'en'), []);
    assert.deepEqual(failed('Use Node 18 or older.', 'Node 18 이하를 사용합니다.'), []);
    assert.deepEqual(failed('Use version 1.2 or older.', '버전 1.2 이상을 사용합니다.'), [
      ['1.2 or older', '1.2 이상'],
    ]);
    assert.equal(failed('3.9 and older do not work.', '3.9 이상은 동작하지 않습니다.').length, 1);
    assert.deepEqual(failed('Versions 2.4.8 and earlier', '버전 2.4.8 및 이전'), []);
    assert.deepEqual(failed('3.9 and older do not work.', '3.9 이하는 동작하지 않습니다.'), []);
    assert.deepEqual(failed('Use version 1.2 or older.', '버전 1.2 또는 그 이전을 사용합니다.'), []);
  });
  test('what is spread over some is no more than these', () =>
    assert.deepEqual(failed('It is spread over 3 servers.', '3대의 서버에 분산됩니다.'), []));
  test('between has two ends in English', () => {
    const source = '온도는 18°C에서 24°C 사이입니다.';
    assert.equal(failed(source, 'The temperature is between 24°C in 18°C.', 'en').length, 1);
    assert.deepEqual(failed(source, 'The temperature is between 18°C and 24°C.', 'en'), []);
    const fell = '할당량이 50 GB에서 20 GB로 줄었습니다.';
    assert.equal(failed(fell, 'The quota fell from 50 GB in 20 GB.', 'en').length, 1);
    assert.deepEqual(failed(fell, 'The quota fell from 50 GB to 20 GB.', 'en'), []);
    assert.deepEqual(failed('2대의 서버 사이에', 'between 2 servers in 3 regions', 'en'), []);
  });
  test('words of a place, of a few or of all bound no figure', () => {
    const source = '\ue000에서 재시도 횟수를 5 이하로 설정합니다.';
    assert.deepEqual(failed(source, 'Set the retry number in \ue000 to 5.', 'en'), [['5 이하', '']]);
    assert.deepEqual(failed(source, 'Set the retry number from \ue000 to 5.', 'en'), [['5 이하', '']]);
    assert.deepEqual(failed(source, 'Set the retry number in \ue000 to 5 or less.', 'en'), []);
    assert.deepEqual(failed('모든 암호는 8자 이상입니다.', 'All passwords are 8 characters.', 'en'), [
      ['8자 이상', ''],
    ]);
    assert.deepEqual(failed('10일 이내에 답합니다.', 'You get an answer in 10 days.', 'en'), []);
    assert.deepEqual(failed('1개 이상의 파일', 'Any file', 'en'), []);
    assert.equal(failed('Between 5 and 10 files from \ue000.', '\ue000에서 10개의 파일 5개.').length, 1);
  });
  test('each of two bounds is said, with its own end', () => {
    const source = '값은 1 이상 100 미만이어야 합니다.';
    assert.deepEqual(failed(source, 'The value must be less than 1 or 100.', 'en'), [
      ['1 이상 100 미만', 'less than 1'],
    ]);
    assert.equal(failed('값은 1 이상 100 이하입니다.', 'The value is 1 or more 100.', 'en').length, 1);
    assert.equal(
      failed('길이는 2자 이상, 20자 이하입니다.', 'The length is up to 20 in 2 characters.', 'en').length,
      1,
    );
    for (const target of [
      'The value must be at least 1 and less than 100.',
      'The value must be between 1 and 99.',
      'The value must be 1 or more and below 100.',
      'The value must be no less than 1 and less than 100.',
      'The value must be 1 to 99.',
      'It must be 1 ≤ x < 100.',
    ])
      assert.deepEqual(failed(source, target, 'en'), [], target);
  });
  test('초과 is no second', () => {
    assert.deepEqual(failed('10 초과일 때만', 'Only at more 10 seconds', 'en'), [['10 초과', '10 seconds']]);
    assert.deepEqual(failed('10초 초과', 'over 10 seconds', 'en'), []);
    assert.deepEqual(failed('10 초과', 'over 10', 'en'), []);
  });
  test('up to so many is no time, and if is no bound', () => {
    assert.deepEqual(failed('주소는 200개까지 등록합니다.', 'The address can be registered until 200.', 'en'), [
      ['200개까지', 'until 200'],
    ]);
    assert.deepEqual(
      failed('버튼을 10초 이상 누르면 초기화됩니다.', 'If you press it at 10 seconds, it is reset.', 'en'),
      [['10초 이상', '']],
    );
  });
});
