import assert from 'node:assert/strict';
import { interfaceWord } from '../../../src/engine/languages/interfaceWords';

suite('interfaceWord', () => {
  test('knows words that stand alone, in both directions', () => {
    assert.equal(interfaceWord('예', 'en'), 'Yes');
    assert.equal(interfaceWord('아니오', 'en'), 'No');
    assert.equal(interfaceWord('No', 'ko'), '아니요');
    assert.equal(interfaceWord(' table of\n contents ', 'ko'), '목차');
  });
  test('knows no other word', () => assert.equal(interfaceWord('podcast', 'ko'), undefined));
});
