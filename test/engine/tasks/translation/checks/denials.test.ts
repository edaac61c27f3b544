import assert from 'node:assert/strict';
import { readDenials } from '../../../../../src/engine/tasks/translation/checks/denials';

suite('denials', () => {
  const read = (en: string, ko: string) => readDenials({ source: en, target: ko, to: 'ko' });
  test('words that deny, of both sides, without what only looks like one', () => {
    const { denials } = read('Not only is it small, it never fails.', '작을 뿐만 아니라 실패하지 않습니다.');
    assert.deepEqual(denials, { en: ['never'], ko: ['않'] });
  });
  test('아직 says nothing without its denial, where nothing is going on', () => {
    assert.equal(read('Nobody has seen it.', '아직 본 것입니다.').leans.ko, false);
    assert.equal(read('It is not finished.', '아직 작업 중입니다.').leans.ko, true);
  });
});
