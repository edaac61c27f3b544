import assert from 'node:assert/strict';
import { EngineCallError } from '../../src/client/engineCallError';
import type { UpdateParams, UpdateProgress, UpdateResult } from '../../src/shared/protocol/update';
import { type UpdateEngine, type UpdatePair, UpdateRun } from '../../src/update/updateRun';
import type { CancellationToken } from '../../src/util/async';
import { turn } from '../support/fakePanelEngine';

const translation = '5시.\n\n둘.\n';
const pair: UpdatePair = {
  translation,
  source: 'At 6.\n\nThree.\n',
  base: 'At 5.\n\nTwo.\n',
  noPast: undefined,
  format: 'markdown',
  hasCrLf: false,
};
const plan: Pick<UpdateResult, 'items' | 'edits'> = {
  items: [
    { kind: 'patched', sourceAfter: 'At 6.', before: '5시.', after: '6시.', isDraft: false },
    { kind: 'changed', sourceAfter: 'Three.', before: '둘.', isDraft: true },
  ],
  edits: [
    { range: { start: 0, end: 1 }, text: '6', items: [0], isReady: true },
    { range: { start: 5, end: 7 }, text: '', items: [1], isReady: false },
  ],
};
const ready = { range: { start: 5, end: 6 }, text: '셋', items: [1], isReady: true };
const result: UpdateResult = {
  ...plan,
  edits: [plan.edits[0]!, ready],
  share: 1,
  kept: 0,
  missing: 0,
  drafts: 1,
  ms: 1,
};

/** Says what it is told to, when it is told to. */
class SaidEngine implements UpdateEngine {
  params: UpdateParams | undefined;
  say!: (part: Partial<UpdateProgress>) => void;
  end!: (result: UpdateResult) => void;
  fail!: (error: unknown) => void;

  update(
    params: UpdateParams,
    onProgress: (part: UpdateProgress) => void,
    token: CancellationToken,
  ): Promise<UpdateResult> {
    this.params = params;
    this.say = (part) => onProgress({ done: 0, total: 1, drafts: [], ready: [], ...part });
    return new Promise((resolve, reject) => {
      this.end = resolve;
      this.fail = reject;
      token.onCancellationRequested(() => reject(new EngineCallError('cancelled', 'Cancelled')));
    });
  }
}

function start(said = translation) {
  const engine = new SaidEngine();
  let changes = 0;
  const run = new UpdateRun(
    pair,
    { draft: true, beams: 4, glossary: [] },
    {
      engine,
      read: ({ start, end }) => said.slice(start, end),
      onChange: () => changes++,
    },
  );
  const texts = (row?: number) => run.ready(row).map(({ edit }) => edit.text);
  return { engine, run, texts, changes: () => changes };
}

suite('updateRun', () => {
  test('asks with both sources, and has what came so far', async () => {
    const { engine, run, texts, changes } = start();
    assert.deepEqual([engine.params!.base, engine.params!.draft], [pair.base, true]);
    engine.say({ plan });
    assert.deepEqual([texts(), run.rows().length, changes()], [['6'], 2, 1]);
    engine.say({ done: 1, drafts: [{ item: 1, text: '셋.', confidence: 0.5 }], ready: [ready] });
    assert.deepEqual([texts(), texts(1), run.items[1]!.after], [['6', '셋'], ['셋'], '셋.']);
    engine.end(result);
    await run.ended;
    assert.equal(run.status, 'done');
    assert.deepEqual(texts(), ['6', '셋']);
  });

  test('which items are done, can be done, or wait', () => {
    const { engine, run } = start();
    engine.say({ plan });
    const items = () => (['made', 'ready', 'waiting', 'changed'] as const).map((state) => [...run.itemsThat(state)]);
    assert.deepEqual(items(), [[], [0], [1], []]);
    const made = start('6시.\n\n둘.\n');
    made.engine.say({ plan });
    assert.deepEqual([...made.run.itemsThat('made')], [0]);
  });

  test('cancelled: what was finished can be made, and nothing else', async () => {
    const { engine, run, texts } = start();
    engine.say({ plan });
    run.cancel();
    await run.ended;
    await turn();
    assert.deepEqual([run.status, texts()], ['cancelled', ['6']]);
  });

  test('an engine that fails leaves what came before', async () => {
    const { engine, run, texts } = start();
    engine.say({ plan });
    engine.fail(new EngineCallError('engineCrashed', 'It ended'));
    await run.ended;
    assert.deepEqual([run.status, texts()], ['failed', ['6']]);
    assert.ok(run.failure instanceof EngineCallError);
  });

  test('a pair that is none is refused with its figure', async () => {
    const { engine, run } = start();
    engine.end({ ...result, items: [], edits: [], share: 0.2, refused: { why: 'unpaired' } });
    await run.ended;
    assert.deepEqual([run.status, run.refused, run.share], ['refused', { why: 'unpaired' }, 0.2]);
  });

  test('a place that says something else by now is not written over', () => {
    const { engine, run, texts } = start('7시.\n\n둘.\n');
    engine.say({ plan });
    assert.deepEqual(texts(), []);
    run.apply([{ range: { start: 0, end: 0 }, text: '' }]);
    assert.deepEqual(texts(), []);
  });
});
