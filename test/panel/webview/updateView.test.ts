import assert from 'node:assert/strict';
import { UpdateView } from '../../../src/panel/webview/updateView';
import { asToHost } from '../../../src/shared/panelChecks';
import type { ToHost, UpdateView as Update, UpdateRowView } from '../../../src/shared/panelProtocol';
import { type PanelWords, panelWordNames } from '../../../src/shared/panelWords';
import { type FakeElement, useFakeDocument } from './fakeDom';

const words = Object.fromEntries(panelWordNames.map((name) => [name, `${name} {0}`])) as PanelWords;
const row = (id: number, more: Partial<UpdateRowView> = {}): UpdateRowView => ({
  id,
  kinds: ['changed'],
  count: 1,
  state: 'ready',
  source: [
    { text: 'It is ', change: 'same' },
    { text: 'old', change: 'removed' },
    { text: 'new', change: 'added' },
  ],
  translation: [
    { text: '낡았다', change: 'removed' },
    { text: '새것이다', change: 'added' },
  ],
  confidence: 0.5,
  memory: null,
  ...more,
});
const update = (rows: UpdateRowView[], more: Partial<Update> = {}): Update => ({
  name: 'a.ko.md',
  sourceName: 'a.md',
  message: '2 sentences have changed.',
  isTrouble: false,
  note: null,
  isRunning: false,
  done: 0,
  total: 0,
  rows,
  hasOldSource: true,
  isDrafted: true,
  ...more,
});

function start() {
  useFakeDocument();
  const sent: ToHost[] = [];
  const view = new UpdateView((message) => {
    const copy = asToHost(JSON.parse(JSON.stringify(message)));
    assert.ok(copy, message.type);
    sent.push(copy);
  });
  view.setWords(words);
  const root = view.root as unknown as FakeElement;
  const find = (selector: string) => root.querySelectorAll(selector);
  const button = (text: string) => [...find('vscode-button')].find(({ textContent }) => textContent.startsWith(text))!;
  return { view, root, sent, find, button };
}

suite("the panel's view of a translation and its source", () => {
  test('is not there without a translation', () => {
    const { view, root } = start();
    assert.equal(root.hidden, true);
    view.update(update([row(0)]));
    assert.equal(root.hidden, false);
    view.update(null);
    assert.equal(root.hidden, true);
  });

  test('shows what changed in the source, and the translation as it is and as it becomes', () => {
    const { view, find } = start();
    view.update(update([row(0)]));
    assert.deepEqual(
      find('.compared').map(({ textContent }) => textContent),
      ['source {0} It is oldnew', 'translationIs {0} 낡았다', 'translationBecomes {0} 새것이다'],
    );
    assert.deepEqual(
      ['del', 'ins'].map((tag) => find(tag).map(({ textContent }) => textContent)),
      [
        ['old', '낡았다'],
        ['new', '새것이다'],
      ],
    );
    assert.equal(find('.sure')[0]!.textContent, 'draftSure 50');
    view.update(update([row(0, { memory: { origin: 'docs/b.ko.md', share: 0.9 } })]));
    assert.equal(find('.sure')[0]!.textContent, 'fromMemory b.ko.md');
  });

  test('takes a row, shows its place, lights it up', () => {
    const { view, sent, find } = start();
    view.update(update([row(0), row(4)]));
    find('.kind')[1]!.fire('click');
    find('.change')[1]!.querySelector('.tool')!.fire('click');
    assert.deepEqual(sent, [
      { type: 'updateRow', action: 'reveal', row: 4 },
      { type: 'updateRow', action: 'take', row: 4 },
    ]);
  });

  test('what waits, was made or was written over cannot be taken, and says so', () => {
    const { view, sent, find } = start();
    view.update(update([row(0, { state: 'waiting' }), row(1, { state: 'made' }), row(2, { state: 'changed' })]));
    const tools = find('.change').map((item) => item.querySelector('.tool')!);
    for (const tool of tools) tool.fire('click');
    assert.deepEqual(sent, []);
    assert.deepEqual(
      tools.map((tool) => tool.attributes.get('aria-label')),
      ['waitsForDraft {0}', 'taken {0}', 'placeChanged {0}'],
    );
  });

  test('offers what fits: to draft, to take all, to cancel, to choose the source', () => {
    const { view, sent, button } = start();
    const offered = () => ['takeAll', 'draftUpdate', 'cancel', 'chooseSource'].filter((name) => !button(name).hidden);
    view.update(update([row(0), row(1, { state: 'waiting' })], { isDrafted: false }));
    assert.deepEqual(offered(), ['takeAll', 'draftUpdate']);
    assert.equal(button('takeAll').textContent, 'takeAll 1');
    view.update(update([row(0)], { isRunning: true, done: 1, total: 3 }));
    assert.deepEqual(offered(), ['cancel']);
    view.update(update([], { isTrouble: true, sourceName: null }));
    assert.deepEqual(offered(), ['chooseSource']);
    for (const name of ['takeAll', 'draftUpdate', 'cancel', 'chooseSource']) button(name).fire('click');
    assert.deepEqual(
      sent.map((message) => message.type === 'update' && message.action),
      ['takeAll', 'update', 'cancel', 'chooseSource'],
    );
  });

  test('rows that say the same stay the same elements', () => {
    const { view, find } = start();
    view.update(update([row(0), row(1)]));
    const [first, second] = find('.change');
    view.update(update([row(0), row(1, { state: 'made' }), row(2)]));
    assert.equal(find('.change')[0], first);
    assert.equal(find('.change')[1], second);
    assert.equal(find('.change').length, 3);
  });

  test('text is text, wherever it comes from', () => {
    const { view, find } = start();
    const hostile = '<img src=x onerror=alert(1)>';
    view.update(
      update([row(0, { source: [{ text: hostile, change: 'added' }] })], { message: hostile, note: hostile }),
    );
    assert.equal(find('img').length, 0);
    assert.ok(find('.compared')[0]!.textContent.includes(hostile));
  });
});
