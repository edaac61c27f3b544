import assert from 'node:assert/strict';
import { applyEdits } from '../../../../src/engine/documents/inStep/renderUpdate';
import type { TextEdit } from '../../../../src/engine/documents/inStep/updatePlan';
import { editorModels } from '../../../../src/engine/tasks/otherModel';
import { update } from '../../../../src/engine/tasks/update/update';
import type { UpdateEdit, UpdateParams, UpdateProgress } from '../../../../src/shared/protocol/update';
import { CancellationSource, neverCancelled, yieldToEventLoop } from '../../../../src/util/async';
import { parrotTranslator } from '../../../support/parrotTranslator';

let steps = 0;
let onStep = () => {};
const tools = parrotTranslator(
  {
    'The cat sat.': '고양이가 앉았다.',
    'See it.': '그것을 보라.',
    'Birds sing loudly.': '새가 크게 운다.',
    'Birds sing.': '새는 노래한다.',
  },
  () => {
    steps++;
    onStep();
  },
);
const ports = { token: neverCancelled, yieldPoint: yieldToEventLoop, report: () => {} };

const base =
  '# Pets\n\n## `mice`\n\nMice run to the `hole` at night.\n\n## `dogs`\n\nDogs bark at 5.\n\n## `fish`\n\n- Fish like `food`.\n\n## `birds`\n\nBirds sing.\n\n## `end`\n\nAll sleep.\n';
const translation =
  '# 동물\n\n## `mice`\n\n쥐는 밤에 `hole`로 달린다.\n\n## `dogs`\n\n개는 5시에 짖는다.\n\n## `fish`\n\n- 물고기는 `food`를 좋아한다.\n\n## `birds`\n\n새는 노래한다.\n\n## `end`\n\n모두 잔다.\n';
const source =
  '# Pets\n\n## `mice`\n\n## `dogs`\n\nDogs bark at 6.\n\n## `fish`\n\n## `birds`\n\nBirds sing loudly.\n\n## `end`\n\nMice run to the `hole` at night.\n\nAll sleep.\n\n## `cats`\n\nThe cat sat. See it.\n';
const params: UpdateParams = { base, source, translation, format: 'markdown', draft: true, beams: 1, glossary: [] };

const textEdit = ({ range, text, items }: UpdateEdit): TextEdit => ({ ...range, text, items });

suite('update', () => {
  setup(() => {
    steps = 0;
    onStep = () => {};
  });

  test('each kind with its place and both texts, every edit with what it does', async () => {
    const result = (await update(params, tools, ports))!;
    assert.equal(
      applyEdits(translation, result.edits.map(textEdit)),
      '# 동물\n\n## `mice`\n\n## `dogs`\n\n개는 6시에 짖는다.\n\n## `fish`\n\n## `birds`\n\n새가 크게 운다.\n\n## `end`\n\n쥐는 밤에 `hole`로 달린다.\n\n모두 잔다.\n\n## `cats`\n\n고양이가 앉았다. 그것을 보라.\n',
    );
    const kinds = ['patched', 'changed', 'new', 'removed', 'moved'];
    assert.deepEqual([...new Set(result.items.map(({ kind }) => kind))].sort(), kinds.sort());
    for (const [n, item] of result.items.entries()) {
      assert.ok(
        result.edits.some(({ items }) => items.includes(n)),
        `${item.kind} has an edit`,
      );
      assert.equal(item.source && source.slice(item.source.start, item.source.end), item.sourceAfter);
    }
    assert.ok(result.edits.every(({ isReady, items }) => isReady && items.length > 0));
    const moved = result.items.findIndex(({ kind }) => kind === 'moved');
    assert.equal(result.edits.filter(({ items }) => items.includes(moved)).length, 2, 'where it was and where it is');
    const drafted = result.items.filter(({ isDraft }) => isDraft);
    assert.deepEqual([result.drafts, drafted.length], [3, 3]);
    for (const { confidence } of drafted) assert.ok(confidence! > 0 && confidence! <= 1);
  });

  test('without drafts no model runs, and what needs none can be made', async () => {
    const result = (await update({ ...params, draft: false }, tools, ports))!;
    assert.deepEqual([steps, result.drafts], [0, 0]);
    const ready = result.edits.filter(({ isReady }) => isReady);
    assert.match(applyEdits(translation, ready.map(textEdit)), /## `dogs`\n\n개는 6시에 짖는다/);
    for (const { isReady, text } of result.edits) assert.ok(isReady || text === '');
  });

  test('drafted by another model that was chosen, the bundled one in its place, and it is said', async () => {
    const others = editorModels(async ({ question }) => ({
      text: question.endsWith('See it.') ? 'I do not know.' : '그 고양이가 앉았다.',
      isWhole: true,
      model: 'M',
    }));
    const parts: UpdateProgress[] = [];
    const asked: UpdateParams = { ...params, by: { kind: 'editor', id: 'm' } };
    const told = { ...ports, report: (part: UpdateProgress) => void parts.push(part) };
    const result = (await update(asked, tools, told, undefined, { others }))!;
    const text = applyEdits(translation, result.edits.map(textEdit));
    assert.match(text, /## `cats`\n\n그 고양이가 앉았다\. 그것을 보라\.\n$/);
    assert.deepEqual(result.spoken, { model: 'M', sentences: 2, instead: 1, trouble: 'unusable' });
    assert.deepEqual(parts.at(-1)?.spoken, result.spoken);
  });

  test('cancelled: what was sent ahead is whole by itself', async () => {
    const stop = new CancellationSource();
    const parts: UpdateProgress[] = [];
    const many = Array.from({ length: 40 }, (_, n) => `The cat sat.${' See it.'.repeat(n % 2)}`).join('\n\n');
    const long = { ...params, source: `${base}\n${many}\n` };
    const answer = await update(long, tools, {
      ...ports,
      token: stop.token,
      report: (part) => {
        parts.push(part);
        if (part.done > 0) stop.cancel();
      },
    });
    assert.equal(answer, undefined);
    const [first, last] = [parts[0]!, parts.at(-1)!];
    assert.ok(last.done > 0 && last.done < last.total && last.drafts.length > 0);
    assert.equal(first.plan!.items.length, 60);
    assert.ok(last.ready.every(({ isReady }) => isReady));
  });

  test('nothing changed, or made already: nothing to do', async () => {
    const same = (await update({ ...params, source: base }, tools, ports))!;
    assert.deepEqual([same.items, same.edits, same.share], [[], [], 1]);
    const { edits } = (await update(params, tools, ports))!;
    const made = applyEdits(translation, edits.map(textEdit));
    assert.deepEqual((await update({ ...params, translation: made }, tools, ports))!.edits, []);
  });

  test('the translation of something else is refused with the figure, without a run', async () => {
    const other = `${'> 요리는 `rice`로 42분. 불을 끄고 기다린다.\n\n'.repeat(30)}`;
    const result = (await update({ ...params, translation: other }, tools, ports))!;
    assert.deepEqual([result.refused, result.edits, steps], [{ why: 'unpaired' }, [], 0]);
    assert.ok(result.share < 0.4);
  });

  test('texts in another language are refused', async () => {
    const wrong = async (changed: Partial<UpdateParams>) =>
      (await update({ ...params, ...changed }, tools, ports))!.refused;
    assert.deepEqual(await wrong({ translation: source }), { why: 'language', of: 'translation', found: 'en' });
    assert.deepEqual(await wrong({ source: translation }), { why: 'language', of: 'source', found: 'ko' });
    assert.deepEqual(await wrong({ translation: '1. 2\n' }), { why: 'language', of: 'translation', found: null });
  });
});
