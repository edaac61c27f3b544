import assert from 'node:assert/strict';
import { pairUnits } from '../../../../src/engine/documents/inStep/align';
import { planUpdate } from '../../../../src/engine/documents/inStep/planUpdate';
import { applyEdits, editsOf } from '../../../../src/engine/documents/inStep/renderUpdate';
import { changedColumns } from '../../../../src/engine/documents/inStep/rewriteRow';
import { columnOrder, newnessOf, readRow, said } from '../../../../src/engine/documents/inStep/tableColumns';

const rowOf = (cells: string) => `| ${cells.split(' ').join(' | ')} |`;
const table = (...rows: string[]) => rows.map((row) => `${rowOf(row)}\n`).join('');
/** The rows' cells in another order; a letter that is none comes in. */
const ordered = (text: string, order: readonly number[]) =>
  text.replace(/^\|.*\|$/gm, (row) => {
    const cells = readRow(row).cells.map((cell) => cell.text.trim());
    return `| ${order.map((n) => cells[n]).join(' | ')} |`;
  });

const base = table('Name Type Use', '--- --- ---', 'Apple Fruit Eating', '`axle` Part Rolling', 'Pear Fruit Cooking');
const korean = table('이름 종류 쓰임', '--- --- ---', '사과 과일 먹기', '`axle` 부품 굴리기', '배 과일 익히기');

function update(source: string, translation = korean, old = base, isAsked = false) {
  const plan = planUpdate({ base: old, source, translation, format: 'markdown' });
  const drafts = new Map(plan.items.flatMap(({ draft }, n) => (draft ? [[n, '초안'] as const] : [])));
  const applied = new Set(plan.items.flatMap(({ doubt }, n) => (isAsked && doubt ? [n] : [])));
  return applyEdits(translation, editsOf(plan, drafts, applied));
}

suite('tableColumns', () => {
  test('a row as its cells, with what stands around', () => {
    const row = readRow('> | a \\| b | `c` |');
    assert.deepEqual([row.lead, row.cells.map(({ text }) => text), row.tail], ['> |', [' a \\| b ', ' `c` '], '|']);
    assert.equal(said(row, 0), 'a \\| b');
    assert.deepEqual(readRow('a | b').cells[1], { text: ' b', start: 3 });
  });

  test('which column is which', () => {
    const rows = (olds: string[], nexts: string[]) =>
      olds.map((old, n) => ({ old: readRow(rowOf(old)), next: readRow(rowOf(nexts[n]!)) }));
    assert.equal(columnOrder(rows(['a b', 'c d'], ['a x', 'c y'])), undefined);
    assert.deepEqual(columnOrder(rows(['a b', 'c d'], ['b a', 'd c']))?.from, [1, 0]);
    assert.deepEqual(columnOrder(rows(['a b', 'c d'], ['a n b', 'c m d']))?.from, [0, -1, 1]);
    assert.deepEqual(columnOrder(rows(['a b c', 'd e f'], ['c x a', 'f y d']))?.from, [2, 1, 0]);
    const known = { old: readRow('| `x` | y |'), next: readRow('| y | `x` |'), target: readRow('| 가 | `x` |') };
    assert.ok(newnessOf([known]) > 0.1);
    assert.deepEqual(pairUnits([], []), []);
    assert.equal(typeof changedColumns, 'function');
  });

  test('columns change places with all that a person wrote in them, once', () => {
    for (const order of [
      [1, 0, 2],
      [2, 0, 1],
      [0, 2],
      [2, 1],
    ]) {
      const source = ordered(base, order);
      const once = update(source);
      assert.equal(once, ordered(korean, order));
      assert.equal(update(source, once), once);
    }
  });

  test('a cell that changes meanwhile is patched or drafted in its new place', () => {
    const source = ordered(base, [1, 0, 2]).replace('`axle`', '`hub`').replace('Cooking', 'Baking');
    assert.equal(update(source), ordered(korean, [1, 0, 2]).replace('`axle`', '`hub`').replace('익히기', '초안'));
  });

  test('where nothing tells the columns apart, another is asked', () => {
    const [old, said] = [table('One Two', '--- ---', 'Six Ten'), table('하나 둘둘', '--- ---', '여섯 열열')];
    const source = ordered(old, [1, 0]);
    const once = update(source, said, old);
    assert.equal(once, ordered(said, [1, 0]));
    assert.equal(update(source, once, old, true), once);
  });

  test('a comment on a line of its own gets no code, and one that goes in deeper does', () => {
    const code = (...lines: string[]) => `\`\`\`js\n${lines.join('\n')}\n\`\`\`\n`;
    const [was, now] = [code('run(one); // begins here'), code('run(two); // begins here')];
    assert.equal(
      update(now, code('run(one);', '// 여기서 시작'), was),
      code('run(two); // begins here', '// 여기서 시작'),
    );
    const deeper = code('{', '  run(one); // begins here', '}');
    assert.equal(update(deeper, code('run(one); // 여기서 시작'), was), code('{', '  run(one); // 여기서 시작', '}'));
  });
});
