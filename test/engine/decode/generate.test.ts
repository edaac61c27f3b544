import assert from 'node:assert/strict';
import fc from 'fast-check';
import { generate } from '../../../src/engine/decode/generate';
import { KvCache } from '../../../src/engine/decode/kvCache';
import { neverCancelled } from '../../../src/util/async';
import { type TokenId, tokenIds } from '../../../src/util/tokenId';
import { FakeDecoder } from '../../support/fakeDecoder';

const vocabSize = 6;
const start = { path: [], choices: [{ id: 1 as TokenId, logProb: 0 }], runs: 0 };
const options = { maxTokens: 16, count: 1, forbidden: () => [] };

async function decoded(cache: KvCache, prompt: readonly TokenId[]): Promise<[number, number][]> {
  const written: [number, number][] = [];
  const onToken = (_: number, id: TokenId, logProb: number) => written.push([id, logProb]) > 0;
  await generate(cache, prompt, start, options, onToken, neverCancelled);
  return written;
}

suite('generate', () => {
  test('writes token for token the same with the rows of an earlier text remembered as without', async () => {
    const ids = fc.array(fc.integer({ min: 0, max: vocabSize - 1 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(ids, ids, async (earlier, prompt) => {
        const cache = new KvCache(new FakeDecoder({ vocabSize }));
        await decoded(cache, tokenIds(earlier));
        await decoded(cache, tokenIds(prompt));
        const again = await decoded(cache, tokenIds(prompt));
        assert.deepEqual(again, await decoded(new KvCache(new FakeDecoder({ vocabSize })), tokenIds(prompt)));
      }),
      { numRuns: 100 },
    );
  });
});
