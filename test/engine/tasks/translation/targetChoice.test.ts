import assert from 'node:assert/strict';
import type { DecodeStop } from '../../../../src/engine/decode/beam';
import {
  byChecks,
  type Candidate,
  likelyTargets,
  weightOf,
} from '../../../../src/engine/tasks/translation/targetChoice';
import type { FailedCheck } from '../../../../src/shared/protocol/translation';
import { tokenId } from '../../../../src/util/tokenId';

const failed = (...checks: FailedCheck['check'][]) => checks.map((check) => ({ check, source: 'a', target: 'b' }));

function candidate(worth: number, checks: readonly FailedCheck[] = [], stop: DecodeStop = 'end'): Candidate {
  const tokens = Array.from({ length: 10 }, (_, n) => ({ id: tokenId(n), logProb: 0, attention: new Float32Array(0) }));
  return { decoded: { tokens, score: worth, worth, stop }, failed: checks };
}

const source = { plain: 'a b', ids: Array.from({ length: 10 }, (_, n) => tokenId(n)), places: [] };
const worths = (candidates: readonly Candidate[]) => candidates.map(({ decoded }) => decoded.worth);

suite('targetChoice', () => {
  test('those that came to an end, then fewer failed checks, then the likelier', () => {
    const all = [candidate(-0.1, failed('number')), candidate(-0.4), candidate(-0.3), candidate(-0.05, [], 'length')];
    assert.deepEqual(worths(byChecks(all)), [-0.3, -0.4, -0.1, -0.05]);
  });

  test('what is far less likely than the best is no translation, whatever the checks say', () => {
    assert.deepEqual(worths(byChecks([candidate(-0.1, failed('number')), candidate(-1.2)])), [-0.1]);
  });

  test('a word that does not exist does not lead the choice', () => {
    assert.equal(weightOf(failed('noWord', 'number', 'negation')), 2);
    assert.deepEqual(worths(byChecks([candidate(-0.1, failed('noWord')), candidate(-0.2)])), [-0.1, -0.2]);
  });

  test('as good by the checks and nearly as likely as the first, as many as the time has room for', () => {
    const first = candidate(-0.1);
    const others = [
      candidate(-0.15),
      candidate(-0.2, failed('number')),
      candidate(-0.3),
      candidate(-0.12, [], 'length'),
    ];
    assert.deepEqual(worths(likelyTargets(source, [first, ...others], 4)), [-0.1, -0.15]);
    assert.deepEqual(worths(likelyTargets(source, [first, ...others], 1)), [-0.1]);
    assert.equal(likelyTargets(source, [first, ...Array.from({ length: 9 }, () => candidate(-0.11))], 8).length, 6);
  });
});
