import assert from 'node:assert/strict';
import { blankMarkers } from '../../src/shared/blankMarkers';

const found = (text: string) => blankMarkers(text).map(({ start, end }) => text.slice(start, end));

suite('blanks that a text marks', () => {
  test('are three underscores and more, and <mask>', () => {
    assert.deepEqual(found('A ___ and <mask>, then _____.'), ['___', '<mask>', '_____']);
    assert.deepEqual(found('나는 ___를 먹었다'), ['___']);
    assert.deepEqual(found('___'), ['___']);
  });

  test('are no code, no rule, no emphasis, no name and no [MASK]', () => {
    for (const text of [
      'Write `<mask>` or ``a ` ___``.',
      'One.\n\n___\n\nTwo.',
      'A\n_ _ _\nb',
      'So ___strong___ it is.',
      'a___b',
      '[MASK]',
    ])
      assert.deepEqual(found(text), [], text);
  });
});
