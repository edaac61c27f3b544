// The shipped masked model against what Python recorded from the same folder (models/recipe/recipe/goldens/masked.py).

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { argmax } from '../../src/engine/decode/logits';
import { Bundle } from '../../src/engine/models/bundle';
import { MaskedSession } from '../../src/engine/models/maskedSession';
import { Tokenizer } from '../../src/engine/vocabulary/tokenizer';
import type { TokenId } from '../../src/util/tokenId';
import { hasMaskedWeights, maskedDir } from '../support/maskedBundle';

interface GoldenCase {
  before: string;
  after: string;
  /** Masks in the blank. */
  tokens: number;
  ids: TokenId[];
  /** Of the first mask. */
  position: number;
  topIds: TokenId[];
  logits: number[];
  /** Whether the best token stands out enough for every processor. */
  clear: boolean;
}

interface Golden {
  model: string;
  logitTolerance: number;
  /** How many of the first cases were run as one padded batch, too. */
  batch: number;
  /** Ids whose logits were recorded. */
  indexes: number[];
  cases: GoldenCase[];
}

const golden = JSON.parse(readFileSync(path.resolve(__dirname, '../golden/fill-mask.json'), 'utf8')) as Golden;
const SPECIAL_TOKENS = 64;

suite('The shipped masked model and the golden cases', () => {
  let model: MaskedSession;
  let tokenizer: Tokenizer;

  suiteSetup(async function () {
    if (!hasMaskedWeights()) {
      console.warn('    skipped: no weights in models/fill-mask, so the golden logits are not checked');
      return this.skip();
    }
    const bundle = await Bundle.open(maskedDir, 'fill-mask');
    const graph = path.basename(bundle.graph().path);
    assert.equal(graph, golden.model, 'recorded from another graph: run recipe.goldens.masked again');
    tokenizer = new Tokenizer(bundle.tokenizer, bundle.tokenizerConfig);
    const { vocabSize, contextTokens } = bundle.info;
    const config = { vocabSize, contextTokens, padTokenId: tokenizer.requireSpecial('<pad>') };
    model = await MaskedSession.open(bundle.graph().path, config, { threads: 1 });
  });
  suiteTeardown(() => model?.dispose());

  function check(row: Float32Array, { logits, topIds, clear }: GoldenCase): void {
    for (const [i, id] of golden.indexes.entries()) {
      const difference = Math.abs(row[id]! - logits[i]!);
      assert.ok(difference <= golden.logitTolerance, `logit of token ${id}: ${row[id]} is not ${logits[i]}`);
    }
    if (clear) assert.equal(argmax(row.subarray(SPECIAL_TOKENS)) + SPECIAL_TOKENS, topIds[0]);
  }

  for (const each of golden.cases) {
    const { before, after, tokens, ids, position } = each;
    test(`${JSON.stringify(`${before.slice(-24)} ___${after.slice(0, 16)}`)}: ids and logits are the recorded ones`, async () => {
      const masks = Array<TokenId>(tokens).fill(tokenizer.requireSpecial('<mask>'));
      const made = [
        tokenizer.requireSpecial('<bos>'),
        ...tokenizer.encode(before),
        ...masks,
        ...tokenizer.encode(after),
        tokenizer.requireSpecial('<eos>'),
      ];
      assert.deepEqual(made, ids);
      check(await model.forward([{ ids, wanted: [position] }]), each);
    });
  }

  test('a padded batch gives each case the same logits', async () => {
    const cases = golden.cases.slice(0, golden.batch);
    const rows = await model.forward(cases.map(({ ids, position }) => ({ ids, wanted: [position] })));
    const size = model.shape.vocabSize;
    for (const [n, each] of cases.entries()) check(rows.subarray(n * size, (n + 1) * size), each);
  });
});
