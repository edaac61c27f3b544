import assert from 'node:assert/strict';
import { rowsOf } from '../../../../src/engine/documents/plain/columns';

const rows = (...contents: string[]) => rowsOf(contents.map((content) => ({ content, group: 0 })));

suite('rowsOf', () => {
  test('a wide gap makes a row, a narrow one where the line beside has it in the same column', () => {
    assert.deepEqual(rows('Name     Size', 'It is a line of text.'), [{ typed: 0 }, undefined]);
    assert.deepEqual(rows('ab  one', 'c   two', 'A line  of text'), [{ typed: 0 }, { typed: 0 }, undefined]);
    assert.deepEqual(rows('Done.  Next one', 'Here.  Another'), [undefined, undefined]);
    assert.deepEqual(rows('a\tb'), [{ typed: 0 }]);
  });

  test('what is typed is told with the gap behind it, in all rows of its list', () => {
    assert.deepEqual(rows('  add NAME  adds it', '  list      lists all'), [{ typed: 12 }, { typed: 12 }]);
    assert.deepEqual(rows('-v, --verbose   more'), [{ typed: 16 }]);
    assert.deepEqual(rows('NAME      SIZE', 'notes     12'), [{ typed: 0 }, { typed: 0 }]);
  });

  test('lines of another group are no neighbours', () =>
    assert.deepEqual(
      rowsOf([
        { content: 'ab  one', group: 0 },
        { content: 'c   two', group: 1 },
      ]),
      [undefined, undefined],
    ));
});
