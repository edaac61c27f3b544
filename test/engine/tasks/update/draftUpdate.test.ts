import assert from 'node:assert/strict';
import { planUpdate } from '../../../../src/engine/documents/inStep/planUpdate';
import { applyEdits, editsOf } from '../../../../src/engine/documents/inStep/renderUpdate';
import { draftTexts } from '../../../../src/engine/tasks/update/draftTexts';
import { draftUpdate } from '../../../../src/engine/tasks/update/draftUpdate';
import { CancellationSource, neverCancelled, yieldToEventLoop } from '../../../../src/util/async';
import { parrotTranslator } from '../../../support/parrotTranslator';

const tools = parrotTranslator({
  'The cat sat.': '고양이가 앉았다.',
  'Run \ue000 now.': '지금 \ue000 실행.',
  'See it.': '그것을 보라.',
});
const options = { format: 'markdown', beams: 1, glossary: [] } as const;
const ports = { token: neverCancelled, yieldPoint: yieldToEventLoop, report: () => {} };

suite('draftUpdate', () => {
  test('only what is new is drafted, with its markup and the translation’s addresses', async () => {
    const plan = planUpdate({
      base: '# A\n\nDogs [bark](/dogs/).\n',
      source: '# A\n\nDogs [bark](/dogs/).\n\n- The cat sat.\n- Run `a` now.\n\n[See it.](/cats/)\n',
      translation: '# 가\n\n개는 [짖는다](/ko/dogs/).\n',
      format: 'markdown',
    });
    const seen: number[] = [];
    const drafts = await draftUpdate(plan, options, tools, { ...ports, report: ({ done }) => seen.push(done) });
    const texts = new Map([...drafts!.texts].map(([n, { text }]) => [n, text]));
    assert.equal(
      applyEdits(plan.translation.text, editsOf(plan, texts, drafts!.applied)),
      '# 가\n\n개는 [짖는다](/ko/dogs/).\n\n- 고양이가 앉았다.\n- 지금 `a` 실행.\n\n[그것을 보라.](/ko/cats/)\n',
    );
    assert.equal(seen.at(-1), 3);
  });

  test('a value between quotes never holds the quote that ends it', async () => {
    const said = parrotTranslator({ 'The cat sat.': '고양이가 "앉았다".' });
    const plan = planUpdate({
      base: '<A\n  id="x"\n/>\n',
      source: '<A\n  id="x"\n  title="The cat sat."\n/>\n',
      translation: '<A\n  id="x"\n/>\n',
      format: 'markdown',
    });
    const drafts = await draftUpdate(plan, options, said, ports);
    assert.deepEqual(
      [...drafts!.texts.values()].map(({ text }) => text),
      ['고양이가 ”앉았다”.'],
    );
  });

  test('short texts by themselves, one an answer', async () => {
    const drafts = await draftTexts(['The cat sat.', '', 'See it.'], options, tools, ports);
    assert.deepEqual(
      drafts!.map(({ text }) => text),
      ['고양이가 앉았다.', '', '그것을 보라.'],
    );
  });

  test('cancelled: nothing', async () => {
    const plan = planUpdate({ base: 'A.\n', source: 'A.\n\nThe cat sat.\n', translation: '가.\n', format: 'markdown' });
    const source = new CancellationSource();
    source.cancel();
    assert.equal(await draftUpdate(plan, options, tools, { ...ports, token: source.token }), undefined);
  });
});
