import assert from 'node:assert/strict';
import { type Translation, withSentence } from '../../src/panel/translation';
import type { TranslatedSentence } from '../../src/shared/protocol/translation';
import { translateInParts } from '../support/fakeTranslator';

function translated(text: string): Translation {
  const parts = [...translateInParts({ text })];
  return { text: parts.map((part) => part.text).join(''), sentences: parts.flatMap(({ sentences }) => sentences) };
}

const words = ({ text, sentences }: Translation) =>
  sentences.map(({ words }) => words.map(({ target }) => text.slice(target.start, target.end)).join(' '));

suite('a translation', () => {
  const before = translated('One two. Three four.\n\nFive.');
  const old = before.sentences[1]!;
  const sentence: TranslatedSentence = {
    ...old,
    source: { start: 0, end: 0 },
    target: { start: 0, end: 6 },
    plain: 'ab cd.',
    words: [
      { target: { start: 0, end: 2 }, sources: [], probability: 1, plainStart: 0 },
      { target: { start: 3, end: 5 }, sources: [], probability: 1, plainStart: 3 },
    ],
  };

  test('takes another rendering of a sentence and moves those after it', () => {
    const after = withSentence(before, 1, { text: 'ab cd.', sentence });
    const [first, , third] = words(before);
    assert.deepEqual(words(after), [first, 'ab cd', third]);
    assert.equal(after.text.slice(0, old.target.start), before.text.slice(0, old.target.start));
    assert.equal(after.text.slice(after.sentences[1]!.target.end), before.text.slice(old.target.end));
    assert.deepEqual(after.sentences[1]!.source, old.source);
  });

  test('stays as it is where there is no such sentence', () => {
    assert.deepEqual(withSentence(before, 7, { text: 'x', sentence }), before);
  });
});
