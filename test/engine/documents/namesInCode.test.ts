import assert from 'node:assert/strict';
import { namesInCode } from '../../../src/engine/documents/namesInCode';
import { EnglishWords } from '../../../src/engine/languages/englishWords';
import { WordList } from '../../../src/engine/languages/wordList';

const english = new EnglishWords(new WordList(['install', 'config']));

suite('namesInCode', () => {
  test('a capitalised word that the code has in small letters, and that is no English one', () => {
    const isName = namesInCode(new Set(['install', 'brindle', 'Snook', 'api']), english)!;
    const words = ['Brindle', 'Install', 'brindle', 'Snook', 'Api', 'BRINDLE', 'Brindle jobs'];
    assert.deepEqual(words.filter(isName), ['Brindle']);
  });

  test('where nobody knows which words are English there is none', () => {
    assert.equal(namesInCode(new Set(['brindle']), undefined), undefined);
  });
});
