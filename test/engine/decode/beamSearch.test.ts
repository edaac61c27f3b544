import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Decoded, DecodeRequest } from '../../../src/engine/decode/beam';
import { alternatives, beamSearch, mostTargetTokens, nBest } from '../../../src/engine/decode/beamSearch';
import { eachOnce, never } from '../../../src/engine/decode/idConstraints';
import { argmax } from '../../../src/engine/decode/logits';
import { CancellationSource, neverCancelled, yieldToEventLoop } from '../../../src/util/async';
import { type TokenId, tokenId, tokenIds } from '../../../src/util/tokenId';
import { FakeEncoderDecoder, type SayNext } from '../../support/fakeEncoderDecoder';

const [start, end] = tokenIds([1, 2]) as [TokenId, TokenId];
const source = tokenIds([5, 6, 7, 2]);
const after = (target: readonly TokenId[]) => target.slice(1).join(' ');

/** Logits by what was written so far; where the table says nothing the end token comes. */
const table =
  (entries: Record<string, Record<number, number>>): SayNext =>
  (_, target) =>
    new Map(Object.entries(entries[after(target)] ?? { 2: 9 }).map(([id, logit]) => [Number(id), logit]));

/** Logits that look random and depend on the source and on everything before. */
const hashed: SayNext = (from, target) => {
  const said = [...from, 99, ...target].reduce((hash, id) => Math.imul(hash ^ id, 0x01000193) >>> 0, 0x811c9dc5);
  return new Map(
    Array.from({ length: 32 }, (_, id) => [id, ((Math.imul(said ^ (id * 7919), 0x9e3779b1) >>> 8) % 997) / 160]),
  );
};

const run = async (say: SayNext, request: Partial<DecodeRequest> = {}, beams = 4) => {
  const model = new FakeEncoderDecoder(say);
  const options = { beams, start, end };
  return (await beamSearch(model, [{ source, ...request }], options, neverCancelled, yieldToEventLoop))![0]!;
};
const ids = (decoded: Decoded) => decoded.tokens.map(({ id }) => id);

/** The plain greedy loop, without a cache, a beam or a check for loops. */
function greedy(say: SayNext, from: readonly TokenId[], most: number): TokenId[] {
  const target = [start];
  while (target.length <= most) {
    const row = new Float32Array(32);
    for (const [id, logit] of say(from, target)) row[id] = logit;
    const id = argmax(row);
    if (id === end) break;
    target.push(id);
  }
  return target.slice(1);
}

/** First 10 looks best, but 11 leads to the better whole. */
const trap = table({ '': { 10: 5, 11: 4.8 }, 10: { 12: 1, 13: 1, 14: 1, 2: 0.5 }, 11: { 15: 9 } });

suite('beamSearch', () => {
  test('one beam takes the most probable token each time', async () => {
    assert.deepEqual(ids(await run(trap, {}, 1)), [10, 12]);
  });

  test('more beams find what is better as a whole', async () => {
    const decoded = await run(trap);
    assert.deepEqual(ids(decoded), [11, 15]);
    assert.equal(decoded.stop, 'end');
    assert.ok(decoded.score > (await run(trap, {}, 1)).score);
  });

  test('what is too far behind the best of a step is given up', async () => {
    const search = async (mostBehind: number) => {
      const model = new FakeEncoderDecoder(trap);
      const options = { beams: 4, start, end, mostBehind };
      return ids((await beamSearch(model, [{ source }], options, neverCancelled, yieldToEventLoop))![0]!);
    };
    assert.deepEqual(await search(0.1), [10, 12]);
    assert.deepEqual(await search(1), [11, 15]);
  });

  test('a wide search runs no more rows than its bound of a narrow one’s, and finds as much as that', async () => {
    const sources = fc.array(fc.integer({ min: 3, max: 31 }), { minLength: 1, maxLength: 12 });
    const rowsOf = async (from: number[], options: object) => {
      const model = new FakeEncoderDecoder(hashed);
      const request = { source: tokenIds(from) };
      const [found] = (await nBest(
        model,
        [request],
        { beams: 8, start, end, ...options },
        neverCancelled,
        async () => {},
      ))!;
      return { found: found!, steps: model.steps };
    };
    await fc.assert(
      fc.asyncProperty(sources, fc.integer({ min: 1, max: 4 }), async (from, width) => {
        const { found, steps } = await rowsOf(from, { bound: { width, times: 1.5 } });
        assert.ok(found.length > 0);
        const narrow = steps.reduce((sum, rows) => sum + Math.min(rows, width), 0);
        assert.ok(steps.reduce((sum, rows) => sum + rows, 0) <= 1.5 * narrow);
        const loose = await rowsOf(from, { bound: { width: 8, times: 1 } });
        assert.deepEqual(loose.found, (await rowsOf(from, {})).found);
      }),
      { numRuns: 40 },
    );
  });

  test('says each token’s own probability and where it looked', async () => {
    const { tokens, score } = await run(trap, {}, 1);
    const total = Math.log(Math.exp(5) + Math.exp(4.8) + 30);
    assert.ok(Math.abs(tokens[0]!.logProb - (5 - total)) < 1e-5);
    assert.deepEqual(Array.from(tokens[1]!.attention), [0, 1, 0, 0]);
    const ended = 9 - Math.log(Math.exp(9) + 31);
    assert.ok(Math.abs(score - (tokens[0]!.logProb + tokens[1]!.logProb + ended) / 3) < 1e-5);
  });

  test('one beam is the plain greedy loop, whatever the model says', async () => {
    const sources = fc.array(fc.integer({ min: 3, max: 31 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(sources, async (from) => {
        const request = { source: tokenIds(from) };
        const expected = greedy(hashed, request.source, mostTargetTokens(request, 64));
        const decoded = await run(hashed, request, 1);
        if (decoded.stop === 'repetition') assert.deepEqual(ids(decoded), expected.slice(0, decoded.tokens.length));
        else assert.deepEqual(ids(decoded), expected);
      }),
    );
  });

  test('a model that states the largest logits of blocks is written alike, whatever a constraint masks', async () => {
    const sources = fc.array(fc.integer({ min: 3, max: 31 }), { minLength: 1, maxLength: 8 });
    const masked = fc.uniqueArray(fc.integer({ min: 3, max: 31 }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(sources, masked, fc.constantFrom(1, 3, 8), async (from, ids, beams) => {
        const written = async (blockSize: number) => {
          const model = new FakeEncoderDecoder(hashed);
          model.blockSize = blockSize;
          const request = { source: tokenIds(from), constraint: never(tokenIds(ids)) };
          return nBest(model, [request], { beams, start, end }, neverCancelled, yieldToEventLoop);
        };
        assert.deepEqual(await written(4), await written(0));
      }),
      { numRuns: 30 },
    );
  });

  test('a batch gives each source what it gives alone', async () => {
    const sources = fc.array(fc.array(fc.integer({ min: 3, max: 31 }), { minLength: 1, maxLength: 12 }), {
      minLength: 1,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(sources, fc.integer({ min: 1, max: 8 }), async (froms, beams) => {
        const requests = froms.map((from) => ({ source: tokenIds(from) }));
        const options = { beams, start, end };
        const together = await beamSearch(
          new FakeEncoderDecoder(hashed),
          requests,
          options,
          neverCancelled,
          async () => {},
        );
        for (const [n, request] of requests.entries())
          assert.deepEqual(together![n], await run(hashed, request, beams));
      }),
      { numRuns: 40 },
    );
  });

  test('what has come to an end leaves the batch', async () => {
    const say: SayNext = (from, target) => new Map([[target.length > from.length ? 2 : 10 + target.length, 9]]);
    const model = new FakeEncoderDecoder(say);
    const requests = [2, 3, 5].map((length) => ({ source: tokenIds(new Array<number>(length).fill(5)) }));
    const decoded = await beamSearch(model, requests, { beams: 1, start, end }, neverCancelled, yieldToEventLoop);
    assert.deepEqual(
      decoded!.map(({ tokens }) => tokens.length),
      [2, 3, 5],
    );
    assert.deepEqual(model.steps, [3, 3, 3, 2, 1, 1]);
  });

  test('all that came to an end are told, best first', async () => {
    const bonus = (target: readonly TokenId[]) => (target.includes(tokenId(13)) ? 5 : 0);
    const options = { beams: 4, start, end };
    const [plain] = (await nBest(
      new FakeEncoderDecoder(trap),
      [{ source }],
      options,
      neverCancelled,
      yieldToEventLoop,
    ))!;
    assert.ok(plain!.length > 2 && plain!.every(({ stop }) => stop === 'end'));
    const scores = plain!.map(({ score }) => score);
    assert.deepEqual(
      scores,
      [...scores].sort((a, b) => b - a),
    );
    const [raised] = (await nBest(
      new FakeEncoderDecoder(trap),
      [{ source, bonus }],
      options,
      neverCancelled,
      yieldToEventLoop,
    ))!;
    assert.deepEqual(ids(raised![0]!), [10, 13]);
  });

  test('nothing asked, nothing run', async () => {
    const model = new FakeEncoderDecoder(trap);
    assert.deepEqual(await beamSearch(model, [], { beams: 4, start, end }, neverCancelled, yieldToEventLoop), []);
  });

  test('a forced beginning is scored, and the rest goes on from it', async () => {
    const { tokens, stop } = await run(trap, { forced: tokenIds([10, 20]) });
    assert.deepEqual(
      tokens.map(({ id }) => id),
      [10, 20],
    );
    assert.equal(stop, 'end');
    assert.ok(tokens[0]!.logProb > -1 && tokens[1]!.logProb < -3);
  });

  test('a forced beginning that leaves no room is refused', async () => {
    const forced = tokenIds(Array.from({ length: 64 }, (_, n) => n % 32));
    await assert.rejects(run(trap, { forced }), { code: 'inputTooLong' });
  });

  test('a target ends at its limit, which follows the source', async () => {
    const endless: SayNext = (_, target) => new Map([[3 + ((target.length * target.length * 7) % 29), 9]]);
    const { tokens, stop } = await run(endless, {}, 1);
    assert.equal(stop, 'length');
    assert.equal(tokens.length, 2 * source.length + 16);
    assert.equal(mostTargetTokens({ source: tokenIds(new Array<number>(60).fill(5)) }, 64), 64);
  });

  test('a target that goes round ends after the first round', async () => {
    const round: SayNext = (_, target) => new Map([[target.length < 3 ? 20 : 10 + (target.length % 3), 9]]);
    const { tokens, stop } = await run(round, {}, 1);
    assert.equal(stop, 'repetition');
    assert.deepEqual(
      tokens.map(({ id }) => id),
      [20, 20, 10, 11, 12],
    );
  });

  test('of several hypotheses the one that goes round is given up', async () => {
    const say: SayNext = (_, target) =>
      target.length === 1
        ? new Map([
            [10, 5],
            [11, 4],
          ])
        : new Map([[target[1] === 10 ? 10 : target.length > 9 ? 2 : 20 + target.length, 9]]);
    const decoded = await run(say, {}, 2);
    assert.equal(decoded.stop, 'end');
    assert.equal(ids(decoded)[0], 11);
  });

  test('what the source repeats may be repeated', async () => {
    const copy: SayNext = (from, target) => new Map([[from[target.length - 1]!, 9]]);
    const many = tokenIds([...new Array<number>(20).fill(5), 2]);
    const decoded = await run(copy, { source: many }, 4);
    assert.equal(decoded.stop, 'end');
    assert.equal(decoded.tokens.length, 20);
  });

  test('a constraint decides what may be written', async () => {
    const constraint = never(tokenIds([10, 15]));
    assert.equal(ids(await run(trap, { constraint }, 1))[0], 11);
    const wanted = tokenIds([30, 31]);
    const decoded = await run(trap, { constraint: eachOnce(wanted, end) });
    assert.equal(decoded.stop, 'end');
    for (const id of wanted) assert.equal(ids(decoded).filter((each) => each === id).length, 1);
  });

  test('a constraint knows of the forced beginning', async () => {
    const decoded = await run(trap, { forced: tokenIds([30, 12]), constraint: eachOnce(tokenIds([30]), end) }, 1);
    assert.deepEqual(ids(decoded), [30, 12]);
  });

  test('where a constraint leaves nothing the target ends there', async () => {
    const everything = tokenIds(Array.from({ length: 32 }, (_, id) => id));
    const decoded = await run(trap, { constraint: never(everything) });
    assert.deepEqual([decoded.tokens, decoded.stop], [[], 'length']);
  });

  test('a cancellation that waits in the event loop ends it between two steps', async () => {
    const cancel = new CancellationSource();
    const model = new FakeEncoderDecoder(hashed, {}, (step) => step === 3 && setImmediate(() => cancel.cancel()));
    const options = { beams: 2, start, end };
    assert.equal(await beamSearch(model, [{ source }], options, cancel.token, yieldToEventLoop), undefined);
    assert.equal(model.steps.length, 3);
  });
});

suite('alternatives', () => {
  const fork = async (say: SayNext, request: Partial<DecodeRequest>, beams: number) => {
    const model = new FakeEncoderDecoder(say);
    const decoded = await alternatives(
      model,
      { source, ...request },
      { beams, start, end },
      neverCancelled,
      yieldToEventLoop,
    );
    return { model, decoded: decoded! };
  };

  test('the most probable tokens at the place, each with the rest decoded from it', async () => {
    const say = table({ 9: { 10: 5, 11: 4, 12: 3, 13: 2 }, '9 11': { 20: 9 }, '9 12': { 21: 9 } });
    const { decoded, model } = await fork(say, { forced: tokenIds([9]) }, 3);
    assert.deepEqual(decoded.map(ids), [
      [9, 10],
      [9, 11, 20],
      [9, 12, 21],
    ]);
    assert.deepEqual(model.steps, [1, 1, 3, 2]);
  });

  test('each goes on greedily, whatever the others are worth', async () => {
    const forced = tokenIds([9, 8]);
    const { decoded } = await fork(hashed, { forced }, 6);
    for (const { tokens } of decoded) {
      const first = tokens[2];
      if (!first) continue;
      const alone = await run(hashed, { forced: [...forced, first.id] }, 1);
      assert.deepEqual(alone.tokens, tokens);
    }
    const firsts = decoded.map(({ tokens }) => tokens[2]?.logProb ?? 0).filter((logProb) => logProb < 0);
    assert.deepEqual(
      [...firsts].sort((a, b) => b - a),
      firsts,
    );
  });

  test('the end may be one of them', async () => {
    const { decoded } = await fork(table({ '': { 2: 5, 10: 4 } }), {}, 2);
    assert.deepEqual(decoded.map(ids), [[], [10]]);
  });

  test('a constraint that leaves one leaves one', async () => {
    const constraint = never(tokenIds(Array.from({ length: 32 }, (_, id) => id).filter((id) => id !== 10 && id !== 2)));
    const { decoded } = await fork(table({ '': { 10: 4 } }), { constraint }, 8);
    assert.deepEqual(decoded.map(ids), [[10], []]);
    assert.equal(tokenId(10), ids(decoded[0]!)[0]);
  });
});
