// Which values are messages of the panel: every field is looked at, on both sides, before anything is done.

import type { PanelOptions, ToHost, ToView } from './panelProtocol';
import { panelWordNames } from './panelWords';

type Check = (value: unknown) => boolean;

const isString: Check = (value) => typeof value === 'string';
const isBoolean: Check = (value) => typeof value === 'boolean';
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isShare: Check = (value) => typeof value === 'number' && value >= 0 && value <= 1;
const isAbsent: Check = (value) => value === undefined;
const isNull: Check = (value) => value === null;
const either =
  (...checks: Check[]): Check =>
  (value) =>
    checks.some((check) => check(value));
const oneOf =
  (...values: unknown[]): Check =>
  (value) =>
    values.includes(value);
const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

/** At least these fields; what else is there is not looked at by anybody. */
const shape =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(fields).every(([name, check]) => check((value as Record<string, unknown>)[name]));

const language = oneOf('en', 'ko');
const isTag: Check = (value) => typeof value === 'string' && /^[\w-]+$/.test(value);
const isDirection: Check = (value) => typeof value === 'string' && /^(?:auto|en-ko|ko-en|[\w-]*>[\w-]+)$/.test(value);
const task = oneOf('translate', 'summarize');
const summaryType = oneOf('tldr', 'keyPoints', 'headline');
const isRange: Check = (value) =>
  shape({ start: isCount, end: isCount })(value) &&
  (value as { start: number }).start <= (value as { end: number }).end;

const focus = either(isNull, shape({ sentence: isCount, word: isCount }));

const options = shape({
  task,
  direction: isDirection,
  type: summaryType,
  length: oneOf('short', 'medium', 'long'),
  language: oneOf('auto', 'en', 'ko'),
  by: isString,
});

const source = either(
  shape({ kind: oneOf('none') }),
  shape({ kind: oneOf('excluded'), name: isString }),
  shape({ kind: oneOf('unread'), name: isString, what: isString }),
  shape({
    kind: oneOf('editor'),
    extent: oneOf('selection', 'comment', 'document'),
    name: isString,
    preview: isString,
    length: isCount,
    language: either(language, isNull),
    generator: either(isAbsent, isString),
  }),
  shape({ kind: oneOf('typed'), text: isString, language: either(language, isNull) }),
);

const run = shape({
  id: isCount,
  task,
  type: summaryType,
  from: isTag,
  to: isTag,
  name: either(isString, isNull),
  status: oneOf('running', 'done', 'cancelled', 'failed'),
  done: isCount,
  total: isCount,
  failure: either(isString, isNull),
  finished: isCount,
  replaceable: oneOf('yes', 'part', 'unfinished', 'replaced', 'changed', 'noPlace'),
  insertable: oneOf('yes', 'running', 'inserted', 'noPlace'),
  note: either(isString, isNull),
  left: either(isAbsent, isCount),
  spoken: either(isAbsent, isString),
});

const historyItem = shape({
  id: isCount,
  task,
  type: summaryType,
  to: isTag,
  name: either(isString, isNull),
  label: isString,
  at: isCount,
  done: isCount,
  total: isCount,
});

const failedCheck = shape({ check: isString, source: isString, target: isString });

const memoryMatch = shape({ origin: isString, share: isShare, isPatched: either(isAbsent, isBoolean) });

const sentence = shape({
  source: isRange,
  target: isRange,
  confidence: isShare,
  failed: either(isAbsent, list(failedCheck)),
  outcome: oneOf('translated', 'kept', 'cut'),
  keptBecause: either(isAbsent, oneOf('unwritable')),
  by: either(isAbsent, oneOf('server', 'editor')),
  memory: either(isAbsent, memoryMatch),
  plain: isString,
  words: list(
    shape({
      target: isRange,
      sources: list(isRange),
      probability: isShare,
      plainStart: isCount,
      isGlossary: either(isAbsent, isBoolean),
    }),
  ),
});

const point = shape({
  text: isString,
  source: isRange,
  origin: oneOf('extracted', 'written', 'translated'),
  confidence: isShare,
});

const parts = list(shape({ text: isString, change: oneOf('same', 'added', 'removed') }));
const updateRow = shape({
  id: isCount,
  kinds: list(oneOf('patched', 'changed', 'new', 'removed', 'moved')),
  count: isCount,
  state: oneOf('waiting', 'ready', 'made', 'changed'),
  source: parts,
  translation: parts,
  confidence: either(isNull, isShare),
  memory: either(isNull, shape({ origin: isString, share: isShare })),
});

const update = shape({
  name: isString,
  sourceName: either(isString, isNull),
  message: isString,
  isTrouble: isBoolean,
  note: either(isString, isNull),
  isRunning: isBoolean,
  done: isCount,
  total: isCount,
  rows: list(updateRow),
  hasOldSource: isBoolean,
  isDrafted: isBoolean,
});

const toView: Readonly<Record<ToView['type'], Check>> = {
  words: shape({
    type: isString,
    words: shape(Object.fromEntries(panelWordNames.map((name) => [name, isString]))),
  }),
  state: shape({
    type: isString,
    state: shape({
      options,
      directions: list(isDirection),
      source,
      speakers: list(shape({ id: isString, label: isString })),
      isFollowing: isBoolean,
      run: either(run, isNull),
      history: list(historyItem),
    }),
  }),
  body: shape({
    type: isString,
    body: either(
      isNull,
      shape({
        id: isCount,
        type: summaryType,
        isMarkdown: isBoolean,
        source: isString,
        text: isString,
        sentences: list(sentence),
        points: list(point),
      }),
    ),
    focus,
  }),
  update: shape({ type: isString, update: either(isNull, update) }),
  append: shape({
    type: isString,
    id: isCount,
    text: isString,
    sentences: list(sentence),
    points: list(point),
    focus,
  }),
  alternatives: shape({
    type: isString,
    id: isCount,
    sentence: isCount,
    word: isCount,
    choices: list(shape({ word: isString, probability: isShare, memory: either(isAbsent, memoryMatch) })),
    failure: either(isString, isNull),
  }),
};

const bare = shape({ type: isString });
const toHost: Readonly<Record<ToHost['type'], Check>> = {
  ready: bare,
  options: shape({ type: isString, options }),
  source: shape({ type: isString, from: oneOf('editor', 'typed') }),
  typed: shape({ type: isString, text: isString }),
  refresh: bare,
  run: bare,
  cancel: bare,
  retry: bare,
  restartEngine: bare,
  action: shape({ type: isString, action: oneOf('copy', 'insert', 'replace', 'preview', 'diff') }),
  light: shape({ type: isString, id: isCount, ranges: list(isRange) }),
  reveal: shape({ type: isString, id: isCount, range: isRange }),
  alternatives: shape({ type: isString, id: isCount, sentence: isCount, word: isCount }),
  choose: shape({ type: isString, id: isCount, choice: isCount }),
  addTerm: shape({ type: isString, id: isCount, sentence: isCount, word: isCount }),
  show: shape({ type: isString, id: isCount }),
  clearHistory: bare,
  update: shape({
    type: isString,
    action: oneOf('compare', 'update', 'cancel', 'takeAll', 'preview', 'changes', 'openSource', 'chooseSource'),
  }),
  updateRow: either(
    shape({ type: isString, action: oneOf('take', 'reveal'), row: isCount }),
    shape({ type: isString, action: oneOf('light'), row: either(isCount, isNull) }),
  ),
};

/** The message, if it is one; undefined otherwise. */
export const asToHost = (value: unknown): ToHost | undefined => checked<ToHost>(toHost, value);
/** As above. */
export const asToView = (value: unknown): ToView | undefined => checked<ToView>(toView, value);
/** What was kept from an earlier window, which may have asked nobody else; null where that is nothing to use. */
export function asKeptOptions(value: unknown): PanelOptions | null {
  const kept = { by: 'bundled', ...(value as object | null) };
  return options(kept) ? (kept as PanelOptions) : null;
}

function checked<T extends { type: string }>(checks: Readonly<Record<string, Check>>, value: unknown): T | undefined {
  const type = (value as { type?: unknown } | null | undefined)?.type;
  if (typeof type !== 'string' || !Object.hasOwn(checks, type)) return undefined;
  return checks[type]!(value) ? (value as T) : undefined;
}
