import assert from 'node:assert/strict';
import { KvCache } from '../../../src/engine/decode/kvCache';
import { likelySpans, type SpanSearchOptions } from '../../../src/engine/decode/likelySpans';
import { CancellationSource, neverCancelled } from '../../../src/util/async';
import { type TokenId, tokenIds } from '../../../src/util/tokenId';
import { FakeDecoder } from '../../support/fakeDecoder';

const [end, a, b, c] = tokenIds([1, 2, 3, 4]) as [TokenId, TokenId, TokenId, TokenId];
const prompt = tokenIds([0]);

/** Log probabilities behind each way, `end` among them; what is left out is next to impossible. */
const distribution: Record<string, Partial<Record<TokenId, number>>> = {
  '0': { [a]: 0.5, [b]: 0.3, [c]: 0.15, [end]: 0.05 },
  '0 2': { [end]: 0.2, [b]: 0.8 },
  '0 3': { [end]: 0.9, [a]: 0.1 },
  '0 2 3': { [end]: 0.95, [c]: 0.05 },
};

function decoder(): FakeDecoder {
  const logitsFor = (ids: readonly number[]) => {
    const row = new Float32Array(8).fill(-20);
    for (const [id, share] of Object.entries(distribution[ids.join(' ')] ?? { [end]: 1 })) row[+id] = Math.log(share!);
    return row;
  };
  return new FakeDecoder({ vocabSize: 8, logitsFor });
}

const all = new Uint8Array(8).fill(1);
all[end] = 0;
const options: SpanSearchOptions = { end, allowed: () => all, mostRuns: 20, width: 3, yieldPoint: async () => {} };

async function search(changes: Partial<SpanSearchOptions> = {}, model = decoder()) {
  const found = await likelySpans(new KvCache(model), prompt, { ...options, ...changes }, neverCancelled);
  return found!.map(({ ids, logProb }) => [ids.join(' '), Number(Math.exp(logProb).toFixed(3))]);
}

suite('likelySpans', () => {
  test('gives spans by the probability of their tokens and of their end', async () => {
    assert.deepEqual((await search()).slice(0, 4), [
      ['2 3', 0.38],
      ['3', 0.27],
      ['4', 0.15],
      ['2', 0.1],
    ]);
  });

  test('an empty span is none', async () => {
    assert.ok((await search()).every(([ids]) => ids !== ''));
  });

  test('goes on only with what is allowed, and not at all where nothing is', async () => {
    const onlyB = new Uint8Array(8);
    onlyB[b] = 1;
    const found = await search({ allowed: (path) => (path.length === 0 ? onlyB : undefined) });
    assert.deepEqual(found, [['3', 0.27]]);
  });

  test('spends no more runs than it may, the most probable ways first', async () => {
    const model = decoder();
    assert.deepEqual(
      (await search({ mostRuns: 3 }, model)).map(([ids]) => ids),
      ['2 3', '2'],
    );
    assert.equal(model.runs.length, 3);
  });

  test('what the document says is mixed in before the choice', async () => {
    const adjust = (row: Float32Array) => {
      row[c] = row[c]! + 3;
    };
    assert.equal((await search({ adjust, mostRuns: 2 }))[0]![0], '4');
  });

  test('is undefined when cancelled, between two runs too', async () => {
    const source = new CancellationSource();
    const yieldPoint = async () => source.cancel();
    const found = await likelySpans(new KvCache(decoder()), prompt, { ...options, yieldPoint }, source.token);
    assert.equal(found, undefined);
  });
});
