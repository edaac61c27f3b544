import assert from 'node:assert/strict';
import { fillSpan, type SpanRules, type SpanSearch, spanScore } from '../../../src/engine/decode/spanFill';
import { CancellationSource, neverCancelled } from '../../../src/util/async';
import { tokenId, tokenIds } from '../../../src/util/tokenId';
import { FakeMasked, type Say } from '../../support/fakeMasked';

const mask = tokenId(31);
const context = { before: tokenIds([1, 5]), after: tokenIds([6, 2]), mask };
const all = new Uint8Array(32).fill(1);
const anything: SpanRules = { first: all, inner: all, accept: () => true };
const search: SpanSearch = { lengths: [1, 2, 3], count: 5, beam: 4, rows: 8 };
const one = (id: number, logit: number) => new Map([[id, logit]]);

/** Token 10 alone is good; 11 12 is better; after 11 nothing but 12 comes; of three tokens nothing is known. */
const say: Say = (ids) => {
  const span = ids.slice(2, -2);
  const key = span.map((id) => (id === mask ? '_' : id)).join(' ');
  const table: Record<string, Map<number, number>> = {
    _: new Map([
      [10, 5],
      [13, 4],
      [14, 3],
    ]),
    '_ _': new Map([
      [11, 8],
      [12, 2],
    ]),
    '11 _': one(12, 9),
    '12 _': one(12, 0),
  };
  return table[key] ?? new Map();
};

const fill = (rules = anything, options: Partial<SpanSearch> = {}, token = neverCancelled) => {
  const model = new FakeMasked(say);
  return { model, result: fillSpan(model, context, rules, { ...search, ...options }, token) };
};
const texts = async (result: ReturnType<typeof fillSpan>) => (await result)!.fillings.map(({ ids }) => ids.join(' '));

suite('fillSpan', () => {
  test('ranks words of several lengths by their normalised log probability', async () => {
    const { result } = fill();
    const { fillings } = (await result)!;
    assert.ok(texts(result));
    for (const { ids, logProb, score } of fillings) assert.equal(score, spanScore(logProb, ids.length));
    assert.deepEqual(
      fillings.map(({ score }) => score),
      fillings.map(({ score }) => score).toSorted((a, b) => b - a),
    );
    assert.ok((await texts(result)).includes('11 12'));
    assert.equal((await texts(result))[0], '10');
  });

  test('all lengths go through the model as one batch first', async () => {
    const { model, result } = fill();
    await result;
    const [first] = model.runs;
    assert.deepEqual(
      first!.map(({ ids, wanted }) => [ids.filter((id) => id === mask).length, wanted.length]),
      [
        [1, 1],
        [2, 2],
        [3, 3],
      ],
    );
  });

  test('single tokens take one run', async () => {
    const { model, result } = fill(anything, { lengths: [1] });
    assert.equal((await result)!.fillings.length, 5);
    assert.equal(model.runs.length, 1);
  });

  test('no run has more rows than allowed', async () => {
    const { model, result } = fill(anything, { rows: 2 });
    await result;
    for (const run of model.runs.slice(1)) assert.ok(run.length <= 2);
  });

  test('keeps to the rules', async () => {
    const first = new Uint8Array(32);
    first[11] = first[13] = 1;
    const { result } = fill({ first, inner: all, accept: (ids) => ids.join() !== '13' });
    for (const text of await texts(result)) assert.match(text, /^11 /);
  });

  test('scores the original as it scores fillings, allowed or not', async () => {
    const none: SpanRules = { first: new Uint8Array(32), inner: all, accept: () => false };
    for (const lengths of [[1, 2], [1]]) {
      const allowed = await fill(anything, { lengths: [1, 2] }).result;
      const original = tokenIds([11, 12]);
      const found = await fill(none, { lengths, original }).result;
      const filling = allowed!.fillings.find(({ ids }) => ids.join() === '11,12')!;
      assert.ok(Math.abs(found!.original!.score - filling.score) < 1e-6);
      assert.deepEqual(found!.fillings, []);
    }
  });

  test('a cancelled search has no result', async () => {
    const source = new CancellationSource();
    const { model, result } = fill(anything, {}, source.token);
    source.cancel();
    assert.equal(await result, undefined);
    assert.equal(model.runs.length, 1);
  });
});

suite('spanScore', () => {
  test('of equally sure tokens the shorter word is likelier', () => {
    for (let length = 1; length < 8; length++) {
      assert.ok(spanScore(-0.5 * length, length) > spanScore(-0.5 * (length + 1), length + 1) || length >= 6);
    }
  });
});
