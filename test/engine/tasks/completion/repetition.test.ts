import assert from 'node:assert/strict';
import { isLoop, repeatedStart } from '../../../../src/engine/tasks/completion/repetition';

suite('repeatedStart', () => {
  const check = (before: string, text: string, kept: string | undefined) =>
    test(`${before}|${text}`, () => {
      const at = repeatedStart(before, text);
      assert.equal(at < 0 ? undefined : text.slice(0, at).trimEnd(), kept);
    });
  check('', 'one two three four one two three four', 'one two three four');
  check('', 'one two one two one ', 'one two');
  check('', 'very very very good', 'very');
  check('', 'one two three one two four ', undefined);
  check('one two three', ' four one two three ', undefined); // "three" before the cursor may be half a word
  check('one two three ', 'four one two three five', 'four');
  check('one two three\n', 'one two three five', undefined); // another line may begin alike
});

suite('isLoop', () => {
  test('is the same run of tokens three times', () => {
    assert.equal(isLoop([1, 2, 1, 2, 1, 2]), true);
    assert.equal(isLoop([5, 7, 7, 7]), true);
    assert.equal(isLoop([1, 2, 1, 2, 1, 3]), false);
  });
});
