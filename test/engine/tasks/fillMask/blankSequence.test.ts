import assert from 'node:assert/strict';
import { findMarkers, readPlace } from '../../../../src/engine/tasks/fillMask/blankPlaces';
import { type BlankContent, BlankSequence, narrowed, share } from '../../../../src/engine/tasks/fillMask/blankSequence';
import { shippedTokenizer } from '../../../support/bundles';

const tokenizer = shippedTokenizer();
const specials = {
  first: tokenizer.requireSpecial('<bos>'),
  last: tokenizer.requireSpecial('<eos>'),
  mask: tokenizer.requireSpecial('<mask>'),
};

function sequence(text: string, window = { preferred: 128, most: 256 }) {
  const places = findMarkers(text).map((marker) => readPlace(text, marker));
  return new BlankSequence(text, places, tokenizer, specials, window);
}
const masks = (count: number): BlankContent => ({ masks: count });
const word = (text: string): BlankContent => ({ word: text, ids: tokenizer.encode(` ${text}`) });
const show = (ids: readonly number[]) =>
  ids
    .map((id) =>
      id === specials.mask
        ? '_'
        : id === specials.first
          ? '^'
          : id === specials.last
            ? '$'
            : tokenizer.decode([id as never]),
    )
    .join('');

suite('BlankSequence', () => {
  test('the space before a blank belongs to the blank', () => {
    const { before, after } = sequence('The ___ sat.').context(0, [masks(1)], {}, 1);
    assert.deepEqual([show(before), show(after)], ['^The', ' sat.$']);
  });

  test('other blanks hold masks or words', () => {
    const { before, after } = sequence('The ___ sat on ___ and ___.').context(
      1,
      [word('cat'), masks(1), masks(2)],
      {},
      1,
    );
    assert.deepEqual([show(before), show(after)], ['^The cat sat on', ' and__.$']);
  });

  test('articles and particles follow the words', () => {
    const forms = sequence('I ate an ___ now.').context(0, [masks(1)], { article: 'a' }, 1);
    assert.equal(show(forms.before), '^I ate a');
    const korean = sequence('나는 ___를 ___에 두었다.');
    assert.equal(show(korean.context(0, [masks(1), masks(1)], { particle: '을' }, 1).after), '을_에 두었다.$');
    assert.equal(show(korean.context(1, [word('책'), masks(1)], {}, 1).before), '^나는 책을');
  });

  test('knows where each token stands in the text', () => {
    const text = 'The old cat ___ on the mat.';
    const { before, after, beforeStarts, afterStarts } = sequence(text).context(0, [masks(1)], {}, 1);
    assert.deepEqual([before.length, after.length], [beforeStarts.length, afterStarts.length]);
    assert.deepEqual([beforeStarts[0], afterStarts.at(-1)], [-1, -1]);
    for (const [n, id] of before.entries())
      if (n > 0) assert.ok(text.startsWith(tokenizer.decode([id]), beforeStarts[n]));
    for (const [n, id] of after.slice(0, -1).entries())
      assert.ok(text.startsWith(tokenizer.decode([id]), afterStarts[n]));
  });

  test('keeps what is nearest of a long passage, and not more than the window', () => {
    const text = `${'far away '.repeat(200)}near ___ here${' and so on'.repeat(200)}`;
    const { before, after } = sequence(text).context(0, [masks(1)], {}, 6);
    assert.equal(before.length + after.length + 6, 128);
    assert.ok(show(before).endsWith('near') && show(after).startsWith(' here'));
  });

  test('blanks far apart are seen together as long as the window allows, else it says so', () => {
    const apart = (times: number) => `___ ${'so '.repeat(times)}___`;
    const { before, after } = sequence(apart(180)).context(0, [masks(1), masks(1)], {}, 1);
    assert.ok(before.length + after.length > 180);
    assert.throws(() => sequence(apart(300)).context(0, [masks(1), masks(1)], {}, 1), { code: 'inputTooLong' });
    assert.throws(() => sequence('___').context(0, [masks(1)], {}, 250), { code: 'inputTooLong' });
  });

  test('narrowed keeps both ends and the nearest tokens', () => {
    const wide = sequence('One two three four ___ five six seven.').context(0, [masks(1)], {}, 1);
    const { before, after, beforeStarts, afterStarts } = narrowed(wide, 2);
    assert.deepEqual([show(before), show(after)], ['^ three four', ' five six$']);
    assert.deepEqual([beforeStarts.length, afterStarts.length], [before.length, after.length]);
  });
});

suite('share', () => {
  test('what one side does not need the other has', () => {
    assert.deepEqual(share(100, 100, 50), { headLength: 25, tailLength: 25 });
    assert.deepEqual(share(100, 5, 50), { headLength: 45, tailLength: 5 });
    assert.deepEqual(share(3, 100, 50), { headLength: 3, tailLength: 47 });
    assert.deepEqual(share(3, 4, 50), { headLength: 3, tailLength: 4 });
  });
});
