import assert from 'node:assert/strict';
import { completeWordsLength, stopLength } from '../../../src/engine/languages/boundaries';
import type { StopAt } from '../../../src/shared/protocol/completion';

/** `|` marks the cursor and `‖` the end that must be found; without it the end has not come. */
const check = (marked: string, stopAt: StopAt) => {
  const [before, rest] = marked.split('|') as [string, string];
  const expected = rest.indexOf('‖');
  assert.equal(stopLength(before, rest.replace('‖', ''), stopAt), expected, JSON.stringify(marked));
};

suite('stopLength', () => {
  test('ends a line before its break', () => check('The cat| sat.‖\nThe dog', 'line'));
  test('goes over sentences within the line', () => check('The cat| sat. The dog ran.', 'line'));
  test('ends a sentence once another begins', () => check('The cat| sat.‖ The dog', 'sentence'));
  test('waits for what follows a full stop', () => check('Version 3|.', 'sentence'));
  test('is not fooled by a decimal point', () => check('Version 3|.5 is out', 'sentence'));
  test('ends a Korean sentence', () => check('문서를| 작성합니다.‖ 다음', 'sentence'));
  test('ends a sentence at the line break too', () => check('A title|d page‖\n\nThen', 'sentence'));
  test('ends a word before the next space', () => check('The c|at‖ sat', 'word'));
  test('gives the next word where one was complete', () => check('The cat| sat‖ on', 'word'));
  test('ends a paragraph at an empty line', () => check('One|, two\nthree‖\n\nfour', 'paragraph'));
  test('is empty when the line is complete already', () => check('The end.|‖\n\nNext', 'line'));
  test('lets a line begin with further breaks when it is empty', () => check('The end.\n|\nNext line‖\nmore', 'line'));
  test('says nothing about white space alone', () => check('The end.|\n', 'line'));
});

suite('completeWordsLength', () => {
  const words = (text: string, expected: string) => assert.equal(text.slice(0, completeWordsLength(text)), expected);
  test('leaves out the word that may go on', () => words(' one two thr', ' one two'));
  test('keeps the word before a space', () => words(' one two ', ' one two'));
  test('is nothing within the first word', () => words('ing', ''));
});
