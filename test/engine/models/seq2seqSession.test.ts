import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { DecodeRequest } from '../../../src/engine/decode/beam';
import { beamSearch } from '../../../src/engine/decode/beamSearch';
import { argmax, logSumExp } from '../../../src/engine/decode/logits';
import { Bundle } from '../../../src/engine/models/bundle';
import { Seq2seqSession } from '../../../src/engine/models/seq2seqSession';
import type { Seq2seqConfig } from '../../../src/engine/models/seq2seqSignature';
import { CancellationSource, neverCancelled, yieldToEventLoop } from '../../../src/util/async';
import { type TokenId, tokenId, tokenIds } from '../../../src/util/tokenId';
import { tinySeq2seqDir } from '../../support/tinySeq2seq';

interface GoldenCase {
  source: TokenId[];
  /** Greedy, the end token included where it came. */
  ids: TokenId[];
  /** A row a token: of the golden indexes, and of the source tokens. */
  logits: number[][];
  attention: number[][];
}

const golden = JSON.parse(readFileSync(join(tinySeq2seqDir, 'expected.json'), 'utf8')) as {
  indexes: TokenId[];
  cases: GoldenCase[];
};
const [start, end] = tokenIds([1, 2]) as [TokenId, TokenId];
const graph = (name: string) => join(tinySeq2seqDir, `onnx/${name}.onnx`);
const paths = { encoder: graph('encoder_model'), decoder: graph('decoder_model_merged') };

function assertClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-4): void {
  assert.equal(actual.length, expected.length);
  for (let i = 0; i < actual.length; i++) {
    assert.ok(Math.abs(actual[i]! - expected[i]!) <= tolerance, `${i}: ${actual[i]} is not ${expected[i]}`);
  }
}

suite('Seq2seqSession', () => {
  let config: Seq2seqConfig;
  let model: Seq2seqSession;

  suiteSetup(async () => {
    config = (await Bundle.open(tinySeq2seqDir, 'seq2seq')).seq2seqConfig;
    model = await Seq2seqSession.open(paths, config, { threads: 1 });
  });
  suiteTeardown(() => model?.dispose());

  const encode = async (sources: readonly (readonly TokenId[])[], session = model) =>
    (await session.encode(sources, neverCancelled, yieldToEventLoop))!;

  /** Logits behind `target` from a cache that holds nothing else. */
  const coldStep = async (source: readonly TokenId[], target: readonly TokenId[]) => {
    const cache = model.start(await encode([source]), [0]);
    let [logits, attention]: Float32Array[] = [new Float32Array(0), new Float32Array(0)];
    for (const id of target) ({ logits, attention } = await model.step(cache, [id]));
    return { logits: logits!.slice(), attention: attention!.slice() };
  };
  const cold = async (source: readonly TokenId[], target: readonly TokenId[]) =>
    (await coldStep(source, target)).logits;

  test('reads its shape', () => {
    const shape = { vocabSize: 352, contextTokens: 64, decoderLayers: 2, heads: 2, headDim: 16, width: 32 };
    assert.deepEqual(model.shape, shape);
  });

  test('gives the logits, the greedy tokens and the attention that PyTorch gives, step by step', async () => {
    for (const { source, ids, logits, attention } of golden.cases) {
      const cache = model.start(await encode([source]), [0]);
      for (const [n, id] of ids.entries()) {
        const output = await model.step(cache, [n === 0 ? start : ids[n - 1]!]);
        assertClose(
          golden.indexes.map((index) => output.logits[index]!),
          logits[n]!,
        );
        assertClose(output.attention, attention[n]!);
        assert.equal(argmax(output.logits), id);
        assertClose(output.logSums!, [logSumExp(output.logits)]);
      }
    }
  });

  test('gives them in a padded batch too', async () => {
    const { cases } = golden;
    const longest = Math.max(...cases.map(({ source }) => source.length));
    const cache = model.start(await encode(cases.map(({ source }) => source)), [...cases.keys()]);
    for (let n = 0; n < 12; n++) {
      const ids = cases.map((each) => (n === 0 ? start : (each.ids[n - 1] ?? end)));
      const output = await model.step(cache, ids);
      for (const [row, { source, logits, attention }] of cases.entries()) {
        if (n >= logits.length) continue;
        assertClose(
          golden.indexes.map((index) => output.logits[row * 352 + index]!),
          logits[n]!,
        );
        const seen = output.attention.subarray(row * longest, (row + 1) * longest);
        assertClose(seen.subarray(0, source.length), attention[n]!);
        assert.ok(seen.subarray(source.length).every((weight) => weight === 0));
      }
    }
  });

  test('a batch that is encoded in several runs is the same batch', async () => {
    const sources = golden.cases.map(({ source }) => source);
    const slow = await Seq2seqSession.open(paths, { ...config, encoderTokenCost: 1e8 }, { threads: 1 });
    let yields = 0;
    const batch = await slow.encode(sources, neverCancelled, async () => void yields++);
    assert.equal(yields, sources.length - 1);
    const whole = await encode(sources);
    const { width } = model.shape;
    const longest = Math.max(...whole.lengths);
    for (const [n, length] of whole.lengths.entries()) {
      const from = n * longest * width;
      assertClose(
        batch!.states.subarray(from, from + length * width),
        whole.states.subarray(from, from + length * width),
      );
    }
    await slow.dispose();
  });

  test('a cancelled batch is not encoded to its end', async () => {
    const slow = await Seq2seqSession.open(paths, { ...config, encoderTokenCost: 1e9 }, { threads: 1 });
    const cancel = new CancellationSource();
    const sources = golden.cases.map(({ source }) => source);
    assert.equal(await slow.encode(sources, cancel.token, async () => cancel.cancel()), undefined);
    await slow.dispose();
  });

  test('a cache whose rows were dropped, repeated and reordered gives the logits of a cold one', async () => {
    const token = fc.integer({ min: 64, max: 351 });
    const sources = fc.array(fc.array(token, { minLength: 1, maxLength: 10 }), { minLength: 1, maxLength: 3 });
    const moves = fc.array(fc.tuple(token, fc.array(fc.nat(), { minLength: 1, maxLength: 5 })), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(sources, moves, async (texts, steps) => {
        const batch = await encode(texts.map(tokenIds));
        let rows = texts.map((text) => ({ source: tokenIds(text), target: [] as TokenId[] }));
        const cache = model.start(batch, [...texts.keys()]);
        for (const [first, order] of steps) {
          const ids = rows.map((_, row) => tokenId(64 + ((first + row) % 288)));
          await model.step(cache, ids);
          for (const [row, { target }] of rows.entries()) target.push(ids[row]!);
          const from = order.map((each) => each % rows.length);
          rows = from.map((row) => ({ source: rows[row]!.source, target: [...rows[row]!.target] }));
          model.reorder(cache, from);
          assert.equal(cache.rows, rows.length);
        }
        const { logits } = await model.step(
          cache,
          rows.map(() => start),
        );
        const warm = logits.slice();
        for (const [row, { source, target }] of rows.entries()) {
          assertClose(warm.subarray(row * 352, (row + 1) * 352), await cold(source, [...target, start]), 1e-3);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('a search that runs while another one is paused does not disturb it', async () => {
    const ask = (request: DecodeRequest, beams: number, yieldPoint = yieldToEventLoop) =>
      beamSearch(model, [request], { beams, start, end }, neverCancelled, yieldPoint);
    const [long, short] = [golden.cases[4]!, golden.cases[6]!];
    const alone = await ask(long, 3);
    const disturbed = await ask(long, 3, async () => {
      await ask(short, 2);
    });
    assert.deepEqual(disturbed, alone);
  });

  test('a beam search over a batch gives what it gives one by one', async () => {
    for (const beams of [1, 4]) {
      const ask = (requests: readonly DecodeRequest[]) =>
        beamSearch(model, requests, { beams, start, end }, neverCancelled, yieldToEventLoop);
      const together = (await ask(golden.cases))!;
      for (const [n, request] of golden.cases.entries()) {
        const [alone] = (await ask([request]))!;
        assert.deepEqual(
          together[n]!.tokens.map(({ id }) => id),
          alone!.tokens.map(({ id }) => id),
        );
        assert.equal(together[n]!.stop, alone!.stop);
        assert.ok(Math.abs(together[n]!.score - alone!.score) < 1e-4);
      }
    }
  });

  test('a whole target at once has the log probabilities and the looks that it has step by step', async () => {
    const cases = golden.cases.slice(0, 5);
    const targets = cases.map(({ ids }) => [start, ...ids]);
    const { logProbs, attention } = await model.given(await encode(cases.map(({ source }) => source)), targets);
    const width = Math.max(...targets.map((target) => target.length)) - 1;
    assert.equal(logProbs.length, cases.length * width);
    const longest = Math.max(...cases.map(({ source }) => source.length));
    const lookAt = (row: number, length: number) => (row * width + length - 1) * longest;
    for (const [row, target] of targets.entries()) {
      for (const length of new Set([1, target.length - 1])) {
        const { logits, attention: looks } = await coldStep(cases[row]!.source, target.slice(0, length));
        assertClose([...attention!.subarray(lookAt(row, length), lookAt(row, length) + looks.length)], [...looks]);
        assertClose([logProbs[row * width + length - 1]!], [logits[target[length]!]! - logSumExp(logits)]);
      }
    }
  });

  test('refuses runs that the native side would not check', async () => {
    const internal = { code: 'internal' };
    for (const sources of [[], [[]], [tokenIds([352])], [tokenIds(new Array<number>(65).fill(70))]])
      await assert.rejects(encode(sources), internal);
    const batch = await encode([tokenIds([70, 2])]);
    for (const targets of [[], [[]], [[start]], [tokenIds([1, 352])], [tokenIds(new Array<number>(65).fill(70))]])
      await assert.rejects(model.given(batch, targets), internal);
    assert.throws(() => model.start(batch, []), internal);
    assert.throws(() => model.start(batch, [1]), internal);
    const cache = model.start(batch, [0]);
    assert.throws(() => model.reorder(cache, [1]), internal);
    assert.throws(() => model.reorder(cache, []), internal);
    for (const ids of [[], tokenIds([1, 1]), tokenIds([352]), tokenIds([-1])])
      await assert.rejects(model.step(cache, ids), internal);
    for (let n = 0; n < 64; n++) await model.step(cache, [start]);
    await assert.rejects(model.step(cache, [start]), internal);
  });

  test('a graph that is missing is modelMissing, one that is not a decoder modelUnsupported', async () => {
    await assert.rejects(Seq2seqSession.open({ ...paths, decoder: graph('none') }, config, { threads: 1 }), {
      code: 'modelMissing',
    });
    await assert.rejects(Seq2seqSession.open({ ...paths, decoder: paths.encoder }, config, { threads: 1 }), {
      code: 'modelUnsupported',
    });
  });
});
