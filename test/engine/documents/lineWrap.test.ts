import assert from 'node:assert/strict';
import { columnsOf, lineBreaks } from '../../../src/engine/documents/lineWrap';

function wrap(text: string, width: number, prefix = '', column = 0): string {
  const spaces = [...text.matchAll(/ /g)].map(({ index }) => index);
  const breaks = new Set(lineBreaks(text, spaces, { width, prefix, column }));
  return [...text].map((character, at) => (breaks.has(at) ? `\n${prefix}` : character)).join('');
}

suite('lineBreaks', () => {
  test('counts Korean and emoji as two columns, accents as none', () => {
    assert.equal(columnsOf('ab'), 2);
    assert.equal(columnsOf('한글'), 4);
    assert.equal(columnsOf('🙂'), 2);
    assert.equal(columnsOf('e\u0301'), 1);
  });

  test('fills lines up to the width', () => {
    assert.equal(wrap('aa bb cc dd ee', 8), 'aa bb cc\ndd ee');
    assert.equal(wrap('한글 한글 한글', 9), '한글 한글\n한글');
  });

  test('counts what stands before the text and what lines begin with', () => {
    assert.equal(wrap('aa bb cc', 8, '> ', 2), 'aa bb\n> cc');
  });

  test('leaves a word that is too long on a line of its own', () => {
    assert.equal(wrap('a abcdefghij b', 5), 'a\nabcdefghij\nb');
  });

  for (const word of ['-', '+', '1.', '2)', '#', '##', '>', '```js', '---', '===', '|', '<div>', '[^1]:']) {
    test(`begins no line with ${word}`, () => {
      assert.doesNotMatch(wrap(`aaaa bbbb ${word} cccc dddd`, 10), new RegExp(`^\\${word[0]}`, 'm'));
    });
  }

  test('does not break behind a backslash', () => {
    assert.equal(wrap('aaaa bb\\ cc dd', 7), 'aaaa\nbb\\ cc\ndd');
  });
});
