import assert from 'node:assert/strict';
import { SentenceTranslator } from '../../../../src/engine/tasks/translation/sentenceTranslator';
import { isKnownPair, staysAsItIs, withAllAtoms } from '../../../../src/engine/tasks/translation/translator';
import { translatorFor } from '../../../../src/engine/tasks/translation/translatorFor';
import { parrotTranslator } from '../../../support/parrotTranslator';

suite('a pair of languages', () => {
  test('is known where it is of English and Korean', () => {
    assert.ok(isKnownPair({ from: 'en', to: 'ko' }) && isKnownPair({ from: 'ko', to: 'en' }));
    for (const [from, to] of [
      ['en', 'en'],
      ['en', 'de'],
      ['ja', 'ko'],
    ] as const)
      assert.equal(isKnownPair({ from, to }), false);
  });

  test('says which sentence is left as it is', () => {
    const pairs = { ko: { from: 'en', to: 'ko' }, de: { from: 'en', to: 'de' } };
    assert.equal(staysAsItIs('설정을 엽니다.', pairs.ko), true);
    assert.equal(staysAsItIs('Open it.', pairs.ko), false);
    // Which of two languages in one script a sentence is in is not told.
    assert.equal(staysAsItIs('설정을 엽니다.', pairs.de), false);
    for (const pair of Object.values(pairs)) assert.equal(staysAsItIs('1 + 1 \ue000', pair), true);
  });

  test('the bundled model has no other, and says what to do', () => {
    const tools = parrotTranslator({});
    assert.ok(translatorFor(tools, { from: 'en', to: 'ko' }) instanceof SentenceTranslator);
    assert.throws(() => translatorFor(tools, { from: 'en', to: 'de' }), {
      code: 'inputInvalid',
      message: /localText\.models\.seq2seq.*--seq2seq/,
    });
  });
});

test('what was not written of the kept things stands at the end', () => {
  const written = { plain: '\ue001 run', words: [], confidence: 1, failed: [], isCut: true, tokens: 2 };
  assert.equal(withAllAtoms('Run \ue000 and \ue001', written).plain, '\ue001 run \ue000');
});
