import assert from 'node:assert/strict';
import { writeInner } from '../../../../src/engine/documents/markdown/innerBlocks';
import type { Cell } from '../../../../src/engine/documents/targetCells';

const cellsOf = (text: string) => [...text].map((raw) => ({ kind: 'text', raw }) as Cell);

suite('texts inside of markup', () => {
  test('are written where nothing in them ends it', () => {
    assert.equal(writeInner(cellsOf('그림 1: a "b"'), 'inBrackets')?.join(''), '그림 1: a "b"');
    assert.equal(writeInner(cellsOf('가 "나" 다'), 'inDoubleQuotes')?.join(''), '가 “나” 다');
    assert.equal(writeInner(cellsOf('가 [나]'), 'inBrackets'), undefined);
  });

  test('are looked at once, however long they are', () => {
    assert.equal(writeInner(cellsOf(`${'가'.repeat(40)}*`), 'inBrackets'), undefined); // at once, not after all ways to part it
    assert.ok(writeInner(cellsOf('가 '.repeat(40)), 'inBrackets'));
  });
});
