import assert from 'node:assert/strict';
import { alternativeStarts } from '../../../src/engine/decode/alternativeStarts';
import { KvCache } from '../../../src/engine/decode/kvCache';
import { CancellationSource, neverCancelled } from '../../../src/util/async';
import { type TokenId, tokenIds } from '../../../src/util/tokenId';
import { FakeDecoder } from '../../support/fakeDecoder';

const [the, their, cat, dog, lineBreak] = tokenIds([1, 2, 3, 4, 5]) as [TokenId, TokenId, TokenId, TokenId, TokenId];
const prompt = tokenIds([0]);

/** "the" says nothing new, a line break may not begin a suggestion, all else is a word. */
const says = (path: readonly TokenId[]) => {
  const last = path.at(-1);
  if (last === the) return 'nothing';
  return last === lineBreak ? 'unwanted' : 'something';
};

function setUp() {
  const logitsFor = (ids: readonly number[]) => {
    const row = new Float32Array(8).fill(-20);
    if (ids.at(-1) === the) [row[lineBreak], row[cat], row[dog]] = [3, 2, 1];
    return row;
  };
  return new KvCache(new FakeDecoder({ vocabSize: 8, logitsFor }));
}

const start = {
  path: [],
  choices: [
    { id: the, logProb: Math.log(0.9) },
    { id: their, logProb: Math.log(0.05) },
  ],
  runs: 1,
};

suite('alternativeStarts', () => {
  test('goes on behind what says nothing new, best first', async () => {
    const starts = (await alternativeStarts(setUp(), prompt, start, { count: 3, says }, neverCancelled))!;
    assert.deepEqual(
      starts.map(({ path, choices }) => [path, choices.map(({ id }) => id)]),
      [
        [[the], [cat, dog]],
        [[], [their]],
      ],
    );
  });

  test('gives fewer rather than what is not wanted', async () => {
    const only = { ...start, choices: [{ id: lineBreak, logProb: 0 }] };
    assert.deepEqual(await alternativeStarts(setUp(), prompt, only, { count: 3, says }, neverCancelled), []);
  });

  test('ends when cancelled', async () => {
    const source = new CancellationSource();
    source.cancel();
    assert.equal(await alternativeStarts(setUp(), prompt, start, { count: 3, says }, source.token), undefined);
  });
});
