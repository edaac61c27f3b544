import assert from 'node:assert/strict';
import { documentProse, readDocument } from '../../../src/engine/documents/readDocument';
import { detectLanguage } from '../../../src/shared/textLanguage';

const options = { from: 'en', to: 'ko', glossary: [], fits: () => true } as const;

suite('readDocument', () => {
  test('reads each format by its own rules', () => {
    const text = '# A *b*';
    assert.equal(readDocument(text, 'markdown', options).sentences[0]!.plain, 'A b');
    assert.equal(readDocument(text, 'plain', options).sentences[0]!.plain, 'A *b*');
    assert.equal(readDocument(text, 'comment', options).sentences[0]!.plain, 'A *b*');
  });
});

suite('documents nested too deeply', () => {
  test('are refused in plain words', () => {
    const text = `${'>'.repeat(12_000)} a\n`;
    assert.throws(() => documentProse(text, 'markdown'), { code: 'inputInvalid', message: /nested too deeply/ });
  });
});

suite('documentProse', () => {
  test('is what is said, without code, so that it tells the language', () => {
    const text =
      '설치는 `npm install --save-dev something` 하면 됩니다.\n\n```js\nconst englishEverywhere = "a lot of English words";\n```\n';
    assert.equal(detectLanguage(text), 'en');
    assert.equal(documentProse(text, 'markdown').trim(), '설치는   하면 됩니다.');
    assert.equal(detectLanguage(documentProse(text, 'markdown')), 'ko');
  });

  test('is empty where nothing is said', () => {
    assert.equal(documentProse('```\ncode\n```\n', 'markdown'), '');
  });
});
