import assert from 'node:assert/strict';
import { targetScores } from '../../../src/engine/decode/targetScores';
import { CancellationSource, neverCancelled } from '../../../src/util/async';
import { type TokenId, tokenIds } from '../../../src/util/tokenId';
import { FakeEncoderDecoder, type SayNext } from '../../support/fakeEncoderDecoder';

const [start, end] = tokenIds([1, 2]) as [TokenId, TokenId];
const marks = { start, end };
const noPause = async () => {};

suite('targetScores', () => {
  /** Each target token is as likely as the source has tokens; the end after three of them. */
  const say: SayNext = (source, target) => new Map([[target.length === 4 ? 2 : 10, source.length]]);
  const logProb = (logit: number) => logit - Math.log(Math.exp(logit) + 31);

  test('are the mean log probability of each target’s tokens and its end', async () => {
    const given = [
      { source: tokenIds([5, 6, 2]), target: tokenIds([10, 10, 10]) },
      { source: tokenIds([5, 2]), target: tokenIds([10, 11]) },
    ];
    const scores = (await targetScores(new FakeEncoderDecoder(say), given, marks, neverCancelled, noPause))!;
    const unlikely = (logit: number) => -Math.log(Math.exp(logit) + 31);
    assert.ok(Math.abs(scores[0]! - logProb(3)) < 1e-5);
    assert.ok(Math.abs(scores[1]! - (logProb(2) + 2 * unlikely(2)) / 3) < 1e-5);
  });

  test('of many targets are those of each alone, with pauses between runs', async () => {
    const given = Array.from({ length: 40 }, (_, n) => ({
      source: tokenIds(new Array<number>(1 + (n % 5)).fill(7)),
      target: tokenIds(new Array<number>(1 + (n % 9)).fill(10)),
    }));
    let pauses = 0;
    const pause = async () => {
      pauses++;
    };
    const model = new FakeEncoderDecoder(say);
    const together = (await targetScores(model, given, marks, neverCancelled, pause))!;
    assert.ok(pauses > 1);
    for (const [n, one] of given.entries())
      assert.deepEqual(await targetScores(model, [one], marks, neverCancelled, noPause), [together[n]]);
  });

  test('of none are none, and none come of a cancelled call', async () => {
    const model = new FakeEncoderDecoder(say);
    assert.deepEqual(await targetScores(model, [], marks, neverCancelled, noPause), []);
    const cancel = new CancellationSource();
    cancel.cancel();
    const given = [{ source: tokenIds([5, 2]), target: tokenIds([10]) }];
    assert.equal(await targetScores(model, given, marks, cancel.token, noPause), undefined);
  });
});
