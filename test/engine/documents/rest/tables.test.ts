import assert from 'node:assert/strict';
import { readRest } from '../../../../src/engine/documents/rest/document';
import { gridShape } from '../../../../src/engine/documents/rest/gridTable';
import { simpleShape } from '../../../../src/engine/documents/rest/simpleTable';
import { slotCount, slotsOf } from '../../../../src/engine/documents/rest/tableSlots';
import { readTable, says } from '../../../../src/engine/documents/rest/tables';
import { TablesDocument } from '../../../../src/engine/documents/rest/tablesDocument';
import type { ReadingOptions } from '../../../../src/engine/documents/translatable';
import { likeKorean, type PseudoTranslator, pseudoTranslate, renderAll } from '../../../support/pseudoTranslate';

const options: ReadingOptions = { from: 'en', to: 'ko', glossary: [], fits: () => true };
const keep: PseudoTranslator = ({ plain }) => ({ plain, links: [] });
const say =
  (words: Record<string, string>): PseudoTranslator =>
  ({ plain }) => ({ plain: words[plain] ?? plain, links: [] });
const texts = (table: string) => readTable(table.trimEnd().split('\n'))?.cells.map(({ text }) => text);

const grid = `+-------+-----------------+
| Name  | What it is      |
+=======+=================+
| one   | - A list of     |
+-------+   two lines     |
| two   | - and an end    |
+-------+-----------------+
| Over both columns       |
+-------+-----------------+
`;

const simple = `=====  ======
   Inputs
-------------
A      B
=====  ======
True   It goes on
       below.

\\      Alone
=====  ======
`;

suite('tables of reStructuredText', () => {
  test('cells over several columns and rows are told apart', () => {
    assert.deepEqual(texts(grid), [
      'Name',
      'What it is',
      'one',
      '- A list of\n  two lines\n- and an end',
      'two',
      'Over both columns',
    ]);
    assert.deepEqual(texts(simple), ['Inputs', 'A', 'B', 'True', 'It goes on\nbelow.', '\\', 'Alone']);
  });

  test('a column is counted as docutils does: a wide character is two, a combining one is one', () => {
    assert.equal(slotCount('가나 a'), 6);
    assert.equal(slotCount('e\u0301'), 2);
    assert.deepEqual(texts('+------+----+\n| 가나 | b  |\n+------+----+\n'), ['가나', 'b']);
  });

  test('what is drawn askew is no table that is read, and is told to be left', () => {
    const askew = '+-----+-----+\n| one two | b |\n+-----+-----+\n| a   | b   |\n+--+--+-----+\n';
    assert.equal(gridShape(askew.trimEnd().split('\n').map(slotsOf)), undefined);
    assert.equal(simpleShape('== ==\naaaaa\n== =='.split('\n').map(slotsOf)), undefined);
    const document = readRest(askew, options);
    assert.deepEqual([document.sentences.length, document.left?.map(({ kind }) => kind)], [0, ['block']]);
  });

  test('a table that is drawn anew says what it should, at its places', () => {
    for (const table of [grid, simple]) {
      const shape = readTable(table.trimEnd().split('\n'))!;
      const other = shape.cells.map(({ text }) => text.replace(/\p{L}+/gu, '가나다라마바'));
      assert.ok(says(shape.draw(other), shape, other), shape.draw(other).join('\n'));
      assert.ok(!says(table.trimEnd().split('\n'), shape, other));
    }
  });

  test('a table comes back as it was where nothing is said anew, and wider where more is', () => {
    const page = `Start here.\n\n${grid}\n.. note::\n\n   ${simple.trimEnd().replaceAll('\n', '\n   ').replaceAll('   \n', '\n')}\n\nThe end.\n`;
    assert.equal(pseudoTranslate(readRest(page, options), keep), page);
    const result = pseudoTranslate(readRest(page, options), say({ Name: '이름을 적는 곳', 'The end.': '끝입니다.' }));
    assert.match(result, /^\+-{16}\+-{17}\+\n\| 이름을 적는 곳 \| What it is {6}\|$/m);
    assert.ok(result.endsWith('끝입니다.\n'));
  });

  test('sentences of tables are told before the others, each at its place in the document', () => {
    const page = `Start here.\n\n${grid}\nThe end.\n`;
    const document = readRest(page, options);
    assert.ok(document instanceof TablesDocument);
    assert.deepEqual(
      document.first.map((index) => document.sentences[index]!.plain),
      ['Name', 'What it is', 'one', 'A list of two lines', 'two', 'and an end', 'Over both columns'],
    );
    for (const { start, end, plain } of document.sentences)
      if (!plain.includes('list')) assert.equal(page.slice(start, end), plain);
    const rendered = renderAll(document, likeKorean);
    assert.ok(rendered.filter(({ isWithin }) => isWithin).every(({ text }) => text === ''));
  });

  test('a table of many rows takes a time that grows as it does', () => {
    const rows = Array.from({ length: 400 }, (_, n) => `n${String(n).padEnd(4)}  Does the thing\n`).join('');
    const table = `=====  ==============\n${rows}=====  ==============\n`;
    assert.ok(pseudoTranslate(readRest(table, options), likeKorean).length > table.length);
  });
});
