// Models of a person's own of all three kinds, in the child process they ship in, through the client: which one speaks is told
// with the first answer, and the bundled one speaks where one can't be used.

import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { EngineClient } from '../../src/client/engineClient';
import type { BundleKind } from '../../src/shared/protocol/engine';
import { neverCancelled } from '../../src/util/async';
import { buildEngine, type EngineBuild } from '../support/engineBuild';
import { makeOwnFolder, makeSeq2seqFolder, type OwnFolder } from '../support/ownFolders';
import { initializeParams, translateParams } from '../support/rawEngine';
import { copySpeakingDecoder } from '../support/tinyDecoder';
import { tinyMaskedDir } from '../support/tinyMasked';
import { tinySeq2seqDir } from '../support/tinySeq2seq';

const shared = (dir: string): OwnFolder => ({ dir, dispose: () => {} });

const kinds: readonly [BundleKind, () => OwnFolder, () => OwnFolder][] = [
  ['completion', copySpeakingDecoder, () => makeOwnFolder('gpt2', 'gpt2')],
  ['fill-mask', () => shared(tinyMaskedDir), () => makeOwnFolder('roberta', 'roberta', 'masked-exports')],
  ['seq2seq', () => shared(tinySeq2seqDir), () => makeSeq2seqFolder('marian')],
];

suite('models of a person’s own in the engine process', function () {
  this.timeout(60_000); // processes start slowly on a busy machine
  let build: EngineBuild;

  suiteSetup(async () => {
    build = await buildEngine('real');
  });
  suiteTeardown(() => build?.dispose());

  for (const [kind, makeBundle, make] of kinds) {
    test(`${kind}: the one that the setting names; broken, the bundled one; unset, the bundled one`, async () => {
      const bundle = makeBundle();
      const folder = make();
      let own: string | undefined = folder.dir;
      const client = new EngineClient({
        entry: build.entry,
        initializeParams: () => ({ ...initializeParams(bundle.dir, { kind }), ...(own !== undefined && { own }) }),
        idleMs: 0,
        lowPriority: true,
      });
      try {
        const chosen = await client.warmUp();
        assert.deepEqual([chosen.own, chosen.ownTrouble], [folder.dir.split(/[\\/]/).at(-1), undefined]);
        if (kind === 'seq2seq') {
          assert.deepEqual(chosen.translates, [{ from: ['en'], to: ['ko'] }]);
          const { sentences } = await client.translate(
            translateParams('The server answers.'),
            () => {},
            neverCancelled,
          );
          assert.equal(sentences.length, 1);
          const summary = await client.summarize(
            { text: 'It answers requests.', format: 'plain', type: 'keyPoints', length: 'short', from: 'en', to: 'en' },
            () => {},
            neverCancelled,
          );
          assert.equal(summary.points.length, 1);
        }
        rmSync(join(folder.dir, 'tokenizer.json'));
        const broken = await client.restart();
        assert.deepEqual([broken.own, broken.ownTrouble?.code], [undefined, 'modelMissing']);
        own = undefined;
        const bundled = await client.restart();
        assert.deepEqual([bundled.own, bundled.ownTrouble], [undefined, undefined]);
      } finally {
        client.dispose();
        folder.dispose();
        bundle.dispose();
      }
    });
  }
});
