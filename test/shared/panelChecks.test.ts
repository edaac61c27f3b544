import assert from 'node:assert/strict';
import { asKeptOptions, asToHost, asToView } from '../../src/shared/panelChecks';
import type { PanelOptions, ToHost, ToView, UpdateView } from '../../src/shared/panelProtocol';
import { type PanelWords, panelWordNames } from '../../src/shared/panelWords';
import type { TranslatedSentence } from '../../src/shared/protocol/translation';

const options: PanelOptions = {
  task: 'translate',
  direction: 'auto',
  type: 'tldr',
  length: 'short',
  language: 'auto',
  by: 'bundled',
};
const range = { start: 0, end: 3 };
const words = Object.fromEntries(panelWordNames.map((name) => [name, name])) as PanelWords;
const sentence: TranslatedSentence = {
  source: range,
  target: range,
  confidence: 0.5,
  outcome: 'translated',
  plain: 'abc',
  words: [],
};
const point = { text: 'abc', source: range, origin: 'extracted', confidence: 1 } as const;

const update: UpdateView = {
  name: 'a.ko.md',
  sourceName: 'a.md',
  message: 'abc',
  isTrouble: false,
  note: null,
  isRunning: true,
  done: 1,
  total: 2,
  rows: [
    {
      id: 0,
      kinds: ['changed'],
      count: 1,
      state: 'waiting',
      source: [{ text: 'a', change: 'added' }],
      translation: [],
      confidence: null,
      memory: null,
    },
  ],
  hasOldSource: true,
  isDrafted: false,
};

const toHost: ToHost[] = [
  { type: 'ready' },
  { type: 'options', options },
  { type: 'source', from: 'typed' },
  { type: 'typed', text: '</script>' },
  { type: 'refresh' },
  { type: 'run' },
  { type: 'cancel' },
  { type: 'retry' },
  { type: 'restartEngine' },
  { type: 'action', action: 'replace' },
  { type: 'light', id: 1, ranges: [range] },
  { type: 'reveal', id: 1, range },
  { type: 'alternatives', id: 1, sentence: 0, word: 2 },
  { type: 'choose', id: 1, choice: 0 },
  { type: 'addTerm', id: 1, sentence: 0, word: 2 },
  { type: 'show', id: 1 },
  { type: 'clearHistory' },
  { type: 'update', action: 'takeAll' },
  { type: 'updateRow', action: 'take', row: 3 },
  { type: 'updateRow', action: 'light', row: null },
];

const toView: ToView[] = [
  { type: 'words', words },
  {
    type: 'state',
    state: {
      directions: ['en-ko', 'ko-en'],
      options,
      source: { kind: 'editor', extent: 'selection', name: 'a.md', preview: 'abc', length: 3, language: null },
      speakers: [{ id: 'bundled', label: 'The bundled model' }],
      isFollowing: true,
      run: {
        ...{ id: 1, task: 'translate', type: 'tldr', from: 'en', to: 'ko', name: null, status: 'failed' },
        ...{ done: 0, total: 0, failure: 'why', replaceable: 'noPlace', insertable: 'noPlace' },
        ...{ finished: 0, note: null },
      } as Extract<ToView, { type: 'state' }>['state']['run'],
      history: [
        { id: 1, task: 'summarize', type: 'tldr', to: 'ko', name: 'a.md', label: 'abc', at: 1, done: 1, total: 2 },
      ],
    },
  },
  { type: 'body', body: null, focus: null },
  {
    type: 'body',
    body: { id: 1, type: 'tldr', isMarkdown: true, source: 'abc', text: 'abc', sentences: [sentence], points: [point] },
    focus: { sentence: 0, word: 0 },
  },
  { type: 'append', id: 1, text: 'abc', sentences: [sentence], points: [], focus: null },
  { type: 'alternatives', id: 1, sentence: 0, word: 0, choices: [{ word: 'abc', probability: 0.5 }], failure: null },
  { type: 'update', update: null },
  { type: 'update', update },
];

const bad: unknown[] = [
  undefined,
  null,
  'run',
  [],
  {},
  { type: 'nothing' },
  { type: 'constructor' },
  { type: '__proto__' },
  { type: 'typed', text: 3 },
  { type: 'typed' },
  { type: 'action', action: 'delete' },
  { type: 'options', options: { ...options, direction: 'ja-ko' } },
  { type: 'reveal', id: 1, range: { start: 3, end: 1 } },
  { type: 'reveal', id: -1, range },
  { type: 'light', id: 1, ranges: [{ start: 0.5, end: 1 }] },
  { type: 'light', id: 1, ranges: { length: 1 } },
  { type: 'words', words: { ...words, copy: 1 } },
  { type: 'append', id: 1, text: 'a', sentences: [{ ...sentence, confidence: 2 }], points: [], focus: null },
  { type: 'body', body: { id: 1 }, focus: null },
  { type: 'update', action: 'delete' },
  { type: 'updateRow', action: 'take', row: null },
  { type: 'updateRow', action: 'take', row: -1 },
  { type: 'update', update: { ...update, rows: [{ ...update.rows[0], kinds: ['odd'] }] } },
  { type: 'update', update: { ...update, message: 1 } },
];

suite('messages of the panel', () => {
  test('pass when they are whole', () => {
    for (const message of toHost) assert.deepEqual(asToHost(structuredClone(message)), message);
    for (const message of toView) assert.deepEqual(asToView(structuredClone(message)), message);
  });

  test('are refused when something is missing, foreign or out of range', () => {
    for (const value of bad) {
      assert.equal(asToHost(value), undefined, JSON.stringify(value));
      assert.equal(asToView(value), undefined, JSON.stringify(value));
    }
  });

  test('of one direction are none of the other', () => {
    for (const message of toHost) assert.equal(asToView(message), undefined);
    for (const message of toView.filter(({ type }) => type !== 'alternatives')) {
      assert.equal(asToHost(message), undefined, message.type);
    }
  });

  test('kept options are used only when they are options', () => {
    assert.deepEqual(asKeptOptions({ ...options }), options);
    const { by: _, ...older } = options;
    assert.deepEqual(asKeptOptions(older), { ...options, by: 'bundled' }, 'of a window that asked nobody else');
    for (const value of [undefined, null, {}, { ...options, task: 'x' }, 'auto'])
      assert.equal(asKeptOptions(value), null);
  });
});
