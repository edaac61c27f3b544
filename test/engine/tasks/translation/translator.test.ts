import assert from 'node:assert/strict';
import { isKnownPair, staysAsItIs, withAllAtoms } from '../../../../src/engine/tasks/translation/translator';

const written = (plain: string) => ({ plain, words: [], confidence: 1, failed: [], isCut: true, tokens: 3 });

suite('Translator', () => {
  test('knows English and Korean, of each other', () => {
    assert.ok(isKnownPair({ from: 'en', to: 'ko' }) && isKnownPair({ from: 'ko', to: 'en' }));
    for (const pair of [
      { from: 'en', to: 'en' },
      { from: 'en', to: 'de' },
      { from: 'ja', to: 'ko' },
    ])
      assert.ok(!isKnownPair(pair), JSON.stringify(pair));
  });

  test('a sentence stays that is in the target’s language, or has no letters', () => {
    assert.ok(staysAsItIs('이미 한국어입니다.', { from: 'en', to: 'ko' }));
    assert.ok(!staysAsItIs('This is English.', { from: 'en', to: 'ko' }));
    assert.ok(staysAsItIs('1.2 \ue000', { from: 'ja', to: 'de' }));
    assert.ok(!staysAsItIs('Schon deutsch.', { from: 'en', to: 'de' }));
  });

  test('what is kept follows at the end where the model lost it, each once', () => {
    const { plain, words } = withAllAtoms('Use \ue000 and \ue001.', written('Nimm \ue001'));
    assert.equal(plain, 'Nimm \ue001 \ue000');
    assert.deepEqual(words, [{ start: 7, end: 8, sources: [{ start: 4, end: 5 }], probability: 0 }]);
  });
});
