import assert from 'node:assert/strict';
import { isLoneFunctionWord } from '../../../src/engine/languages/functionWords';

suite('isLoneFunctionWord', () => {
  const check = (text: string, expected: boolean) =>
    test(`${JSON.stringify(text)}: ${expected}`, () => assert.equal(isLoneFunctionWord(text), expected));
  for (const text of [' the', ' The ', 'and', ', and', '에서', ' 및', '를.', '.', ' ']) check(text, true);
  for (const text of [' table', ' the table', ' in order to', '문서를', ' 문서', "it's", ' of 3']) check(text, false);
});
