import assert from 'node:assert/strict';
import type { UpdateItem } from '../../src/shared/protocol/update';
import type { PlacedEdit } from '../../src/update/placedEdits';
import { countOf, rowsOf, settledKey, sourceRanges, stateOfRow, viewOfRow } from '../../src/update/updateRows';

const items: UpdateItem[] = [
  { kind: 'patched', sourceBefore: 'At 5.', sourceAfter: 'At 6.', before: '5시.', after: '6시.', isDraft: false },
  { kind: 'new', sourceAfter: 'One.', source: { start: 9, end: 13 }, after: '하나.', isDraft: true, confidence: 0.5 },
  { kind: 'new', sourceAfter: 'Two.', source: { start: 14, end: 18 }, after: '둘.', isDraft: true, confidence: 0.25 },
  { kind: 'moved', sourceBefore: 'It.', sourceAfter: 'It.', before: '그것.', after: '그것.', isDraft: false },
  { kind: 'removed', sourceBefore: 'Gone.', before: '갔다.', isDraft: false },
];
const placed = (own: number[], state: PlacedEdit['state'] = 'ready', at = 0): PlacedEdit => ({
  edit: { range: { start: at, end: at }, text: '', items: own, isReady: state !== 'waiting' },
  range: { start: at, end: at },
  state,
});

suite('updateRows', () => {
  test('what one edit does and what one item needs is one row', () => {
    const rows = rowsOf([placed([3]), placed([0]), placed([1, 2]), placed([3, 4])]);
    assert.deepEqual(
      rows.map((row) => [row.items, row.edits.length]),
      [
        [[3, 4], 2],
        [[0], 1],
        [[1, 2], 1],
      ],
    );
    assert.deepEqual(rowsOf([placed([0]), placed([1]), placed([0, 1])]).length, 1);
  });

  test('a row is as far as its edits are', () => {
    const state = (...states: PlacedEdit['state'][]) =>
      stateOfRow({ items: [0], edits: states.map((each) => placed([0], each)) });
    assert.deepEqual(
      [state('made'), state('made', 'ready'), state('ready', 'waiting'), state('waiting', 'changed')],
      ['made', 'ready', 'waiting', 'changed'],
    );
  });

  test('both texts, and what changed in the source, Korean words whole', () => {
    const [patched, fresh] = rowsOf([placed([0]), placed([1, 2])]).map((row) => viewOfRow(row, items));
    assert.deepEqual(patched!.source, [
      { text: 'At ', change: 'same' },
      { text: '5', change: 'removed' },
      { text: '6', change: 'added' },
      { text: '.', change: 'same' },
    ]);
    assert.deepEqual(
      patched!.translation.map(({ text }) => text),
      ['5시.', '6시.'],
    );
    assert.deepEqual([patched!.kinds, patched!.confidence], [['patched'], null]);
    assert.deepEqual([fresh!.id, fresh!.count, fresh!.confidence], [1, 2, 0.25]);
    assert.deepEqual(fresh!.translation, [{ text: '하나.\n둘.', change: 'added' }]);
  });

  test('sentences that have little in common are told one after the other', () => {
    const other = [
      { ...items[0]!, before: '이미 있는 파일은 덮어쓰지 않습니다.', after: '이전 것은 복원된 것 옆에 남습니다.' },
    ];
    assert.deepEqual(
      viewOfRow(rowsOf([placed([0])])[0]!, other).translation.map(({ change }) => change),
      ['removed', 'added'],
    );
  });

  test('what waits shows no text of its own, what is removed none to come, what moves no change', () => {
    const view = (edit: PlacedEdit) => viewOfRow(rowsOf([edit])[0]!, items).translation;
    assert.deepEqual(view(placed([1], 'waiting')), []);
    assert.deepEqual(view(placed([4])), [{ text: '갔다.', change: 'removed' }]);
    assert.deepEqual(view(placed([3])), [{ text: '그것.', change: 'same' }]);
  });

  test('long texts are shown whole instead of compared', () => {
    const long = [{ ...items[0]!, before: '가 '.repeat(3000), after: '나 '.repeat(3000) }];
    assert.equal(viewOfRow(rowsOf([placed([0])])[0]!, long).translation.length, 2);
  });

  test('counts sentences that are left, but for what was settled', () => {
    const rows = rowsOf([placed([0]), placed([1, 2]), placed([4], 'made')]);
    assert.equal(
      countOf(rows, items, () => false),
      3,
    );
    const settled = new Set([settledKey(items[1]!)]);
    assert.equal(
      countOf(rows, items, (key) => settled.has(key)),
      2,
    );
    assert.deepEqual(sourceRanges(rows[1]!, items), [items[1]!.source, items[2]!.source]);
  });
});
