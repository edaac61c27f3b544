import assert from 'node:assert/strict';
import { typedFragmentLength } from '../../../../src/engine/tasks/completion/typedFragment';

const check = (prefix: string, fragment: string) =>
  assert.equal(prefix.slice(prefix.length - typedFragmentLength(prefix)), fragment, JSON.stringify(prefix));

suite('typedFragmentLength', () => {
  test('is the word being typed, with its space', () => check('an inter', ' inter'));
  test('is a Korean word with its space', () => check('이 문서', ' 문서'));
  test('is the space after a word', () => check('an ', ' '));
  test('is a run of spaces', () => check('- item:   ', '   '));
  test('is a run of line breaks', () => check('one\n\n', '\n\n'));
  test('is indentation, not the break before it', () => check('one\n    ', '    '));
  test('is punctuation with its space', () => check('see (', ' ('));
  test('is the end of a word cut by an apostrophe', () => check("don't", 't'));
  test('is a number', () => check('in 202', ' 202'));
  test('is nothing where nothing was typed', () => check('', ''));
  test('is at most the end of a long run', () => check('a'.repeat(100), 'a'.repeat(24)));
  test('does not part a surrogate pair', () => check(`${'x'}${'🎉'.repeat(30)}`, '🎉'.repeat(12)));
  test('keeps a pair whole when the run is cut inside it', () =>
    check(`${'🎉'.repeat(30)}a`.slice(0, -1), '🎉'.repeat(12)));
});
