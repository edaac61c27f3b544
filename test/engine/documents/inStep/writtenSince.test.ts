import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pendingUpdate, unwritten } from '../../../../src/engine/documents/inStep/pendingUpdate';
import { applyEdits } from '../../../../src/engine/documents/inStep/renderUpdate';
import type { TextEdit } from '../../../../src/engine/documents/inStep/updatePlan';
import { editsSince } from '../../../../src/engine/documents/inStep/writtenSince';

const edit = (start: number, end: number, text: string, ...items: number[]): TextEdit => ({ start, end, text, items });

suite('editsSince', () => {
  test('what was made or written over is left alone, the rest goes where it belongs by now', () => {
    const former = '하나.\n\n둘.\n\n셋.\n';
    const edits = [edit(4, 4, '\n새 줄.', 0), edit(5, 6, '두 번째', 1), edit(9, 10, '세 번째', 2)];
    assert.deepEqual(editsSince(former, former, edits), edits);
    assert.deepEqual(editsSince(former, applyEdits(former, edits), edits), []);
    const now = '머리말.\n\n하나.\n\n둘째.\n\n셋.\n';
    const left = editsSince(former, now, edits);
    assert.equal(applyEdits(now, left), '머리말.\n\n하나.\n\n새 줄.\n둘째.\n\n세 번째.\n');
  });

  test('what one item needs elsewhere goes with it', () => {
    const edits = [edit(0, 2, '', 0), edit(4, 4, '하나', 0)];
    assert.deepEqual(editsSince('하나\n둘\n', '하나\n둘\n하나\n', edits), []);
  });

  test('a line that came in before its like is known, however it is told', () => {
    const former = '```\na\n```\n\n```\nb\n```\n';
    const made = edit(9, 9, '```\nc\n```\n\n', 0);
    const unknown = { ...made, text: unwritten };
    assert.deepEqual(editsSince(former, applyEdits(former, [made]), [unknown]), []);
  });

  test('of two lines that are alike, one of them rewritten, neither is written over', () => {
    const former = 'a\nx\nb\nx\nc\n';
    const edits = [edit(0, 1, 'A', 0), edit(2, 3, 'X', 1), edit(4, 5, 'B', 2), edit(8, 9, 'C', 3)];
    const now = applyEdits(former, edits.slice(1));
    assert.deepEqual(editsSince(former, now, edits), [edits[0]]);
  });

  test('edits that were made in part: never twice, the others whole', () => {
    const word = fc.constantFrom('가', '나다', 'x', '```', '');
    // Of lines that are all alike nobody can say which came in.
    const lines = fc
      .array(word, { minLength: 3, maxLength: 12 })
      .map((texts) => texts.map((text, n) => (n % 2 === 0 ? `${n} ${text}` : text)));
    fc.assert(
      fc.property(lines, fc.array(fc.tuple(fc.nat(11), fc.boolean()), { maxLength: 4 }), (texts, wanted) => {
        const former = texts.map((text) => `${text}\n`).join('');
        const starts = texts.map((_, n) => texts.slice(0, n).join('\n').length + (n > 0 ? 1 : 0));
        const known = new Map(wanted.filter(([n]) => n < texts.length));
        const all = [...known.keys()]
          .sort((a, b) => a - b)
          .map((n, item) => edit(starts[n]!, starts[n]! + texts[n]!.length, `새 ${item} ${texts[n]}!`, item));
        const made = all.filter(({ items }) => [...known].sort((a, b) => a[0] - b[0])[items[0]!]![1]);
        const now = applyEdits(former, made);
        const left = editsSince(former, now, all);
        const done = new Set(made.flatMap(({ items }) => items));
        // Told too cautiously it may be, made twice never.
        assert.ok(left.every(({ items }) => !done.has(items[0]!)));
        for (const { start, end, items } of left) {
          const { start: was, end: wasEnd } = all[items[0]!]!;
          assert.equal(now.slice(start, end), former.slice(was, wasEnd));
        }
      }),
      { numRuns: 3000 },
    );
  });
});

suite('pendingUpdate', () => {
  const base = '# Guide\n\nThe cat sat on the mat. Use version 1.2.\n\nDogs bark at night.\n';
  const source = base.replace('sat on', 'slept under').replace('1.2', '1.3').replace('Dogs', 'Fish swim.\n\nDogs');
  const former = '# 안내서\n\n고양이가 매트 위에 앉았다. 1.2 버전을 쓰세요.\n\n개는 밤에 짖는다.\n';
  const draftsOf = (items: readonly { draft?: unknown }[]) =>
    new Map(items.flatMap(({ draft }, n) => (draft ? [[n, `초안 ${n}`] as const] : [])));
  const update = (translation: string) => {
    const pending = pendingUpdate({ base, source, former, translation, format: 'markdown' });
    return { ...pending, text: applyEdits(translation, pending.edits(draftsOf(pending.plan.items))) };
  };

  test('twice is once, corrected drafts stay, and no model is asked again', () => {
    const once = update(former).text;
    assert.match(once, /초안 0 1\.3 버전을 쓰세요\.\n\n초안 2\n\n개는/);
    const again = update(once);
    assert.deepEqual([again.text, again.open.size, draftsOf(again.plan.items).size], [once, 0, 0]);
    const corrected = once.replace('초안 0', '고양이가 매트 밑에서 잤다.').replace('초안 2', '물고기는 헤엄친다.');
    assert.equal(update(corrected).text, corrected);
  });

  test('what somebody wrote elsewhere holds nothing up', () => {
    const now = former.replace('개는 밤에', '개들은 밤마다');
    assert.equal(update(now).text, update(former).text.replace('개는 밤에', '개들은 밤마다'));
  });

  test('a former text of something else tells nothing', () => {
    const other = pendingUpdate({ base, source, former: 'x\n', translation: former, format: 'markdown' });
    assert.equal(other.plan.translation.text, former);
  });
});
