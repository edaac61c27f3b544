import assert from 'node:assert/strict';
import { announcement } from '../../../src/panel/webview/announcer';
import type { RunView } from '../../../src/shared/panelProtocol';
import { type PanelWords, panelWordNames } from '../../../src/shared/panelWords';

const words = {
  ...Object.fromEntries(panelWordNames.map((name) => [name, name])),
  percentDone: '{0} %',
  toCheck: '{0} to check',
} as PanelWords;

const run = (more: Partial<RunView>): RunView => ({
  ...{ id: 1, task: 'translate', type: 'tldr', from: 'en', to: 'ko', name: null, status: 'running' },
  ...{ done: 0, total: 0, failure: null, replaceable: 'noPlace', insertable: 'noPlace' },
  ...{ finished: 0, note: null },
  ...more,
});
const said = (before: RunView | null, after: RunView | null, toCheck = 0) =>
  announcement(before, after, { toCheck, words });

suite('what a screen reader is told', () => {
  test('is the start of a run', () => {
    assert.equal(said(null, run({})), 'starting');
    assert.equal(said(run({ status: 'done' }), run({ id: 2 })), 'starting');
  });

  test('is every quarter of a long run and nothing of a short one', () => {
    const heard: (string | undefined)[] = [];
    for (let done = 1; done <= 20; done++)
      heard.push(said(run({ done: done - 1, total: 20 }), run({ done, total: 20 })));
    assert.deepEqual(heard.filter(Boolean), ['25 %', '50 %', '75 %']);
    assert.equal(said(run({ done: 1, total: 4 }), run({ done: 2, total: 4 })), undefined);
  });

  test('is the end, with what is to be checked', () => {
    assert.equal(said(run({}), run({ status: 'done' })), 'ready');
    assert.equal(said(run({}), run({ status: 'done' }), 3), 'ready 3 to check');
    assert.equal(said(run({}), run({ status: 'cancelled' })), 'incomplete');
    assert.equal(said(run({}), run({ status: 'failed', failure: 'why' })), 'failed why');
  });

  test('is how far a run came that did not reach its end, and what came of an action', () => {
    const part = { done: 2, total: 5 };
    assert.equal(said(run(part), run({ ...part, status: 'cancelled' })), 'incompleteSentences');
    assert.equal(said(run(part), run({ ...part, status: 'failed', failure: 'why' })), 'failed why readySentences');
    assert.equal(said(run({ status: 'done' }), run({ status: 'done', note: 'replaced' })), 'replaced');
    assert.equal(said(run({ status: 'done', note: 'x' }), run({ status: 'done', note: 'x' })), undefined);
  });

  test('is nothing when another result comes into view, or none', () => {
    assert.equal(said(run({ status: 'done' }), run({ id: 2, status: 'done' })), undefined);
    assert.equal(said(run({ status: 'done' }), run({ status: 'done' })), undefined);
    assert.equal(said(null, null), undefined);
  });
});
