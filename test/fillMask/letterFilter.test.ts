import assert from 'node:assert/strict';
import { matchesLetters } from '../../src/fillMask/letterFilter';

suite('matchesLetters', () => {
  test('finds letters anywhere, whatever their case and accents', () => {
    assert.ok(matchesLetters('Library', 'lib'));
    assert.ok(matchesLetters('library', 'RAR'));
    assert.ok(matchesLetters('café', 'cafe'));
    assert.ok(matchesLetters('library', ' lib '));
    assert.ok(!matchesLetters('library', 'bil'));
  });

  test('lets everything through while nothing is typed', () => assert.ok(matchesLetters('library', ' ')));

  test('finds Korean while a syllable is being composed', () => {
    for (const typed of ['ㄷ', '도', '돗', '도서', '도선', '도석', '도서과', '서관']) {
      assert.equal(matchesLetters('도서관', typed), typed !== '도선', typed);
    }
    assert.ok(matchesLetters('달가', '닭'));
    assert.ok(!matchesLetters('학교', '도'));
  });
});
