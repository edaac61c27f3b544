import assert from 'node:assert/strict';
import { EngineError } from '../../src/engine/errors';
import {
  checkCompleteParams,
  checkExchangeParams,
  checkFillMaskParams,
  checkFindSlipsParams,
  checkInitializeParams,
  checkLearnWordsParams,
  checkProposePhrasesParams,
  checkRememberParams,
  checkScoreParams,
  checkSummarizeParams,
  checkTranslateAlternativesParams,
  checkTranslateParams,
  checkUpdateParams,
} from '../../src/engine/requestParams';
import { completeParams, initializeParams, summarizeParams, translateParams, updateParams } from '../support/rawEngine';

const initialize = initializeParams('/models/completion');
const complete = completeParams('text');
const fillMask = {
  text: 'a ___ b ___',
  blanks: [
    { start: 2, end: 5 },
    { start: 8, end: 11 },
  ],
  candidates: 8,
  maxSpanTokens: 3,
  exclude: ['x'],
  explain: false,
};
const findSlips = { text: 'teh', minLogRatio: 4 };
const term = { source: 'cache', target: '캐시' };
const translation = translateParams('A cat.', { glossary: [term], partialResultToken: 'p' });
const alternatives = { translation: translateParams('A cat.'), sentence: { start: 0, end: 6 }, kept: '고', count: 4 };
const languages = ['fr', 'EN', undefined];
/** Which languages there are the model says. */
const noLanguages = [undefined, null, 1, '', 'no language'];

const remember = {
  forget: ['a.md'],
  documents: [
    { kind: 'po', name: 'a.po', text: '' },
    { kind: 'pages', name: 'a.md', format: 'markdown', source: 'A.', base: 'B.', translation: '가.' },
  ],
  known: [{ name: 'b.md', pairs: [{ en: 'A.', ko: '가.' }] }],
};
const documents = [
  undefined,
  [null],
  [{ kind: 'html', name: 'a', text: '' }],
  [{ kind: 'po', name: 'a' }],
  [{ kind: 'pages', name: 'a', format: 'markdown', source: 'A.', base: 1, translation: '가.' }],
  new Array(1001).fill(remember.documents[0]),
];
const lists = [undefined, [{ name: 'a' }], [{ name: 'a', pairs: [{ en: 'A.' }] }], [{ pairs: [] }], new Array(1001).fill(remember.known[0])]; // biome-ignore format: one thing

/** The check, parameters that pass, and for each name what does not. */
const cases: [(params: unknown) => unknown, object, Record<string, unknown[]>][] = [
  [
    checkInitializeParams,
    initialize,
    {
      bundleDir: ['', 'models/completion', 1, null],
      kind: ['encoder', undefined],
      threads: [-1, 1.5, 65, '1', Number.NaN],
      logLevel: ['loud'],
    },
  ],
  [checkExchangeParams, { kind: 'export', version: '1' }, { kind: ['import'], version: [undefined, 1] }],
  [
    checkExchangeParams,
    { kind: 'merge', version: '1', known: '', other: { name: 'a.tmx', tmx: '<tmx/>' } },
    { known: [1], other: [undefined, {}, { name: 'a.tmx' }, { name: 1, tmx: '' }] },
  ],
  [checkRememberParams, remember, { forget: ['a.md', false, undefined, [1]], documents, known: lists }],
  [
    checkLearnWordsParams,
    { forget: ['b.md'], documents: [{ name: 'a.md', text: '' }] },
    {
      forget: [false, undefined, [1]],
      documents: [undefined, [null], [{ name: 'a.md' }], new Array(1001).fill({ name: '', text: '' })],
    },
  ],
  [
    checkCompleteParams,
    { ...complete, around: { above: 'One.', below: '' }, document: 'file:/a.md' },
    {
      document: [1, null],
      around: [1, null, {}, { above: 'One.' }, { above: 1, below: '' }],
      prefix: [undefined, null, 1, ['a']],
      suffix: [undefined, {}],
      header: [undefined],
      maxTokens: [0, 257, 1.5, '8', Number.NaN, Number.POSITIVE_INFINITY],
      alternatives: [0, 9],
      stopAt: ['page', 'toString', null],
      caution: [-0.1, 10.5, Number.NaN, '0.5'],
      raw: [0, 'false', undefined],
    },
  ],
  [checkScoreParams, { text: '', memory: true }, { text: [undefined, 1, ['a']], memory: [1, null] }],
  [
    checkFillMaskParams,
    { ...fillMask, proposals: [{ text: 'in the', logProb: -2 }] },
    {
      proposals: [
        1,
        null,
        [1],
        [{ text: 'a' }],
        [{ text: 1, logProb: -1 }],
        [{ text: 'a', logProb: 1 }],
        Array(101).fill({}),
      ],
      text: [undefined, ''],
      blanks: [
        [],
        undefined,
        {},
        [null],
        [{ start: 0 }],
        [{ start: -1, end: 2 }],
        [{ start: 3, end: 2 }],
        [{ start: 0, end: 12 }],
        [{ start: 0.5, end: 2 }],
        [
          { start: 4, end: 6 },
          { start: 5, end: 7 },
        ],
      ],
      candidates: [0, 51],
      maxSpanTokens: [0, 7],
      exclude: [undefined, 'x', [1]],
      explain: [1],
    },
  ],
  [
    checkProposePhrasesParams,
    { prefix: 'It is ', suffix: ' it.', count: 40 },
    { prefix: [undefined, 1], suffix: [undefined, null], count: [0, 101, 1.5] },
  ],
  [checkFindSlipsParams, findSlips, { text: [undefined], minLogRatio: [-1, Number.NaN, '4'], usual: ['a', [1]] }],
  [
    checkTranslateParams,
    translation,
    {
      text: [undefined, 1],
      format: ['html', undefined],
      from: noLanguages,
      to: [...noLanguages, 'en'],
      beams: [0, 9, 1.5],
      glossary: [undefined, {}, [null], ['cache'], [{ source: 'cache' }], [{ source: 'a', target: 1 }]],
      partialResultToken: [1, null],
    },
  ],
  [
    checkTranslateAlternativesParams,
    alternatives,
    { sentence: [undefined, null, { start: 0, end: 7 }, { start: 3, end: 1 }], kept: [undefined, 1], count: [0, 13] },
  ],
  [
    checkSummarizeParams,
    summarizeParams('A cat.'),
    {
      text: [undefined],
      format: [undefined],
      type: ['essay', undefined],
      length: ['endless'],
      from: languages,
      to: noLanguages,
    },
  ],
  [
    checkUpdateParams,
    updateParams({ glossary: [term], partialResultToken: 'p' }),
    {
      base: [null, 1],
      source: [undefined, 1],
      translation: [undefined, ['a']],
      format: ['html', undefined],
      draft: [undefined, 1, 'true'],
      beams: [0, 9, 1.5],
      glossary: [undefined, [null]],
      partialResultToken: [1],
    },
  ],
];

suite('requestParams', () => {
  for (const [check, good, bad] of cases) {
    test(`${check.name} takes what protocol.ts says, and drops the rest`, () => {
      assert.deepEqual(check({ ...good, surplus: 1 }), good);
    });

    test(`${check.name} takes nothing but an object`, () => {
      for (const params of [undefined, null, 1, 'text', [good]]) {
        assert.throws(() => check(params), { code: 'inputInvalid' });
      }
    });

    for (const [name, values] of Object.entries(bad)) {
      test(`${check.name} names a bad "${name}" and does not quote it`, () => {
        for (const value of values) {
          assert.throws(
            () => check({ ...good, [name]: value }),
            (error: unknown) => {
              assert.ok(error instanceof EngineError && error.code === 'inputInvalid');
              assert.match(error.message, /^Parameter "\w+" must be /);
              assert.ok(error.message.includes(`"${name}"`) || name === 'text', `${error.message} for ${name}`);
              return true;
            },
          );
        }
      });
    }
  }

  test('a document that is too long is said to be so, and what to do', () => {
    const text = 'a'.repeat(5_000_001);
    assert.throws(() => checkUpdateParams(updateParams({ translation: text })), {
      code: 'inputTooLong',
      message: /"translation"/,
    });
    for (const check of [checkTranslateParams, checkSummarizeParams]) {
      assert.throws(() => check({ ...translation, ...summarizeParams(text), to: 'ko' }), {
        code: 'inputTooLong',
        message: /"text".*select a part/,
      });
    }
  });

  test('the parameters of a translation are checked inside those of its alternatives', () => {
    const wrong = { ...alternatives, translation: { ...alternatives.translation, beams: 0 } };
    assert.throws(() => checkTranslateAlternativesParams(wrong), { code: 'inputInvalid', message: /"beams"/ });
  });

  test('an old source that nobody knows is left out', () => {
    const { base: _, ...known } = updateParams();
    assert.deepEqual(checkUpdateParams(known), known);
  });

  test('the whole ranges pass', () => {
    for (const [name, values] of Object.entries({ maxTokens: [1, 256], alternatives: [1, 8], caution: [0, 10] })) {
      for (const value of values) checkCompleteParams({ ...complete, [name]: value });
    }
    checkInitializeParams({ ...initialize, threads: 0 });
  });
});
