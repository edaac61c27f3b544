import assert from 'node:assert/strict';
import { EngineError } from '../../src/engine/errors';
import {
  checkCompleteParams,
  checkFillMaskParams,
  checkFindSlipsParams,
  checkInitializeParams,
  checkScoreParams,
} from '../../src/engine/requestParams';
import { completeParams, initializeParams } from '../support/rawEngine';

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
  [
    checkCompleteParams,
    complete,
    {
      prefix: [undefined, null, 1, ['a']],
      suffix: [undefined, {}],
      header: [undefined],
      maxTokens: [0, 257, 1.5, '8', Number.NaN, Number.POSITIVE_INFINITY],
      alternatives: [0, 9],
      stopAt: ['page', 'toString', null],
      minConfidence: [-0.1, 1.1, Number.NaN, '0.5'],
      floor: [-1, 2],
      raw: [0, 'false', undefined],
    },
  ],
  [checkScoreParams, { text: '' }, { text: [undefined, 1, ['a']] }],
  [
    checkFillMaskParams,
    fillMask,
    {
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
  [checkFindSlipsParams, findSlips, { text: [undefined], minLogRatio: [-1, Number.NaN, '4'] }],
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

  test('the whole ranges pass', () => {
    for (const [name, values] of Object.entries({ maxTokens: [1, 256], alternatives: [1, 8], floor: [0, 1] })) {
      for (const value of values) checkCompleteParams({ ...complete, [name]: value });
    }
    checkInitializeParams({ ...initialize, threads: 0 });
  });
});
