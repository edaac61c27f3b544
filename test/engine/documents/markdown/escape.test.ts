import assert from 'node:assert/strict';
import { escapeCells } from '../../../../src/engine/documents/markdown/escape';
import { ProseBuilder } from '../../../../src/engine/documents/proseBlock';
import { cellsOf, type Surroundings } from '../../../../src/engine/documents/targetCells';

function around(role = 'paragraph', before = '', after = ''): Surroundings {
  return { block: new ProseBuilder().finish({ mayWrap: true, prefix: '', role }), before, source: '', after };
}

const plainly = (text: string, where = around()) => escapeCells(cellsOf(text, [], []), where, {}).join('');

suite('escapeCells', () => {
  test('ordinary text collects no backslashes', () => {
    for (const text of ['snake_case and 2 * 3', 'a < b, c & d; 50%', 'C:\\dir is (it) [here] #1!', '1. - + > ~5']) {
      assert.equal(plainly(text), text);
    }
  });

  test('what nearly always is markup is escaped at once', () => {
    assert.equal(plainly('*a* _b_ `c`'), '\\*a\\* \\_b\\_ \\`c\\`');
    assert.equal(plainly('<img> &amp; ](x) a\\*'), '\\<img> \\&amp; \\](x) a\\\\\\*');
  });

  test('a bar is escaped in a table', () => {
    assert.equal(plainly('a | b'), 'a | b');
    assert.equal(plainly('a | b', around('cell')), 'a \\| b');
  });

  test('what stands beside the sentence counts', () => {
    assert.equal(plainly('* b', around('paragraph', 'a')), '\\* b');
    assert.equal(plainly('a *', around('paragraph', '', 'b')), 'a \\*');
  });

  test('with care for the start, what would begin a block does not', () => {
    const start = (text: string) => escapeCells(cellsOf(text, [], []), around(), { start: true }).join('');
    assert.deepEqual(['# a', '- a', '1. a', '12) a', '> a'].map(start), [
      '\\# a',
      '\\- a',
      '1\\. a',
      '12\\) a',
      '\\> a',
    ]);
  });

  test('kept things can be written so that they stand beside anything', () => {
    const atoms = [
      { raw: 'https://a.example', apart: '<https://a.example>' },
      { raw: 'a*b', text: 'a*b' },
      { raw: '`c`' },
    ];
    const cells = cellsOf('\ue000를 \ue001 \ue002\ue002', atoms, []);
    assert.equal(escapeCells(cells, around(), {}).join(''), 'https://a.example를 a*b `c``c`');
    assert.equal(escapeCells(cells, around(), { apart: true }).join(''), '<https://a.example>를 a\\*b `c``c`');
    assert.match(escapeCells(cells, around(), { spaced: true }).join(''), /`c` +`c`/);
  });

  test('characters that the source writes its own way stay written so', () => {
    const [cell] = cellsOf('<', [], []);
    assert.deepEqual(escapeCells([{ ...cell!, written: '&lt;' }], around(), {}), ['&lt;']);
  });

  test('emphasis may change its sign, strong emphasis may not', () => {
    const cells = cellsOf(
      'ab',
      [],
      [
        { start: 0, end: 2, open: '**', close: '**' },
        { start: 0, end: 1, open: '*', close: '*' },
      ],
    );
    assert.equal(escapeCells(cells, around(), { swapped: true }).join(''), '**_a_b**');
  });
});
