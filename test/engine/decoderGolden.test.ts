// The shipped decoder against what Python recorded from the same folder (models/recipe/recipe/goldens/decoder.py).

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { KvCache } from '../../src/engine/decode/kvCache';
import { argmax } from '../../src/engine/decode/logits';
import { Bundle } from '../../src/engine/models/bundle';
import { DecoderSession } from '../../src/engine/models/decoderSession';
import { neverCancelled } from '../../src/util/async';
import type { TokenId } from '../../src/util/tokenId';
import { completionDir, hasCompletionWeights } from '../support/bundles';

interface Golden {
  model: string;
  logitTolerance: number;
  /** Ids whose logits were recorded. */
  indexes: number[];
  cases: { prefix: string; ids: TokenId[]; logits: number[]; greedyIds: TokenId[] }[];
}

const golden = JSON.parse(readFileSync(path.resolve(__dirname, '../golden/completion.json'), 'utf8')) as Golden;

suite('The shipped decoder and the golden cases', () => {
  let model: DecoderSession;

  suiteSetup(async function () {
    if (!hasCompletionWeights()) {
      console.warn('    skipped: no weights in models/completion, so the golden logits are not checked');
      return this.skip();
    }
    const bundle = await Bundle.open(completionDir, 'completion');
    assert.equal(
      path.basename(bundle.graph().path),
      golden.model,
      'recorded from another graph: run recipe.goldens.decoder again',
    );
    model = await DecoderSession.open(bundle.graph().path, bundle.decoderConfig, { threads: 1 });
  });
  suiteTeardown(() => model?.dispose());

  for (const { prefix, ids, logits, greedyIds } of golden.cases) {
    test(`${JSON.stringify(prefix.slice(0, 40))}: logits and greedy tokens are the recorded ones`, async () => {
      const cache = new KvCache(model);
      let row = (await cache.extend(ids, neverCancelled))!;
      for (const [i, id] of golden.indexes.entries()) {
        const difference = Math.abs(row[id]! - logits[i]!);
        assert.ok(difference <= golden.logitTolerance, `logit of token ${id}: ${row[id]} is not ${logits[i]}`);
      }
      for (const recorded of greedyIds) {
        // Another processor's kernels may turn two tokens around that are as good as equal.
        const lead = row[argmax(row)]! - row[recorded]!;
        assert.ok(lead <= golden.logitTolerance, `token ${recorded} was the best, now another leads by ${lead}`);
        row = await cache.append(recorded);
      }
    });
  }
});
