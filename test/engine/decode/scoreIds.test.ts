import assert from 'node:assert/strict';
import { scoreIds } from '../../../src/engine/decode/scoreIds';
import { CancellationSource, neverCancelled } from '../../../src/util/async';
import { tokenId, tokenIds } from '../../../src/util/tokenId';
import { FakeDecoder } from '../../support/fakeDecoder';

const bos = tokenId(0);
const noYield = async () => {};
const range = (length: number) => tokenIds(Array.from({ length }, (_, i) => 1 + (i % 7)));
const score = (model: FakeDecoder, length: number) => scoreIds(model, range(length), bos, neverCancelled, noYield);

suite('scoreIds', () => {
  test('sums what each token is worth behind all tokens before it', async () => {
    // After n ids the model is sure of the id n: the logits are 0 for all but that one.
    const model = new FakeDecoder({
      vocabSize: 8,
      logitsFor: (ids) => Array.from({ length: 8 }, (_, id) => (id === ids.length ? 2 : 0)),
    });
    const total = Math.log(Math.exp(2) + 7);
    const logProb = await scoreIds(model, tokenIds([1, 2, 5]), bos, neverCancelled, noYield);
    assert.ok(Math.abs(logProb! - (2 + 2 + 0 - 3 * total)) < 1e-5);
  });

  test('is 0 for no tokens at all', async () => {
    assert.equal(await score(new FakeDecoder(), 0), 0);
  });

  test('scores each token once, however many windows and pieces it takes', async () => {
    for (const contextTokens of [2 + 1, 16, 17, 100]) {
      for (const length of [1, 2, 14, 15, 16, 17, 30, 31, 64, 65, 99, 100, 101, 333]) {
        const model = new FakeDecoder({ vocabSize: 8, contextTokens, logitsFor: () => new Float32Array(8) });
        const logProb = await score(model, length);
        assert.ok(Math.abs(logProb! + length * Math.log(8)) < 1e-3, `${length} tokens in windows of ${contextTokens}`);
      }
    }
  });

  test('never runs past the context, and goes on from half a window before', async () => {
    const contextTokens = 17;
    const model = new FakeDecoder({ vocabSize: 8, contextTokens, logitsFor: () => new Float32Array(8) });
    await score(model, 60);
    assert.ok(model.runs.every(({ pastTokens, tokens }) => pastTokens + tokens <= contextTokens));
    assert.equal(model.runs.length, Math.ceil((60 - 16) / 8) + 1);
  });

  test('lets others pass before each run', async () => {
    const model = new FakeDecoder({ contextTokens: 200 });
    const runsAtYield: number[] = [];
    await scoreIds(model, range(150), bos, neverCancelled, async () => {
      runsAtYield.push(model.runs.length);
    });
    assert.deepEqual(runsAtYield, [0, 1, 2, 3, 4]);
  });

  test('runs nothing more once it is cancelled', async () => {
    const model = new FakeDecoder({ contextTokens: 200 });
    const source = new CancellationSource();
    const logProb = await scoreIds(model, range(150), bos, source.token, async () => {
      if (model.runs.length === 1) source.cancel();
    });
    assert.equal(logProb, undefined);
    assert.equal(model.runs.length, 1);
  });
});
