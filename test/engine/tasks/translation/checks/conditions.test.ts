import assert from 'node:assert/strict';
import { conditions } from '../../../../../src/engine/tasks/translation/checks/conditions';
import { readDenials } from '../../../../../src/engine/tasks/translation/checks/denials';
import type { TextLanguage } from '../../../../../src/shared/protocol/text';

const failed = (source: string, target: string, to: TextLanguage = 'ko') =>
  conditions
    .flatMap((rule) => rule(readDenials({ source, target, to })) ?? [])
    .map(({ source, target }) => [source, target]);

suite('conditions that deny', () => {
  test('unless wants a denial or a bound in Korean, whatever the verb is', () => {
    const source = 'The plan goes on unless you cancel it.';
    assert.deepEqual(failed(source, '취소하는 경우 요금제가 계속됩니다.'), [['unless', '']]);
    assert.deepEqual(failed(source, '취소하지 않으면 요금제가 계속됩니다.'), []);
    assert.deepEqual(failed(source, '취소하지 않는 한 요금제가 계속됩니다.'), []);
    assert.deepEqual(failed('The unless statement is rare.', 'unless 문은 드물게 쓰입니다.'), []);
    assert.deepEqual(failed('It cannot be opened unless you own it.', '소유자만 열 수 있습니다.'), []);
  });
  test('unless of a translation, too', () => {
    assert.deepEqual(failed('취소하면 요금제가 끝납니다.', 'The plan ends unless you cancel it.', 'en'), [
      ['', 'unless'],
    ]);
    assert.deepEqual(
      failed('취소하지 않으면 요금제가 계속됩니다.', 'The plan goes on unless you cancel it.', 'en'),
      [],
    );
  });
  test('a Korean condition that denies is one in English', () => {
    const source = '취소하지 않는 한 요금제가 계속됩니다.';
    assert.deepEqual(failed(source, 'If you cancel it, the plan goes on.', 'en'), [['지 않는 한', '']]);
    assert.deepEqual(failed(source, 'The plan goes on as long as you do not cancel it.', 'en'), []);
    assert.deepEqual(failed('The link works if you are signed in.', '로그인하지 않는 한 링크가 작동합니다.'), [
      ['', '지 않는 한'],
    ]);
  });
});
