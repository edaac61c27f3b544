import assert from 'node:assert/strict';
import { reasonOf, reasonText, reasonTexts } from '../../src/shared/failedCheckReason';

suite('failedCheckReason', () => {
  test('says what is lost, what is added and what became something else', () => {
    assert.equal(reasonText({ check: 'number', source: '400', target: '' }), 'The number 400 is missing.');
    assert.equal(reasonText({ check: 'latin', source: '', target: 'ence' }), '"ence" is not in the source.');
    assert.equal(reasonText({ check: 'unit', source: '30 s', target: '30분' }), '"30 s" became "30분".');
    assert.equal(
      reasonText({ check: 'negation', source: 'not', target: '' }),
      'The source denies ("not"), the translation does not.',
    );
  });
  test('takes the reader’s words', () => {
    const words = { ...reasonTexts, numberLost: '숫자 {0}이(가) 빠졌습니다.' };
    assert.equal(reasonText({ check: 'number', source: '400', target: '' }, words), '숫자 400이(가) 빠졌습니다.');
  });
  test('has a name for a length either way', () => {
    assert.equal(reasonOf({ check: 'length', source: 'x', target: '' }), 'tooShort');
    assert.equal(reasonOf({ check: 'length', source: '', target: 'x' }), 'tooLong');
  });
});
