import assert from 'node:assert/strict';
import { committedTexts } from '../../src/inStep/wordsOfPeople';

suite('wordsOfPeople', () => {
  test('what was committed is taken, not what stands there now', () => {
    const found = { kind: 'found', text: 'Old.', commit: 'c', translated: '옛.' } as const;
    assert.deepEqual(committedTexts(found), { base: 'Old.', translation: '옛.' });
  });

  test('what was never committed is nobody’s word, nor anything in a repository without commits', () => {
    assert.equal(committedTexts({ kind: 'none', reason: 'neverCommitted' }), undefined);
    assert.equal(committedTexts({ kind: 'refused', refusal: 'noCommits', names: ['r'] }), undefined);
  });

  test('where nothing is known of the past, the texts of today must do', () => {
    assert.deepEqual(committedTexts({ kind: 'none', reason: 'noRepository' }), {});
    assert.deepEqual(committedTexts({ kind: 'none', reason: 'sourceCameLater' }), {});
    assert.deepEqual(committedTexts({ kind: 'refused', refusal: 'shallow', names: ['r'] }), {});
    assert.deepEqual(committedTexts({ kind: 'found', text: 'Old.', commit: 'c' }), {});
    assert.deepEqual(committedTexts({ kind: 'unreadable' }), {});
    assert.deepEqual(committedTexts(undefined), {});
  });
});
