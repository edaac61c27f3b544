import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DocumentMemory } from '../../../src/engine/decode/documentMemory';
import { generate } from '../../../src/engine/decode/generate';
import { KvCache } from '../../../src/engine/decode/kvCache';
import type { AdjustLogits } from '../../../src/engine/decode/logits';
import { neverCancelled } from '../../../src/util/async';
import { type TokenId, tokenIds } from '../../../src/util/tokenId';
import { FakeDecoder } from '../../support/fakeDecoder';

const vocabSize = 6;

/** Greedy tokens behind `prompt` and its first token, and the model's runs. */
async function decoded(document: readonly TokenId[], prompt: readonly TokenId[], drafts: number, logitsFor?: Logits) {
  const model = new FakeDecoder({ vocabSize, ...(logitsFor && { logitsFor }) });
  const cache = new KvCache(model);
  const memory = new DocumentMemory(vocabSize);
  memory.hold([document]);
  const adjust: AdjustLogits = (row, context) => memory.blend(row, context);
  const draft = (context: readonly TokenId[]) => memory.draft(context, drafts);
  const start = { path: [], choices: [{ id: 1 as TokenId, logProb: 0 }], runs: 0 };
  const written: [number, number][] = [];
  const onToken = (_: number, id: TokenId, logProb: number) => written.push([id, logProb]) > 0;
  const options = { maxTokens: 16, count: 1, forbidden: () => [], adjust, draft };
  await generate(cache, prompt, start, options, onToken, neverCancelled);
  return { written, runs: model.runs.length };
}

type Logits = (ids: readonly number[]) => ArrayLike<number>;

const ids = (most: number) => fc.array(fc.integer({ min: 0, max: vocabSize - 1 }), { minLength: 1, maxLength: most });

suite('generate', () => {
  test('writes token for token the same with drafts from the document as without', async () => {
    await fc.assert(
      fc.asyncProperty(ids(60), ids(12), fc.integer({ min: 1, max: 6 }), async (document, prompt, drafts) => {
        const plain = await decoded(tokenIds(document), tokenIds(prompt), 0);
        const drafted = await decoded(tokenIds(document), tokenIds(prompt), drafts);
        assert.deepEqual(drafted.written, plain.written);
        assert.ok(drafted.runs <= plain.runs);
      }),
      { numRuns: 200 },
    );
  });

  test('runs less often where the document says what comes', async () => {
    const cycle = tokenIds([0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5, 0]);
    const next: Logits = (context) =>
      Array.from({ length: vocabSize }, (_, id) => (id === (context.at(-1)! + 1) % 6 ? 9 : 0));
    const plain = await decoded(cycle, cycle, 0, next);
    const drafted = await decoded(cycle, cycle, 5, next);
    assert.deepEqual(
      drafted.written.map(([id]) => id),
      plain.written.map(([id]) => id),
    );
    assert.ok(drafted.runs <= plain.runs / 3, `${drafted.runs} of ${plain.runs}`);
  });
});
