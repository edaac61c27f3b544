import assert from 'node:assert/strict';
import { interfaceWord } from '../../../src/engine/languages/interfaceWords';

suite('interfaceWord', () => {
  test('knows words that stand alone, in both directions', () => {
    assert.equal(interfaceWord('예', 'en'), 'Yes');
    assert.equal(interfaceWord('아니오', 'en'), 'No');
    assert.equal(interfaceWord('No', 'ko'), '아니요');
    assert.equal(interfaceWord('Dark mode', 'ko'), '어두운 모드');
    assert.equal(interfaceWord('한국어', 'en'), 'Korean');
    assert.equal(interfaceWord('All rights reserved', 'ko'), '모든 권리 보유');
    assert.equal(interfaceWord(' table of\n contents ', 'ko'), '목차');
  });
  test('keep the dots that announce a dialog', () => {
    assert.equal(interfaceWord('Save As...', 'ko'), '다른 이름으로 저장...');
    assert.equal(interfaceWord('Open…', 'ko'), '열기…');
    assert.equal(interfaceWord('열기...', 'en'), 'Open...');
    assert.equal(interfaceWord('Open....', 'ko'), undefined);
  });
  test('a syllable of two meanings is left to its surroundings', () => {
    assert.equal(interfaceWord('Month', 'ko'), '월');
    assert.deepEqual(
      ['월', '일'].map((word) => interfaceWord(word, 'en')),
      [undefined, undefined],
    );
  });
  test('knows no other word', () => assert.equal(interfaceWord('podcast', 'ko'), undefined));
});
