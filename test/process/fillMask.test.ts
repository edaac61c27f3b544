// The fill-mask bundle in the child process it ships in, over the bare wire: with a tiny random model, and with the
// shipped one where it is there.

import assert from 'node:assert/strict';
import type { ScoreResult } from '../../src/shared/protocol/completion';
import type { FillMaskParams, FillMaskResult, FindSlipsResult } from '../../src/shared/protocol/fillMask';
import { buildEngine, type EngineBuild } from '../support/engineBuild';
import { hasMaskedWeights, maskedDir } from '../support/maskedBundle';
import { completeParams, initializeParams, RawEngine } from '../support/rawEngine';
import { tinyMaskedDir } from '../support/tinyMasked';

const fillParams = (text: string, overrides: Partial<FillMaskParams> = {}): FillMaskParams => ({
  text,
  blanks: [...text.matchAll(/___/g)].map(({ index }) => ({ start: index, end: index + 3 })),
  candidates: 5,
  maxSpanTokens: 2,
  exclude: [],
  explain: false,
  ...overrides,
});

suite('fill-mask engine process', function () {
  this.timeout(60_000); // processes start slowly on a busy machine
  let build: EngineBuild;
  const engines: RawEngine[] = [];

  suiteSetup(async () => {
    build = await buildEngine('real');
  });

  teardown(() => {
    for (const engine of engines.splice(0)) engine.dispose();
  });

  suiteTeardown(() => build?.dispose());

  async function loaded(bundleDir: string): Promise<RawEngine> {
    const engine = RawEngine.start(build.entry);
    engines.push(engine);
    const { error } = await engine.answer('initialize', initializeParams(bundleDir, { kind: 'fill-mask' }));
    assert.equal(error, undefined);
    return engine;
  }

  suite('with a tiny random model', () => {
    test('fills a blank, and several', async () => {
      const engine = await loaded(tinyMaskedDir);
      const one = (await engine.answer('fillMask', fillParams('the ___ in', { explain: true })))
        .result as FillMaskResult;
      assert.equal(one.blanks.length, 1);
      assert.ok(one.blanks[0]!.candidates.length > 0);
      assert.deepEqual(one.joint, []);
      const two = (await engine.answer('fillMask', fillParams('a ___ the ___ in'))).result as FillMaskResult;
      assert.equal(two.blanks.length, 2);
      assert.ok(two.joint.every(({ texts }) => texts.length === 2));
    });

    test('a newer request ends the older one, and a cancelled one is answered as such', async () => {
      const engine = await loaded(tinyMaskedDir);
      const long = fillParams('the ___ a ___ the ___ in', { maxSpanTokens: 6, candidates: 50 });
      const older = engine.request('fillMask', long);
      const newer = engine.request('fillMask', fillParams('the ___ in'));
      assert.equal((await older.reply).error?.data?.code, 'cancelled');
      assert.ok((await newer.reply).result);
      const cancelled = engine.request('fillMask', long);
      engine.cancel(cancelled.id);
      assert.equal((await cancelled.reply).error?.data?.code, 'cancelled');
      assert.ok((await engine.answer('fillMask', fillParams('the ___ in'))).result);
    });

    test('scores, and looks for slips', async () => {
      const engine = await loaded(tinyMaskedDir);
      const score = (await engine.answer('score', { text: 'the in on' })).result as ScoreResult;
      assert.ok(score.logProb < 0 && score.tokens > 0);
      const slips = (await engine.answer('findSlips', { text: 'there and their', minLogRatio: 0 }))
        .result as FindSlipsResult;
      assert.ok(slips.slips.every(({ replacements }) => replacements.length > 0));
    });

    test('what cannot be served is a coded error, and the process lives on', async () => {
      const engine = await loaded(tinyMaskedDir);
      const tooLong = await engine.answer('fillMask', fillParams(`___ ${'in the '.repeat(60)}___`));
      assert.equal(tooLong.error?.data?.code, 'inputTooLong');
      assert.match(tooLong.error?.message ?? '', /select less/);
      const noBlank = await engine.answer('fillMask', fillParams('the cat'));
      assert.equal(noBlank.error?.data?.code, 'inputInvalid');
      assert.equal((await engine.answer('complete', completeParams('a'))).error?.data?.code, 'modelUnsupported');
      assert.ok((await engine.answer('stats', {})).result);
    });
  });

  suite('with the shipped model', () => {
    suiteSetup(function () {
      if (hasMaskedWeights()) return;
      console.warn('    skipped: no weights in models/fill-mask');
      this.skip();
    });

    test('fills blanks in both languages with words', async () => {
      const engine = await loaded(maskedDir);
      for (const text of [
        'Click the ___ to save the file.',
        '파일을 ___에 저장합니다.',
        '이 함수는 문자열을 ___ 반환합니다.',
      ]) {
        const { blanks } = (await engine.answer('fillMask', fillParams(text, { maxSpanTokens: 6, candidates: 10 })))
          .result as FillMaskResult;
        const { candidates } = blanks[0]!;
        assert.equal(candidates.length, 10);
        assert.equal(new Set(candidates.map((one) => one.text.toLowerCase())).size, 10);
        for (const { text: word } of candidates) assert.match(word, /^[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.-]*$/u);
      }
    });
  });
});
