import assert from 'node:assert/strict';
import { readDenials } from '../../../../../src/engine/tasks/translation/checks/denials';
import { prohibitions } from '../../../../../src/engine/tasks/translation/checks/prohibitions';
import type { TextLanguage } from '../../../../../src/shared/protocol/text';

const failed = (source: string, target: string, to: TextLanguage = 'ko') =>
  prohibitions
    .flatMap((rule) => rule(readDenials({ source, target, to })) ?? [])
    .map(({ source, target }) => [source, target]);

suite('prohibitions', () => {
  test('what must not be in Korean is denied in English', () => {
    assert.deepEqual(
      failed('이 주소를 누구에게도 알려서는 안 됩니다.', 'You should tell this address to anyone.', 'en'),
      [['려서는 안 됩니다', '']],
    );
    assert.deepEqual(failed('이 주소를 알리지 마세요.', 'Tell this address to anyone before you go.', 'en'), [
      ['리지 마세요', ''],
    ]);
    assert.deepEqual(failed('이 주소를 알리지 마세요.', 'Avoid telling this address.', 'en'), []);
  });
  test('a prohibition that the source has not', () => {
    assert.deepEqual(failed('The same key must be safe.', '같은 키는 안전하지 않아야 합니다.'), [
      ['', '하지 않아야 합니다'],
    ]);
    assert.deepEqual(failed('The same key must not be used.', '같은 키를 사용하지 않아야 합니다.'), []);
    assert.deepEqual(failed('Check it before it is unpacked.', '압축되지 않았기 전에 확인합니다.'), [
      ['', '되지 않았기 전에'],
    ]);
  });
  test('not any is none, and not "not all"', () => {
    const source = 'Do not tell it to anybody.';
    assert.deepEqual(failed(source, '모든 사람에게 말하지 마세요.'), [['anybody', '모든 사람에게 말하지 마세요']]);
    assert.deepEqual(failed(source, '아무에게도 말하지 마세요.'), []);
    assert.deepEqual(failed('Do not tell all of it to anybody.', '모든 것을 말하지 마세요.'), []);
  });
  test('two things that are both denied stay two', () => {
    const source = '손님의 이름도 주소도 저장하지 않습니다.';
    assert.deepEqual(failed(source, 'The name does not store the address.', 'en'), [['이름도 주소도', '']]);
    assert.deepEqual(failed(source, "It stores neither a guest's name nor the address.", 'en'), []);
  });
});
