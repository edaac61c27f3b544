// Masked models as the ecosystem exports them, each a tiny random one with what PyTorch said of it, alone and with a
// tokenizer of its kind as a person's own folder.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readConfig } from '../../../src/engine/models/bundle';
import { MaskedSession } from '../../../src/engine/models/maskedSession';
import type { Json } from '../../../src/engine/models/modelFiles';
import { MaskedModel } from '../../../src/engine/tasks/fillMask/maskedModel';
import { neverCancelled } from '../../../src/util/async';
import type { TokenId } from '../../../src/util/tokenId';
import { makeOwnFolder, type OwnFolder } from '../../support/ownFolders';

const dir = resolve(__dirname, '../../fixtures/masked-exports');
const read = (...path: string[]) => JSON.parse(readFileSync(join(dir, ...path), 'utf8'));

interface Row {
  ids: TokenId[];
  wanted: number[];
  logits: number[][];
}

/** Longest sequence: RoBERTa's kin count positions from behind the padding token's id. */
const kinds = [
  { name: 'bert', tokenizer: 'wordpiece', longest: 64 },
  { name: 'roberta', tokenizer: 'roberta', longest: 64 },
  { name: 'xlm-roberta', tokenizer: 'unigram', longest: 65 },
  { name: 'modernbert', tokenizer: 'roberta', longest: 64 },
];

for (const { name, tokenizer, longest } of kinds) {
  suite(`The export ${name}`, () => {
    const config = read(name, 'config.json') as Json;
    const facts = readConfig(config, 'fill-mask', 'own');
    let folder: OwnFolder;
    let session: MaskedSession;
    let model: MaskedModel;

    suiteSetup(async () => {
      const padTokenId = config.pad_token_id as number;
      session = await MaskedSession.open(join(dir, name, 'model.onnx'), { ...facts, padTokenId }, { threads: 1 });
      folder = makeOwnFolder(name, tokenizer, 'masked-exports');
      model = await MaskedModel.openOwn(folder.dir, { threads: 1 });
    });
    suiteTeardown(async () => {
      await session.dispose();
      await model?.dispose();
      folder.dispose();
    });

    test('has the logits that transformers has, one by one and padded in a batch', async () => {
      const rows = read(name, 'expected.json') as Row[];
      for (const batch of [...rows.map((row) => [row]), rows]) {
        const expected = batch.flatMap(({ logits }) => logits.flat());
        const logits = await session.forward(batch);
        assert.equal(logits.length, expected.length);
        for (const [i, value] of expected.entries()) {
          assert.ok(
            Math.abs(logits[i]! - value) <= 2e-3 * Math.max(1, Math.abs(value)),
            `${i}: ${logits[i]}, ${value}`,
          );
        }
      }
    });

    test('takes as many tokens as it says, and no run fails there', async () => {
      assert.equal(facts.contextTokens, longest);
      await session.forward([{ ids: new Array<TokenId>(longest).fill(9 as TokenId), wanted: [0] }]);
    });

    test('fills blanks with words, in a sentence and at its start', async () => {
      for (const text of ['The ___ is open.', '___ answers.', '서버가 ___ 처리합니다.', '(___) and so on']) {
        const start = text.indexOf('___');
        const blanks = [{ start, end: start + 3 }];
        const asked = { text, blanks, candidates: 5, maxSpanTokens: 2, exclude: [], explain: true };
        const result = await model.fillMask(asked, neverCancelled);
        for (const { text: word } of result!.blanks[0]!.candidates) assert.match(word, /^\S+$/, JSON.stringify(word));
      }
      assert.equal(model.info.own, name);
      assert.deepEqual(model.info.measured?.written, [], 'weights at random write no language');
    });

    test('scores a text and looks for slips', async () => {
      const scored = await model.score({ text: 'The server answers.' }, neverCancelled);
      assert.ok(scored!.logProb < 0);
      const found = await model.findSlips({ text: 'The sever answers all requests.', minLogRatio: 0 }, neverCancelled);
      assert.ok(found);
    });
  });
}

test('a model whose tokenizer has no mask is refused by name', async () => {
  const folder = makeOwnFolder('roberta', 'gpt2', 'masked-exports');
  await assert.rejects(MaskedModel.openOwn(folder.dir, { threads: 1 }), {
    code: 'modelUnsupported',
    file: 'tokenizer.json',
    message: /^localText\.models\.fillMask \(roberta\).*cls_token/,
  });
  folder.dispose();
});
