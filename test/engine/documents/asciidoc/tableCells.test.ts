import assert from 'node:assert/strict';
import { tableCells } from '../../../../src/engine/documents/asciidoc/tableCells';

function cells(text: string, attributes = ''): string[] {
  let start = 0;
  const lines = text.split('\n').map((line) => {
    const at = start;
    start += line.length + 1;
    return { start: at, end: at + line.length };
  });
  return tableCells(text, lines, '|', attributes).map(
    (cell) => `${cell.style}:${text.slice(cell.start, cell.end).trim()}`,
  );
}

suite('cells of an AsciiDoc table', () => {
  test('are read as their column says, or as they say themselves', () => {
    assert.deepEqual(cells('|a |b\nl|c |d', 'cols="1m,2"'), ['m:a', ':b', 'l:c', ':d']);
    assert.deepEqual(cells('|a |b |c\n|d |e |f', 'cols="2*m,a"'), ['m:a', 'm:b', 'a:c', 'm:d', 'm:e', 'a:f']);
  });

  test('of a header are running text', () => {
    assert.deepEqual(cells('|a |b\n\n|c |d', 'cols="m,m"'), [':a', ':b', 'm:c', 'm:d']);
    assert.deepEqual(cells('|a |b\n|c |d', '%header,cols="m,m"'), [':a', ':b', 'm:c', 'm:d']);
    assert.deepEqual(cells('|a |b\n\n|c |d', '%noheader,cols="m,m"'), ['m:a', 'm:b', 'm:c', 'm:d']);
  });

  test('over several columns and rows push the others on', () => {
    assert.deepEqual(cells('2+|a |b\n.2+|c |d |e\n|f |g', 'cols=",m,l"'), [
      ':a',
      'l:b',
      ':c',
      'm:d',
      'l:e',
      'm:f',
      'l:g',
    ]);
    assert.deepEqual(cells('3*|a\n|b |c |d', 'cols=",m,l"'), [':a', ':b', 'm:c', 'l:d']);
  });

  test('in lines of comments are none', () => {
    assert.deepEqual(cells('|a |b\n//|c\n|d |e', 'cols=",m"'), [':a', 'm:b\n//|c', ':d', 'm:e']);
  });

  test('of no table are none', () => {
    assert.deepEqual(tableCells('', [], '|', ''), []);
    assert.deepEqual(cells('text only'), []);
  });
});
