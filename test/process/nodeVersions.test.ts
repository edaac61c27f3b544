// The engine under the Node that VS Code has, where float16 comes in another class of arrays: a model with float16 caches writes the
// same as here. Left out, and said so, where the editor of the tests, which brings that Node, is not installed.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { editorPaths } from '../../scripts/setupEditor.mjs';
import { EngineClient } from '../../src/client/engineClient';
import { neverCancelled } from '../../src/util/async';
import { buildEngine, type EngineBuild } from '../support/engineBuild';
import { makeOwnFolder, type OwnFolder } from '../support/ownFolders';
import { completeParams, initializeParams } from '../support/rawEngine';
import { copySpeakingDecoder } from '../support/tinyDecoder';

suite('the engine process under another Node', function () {
  this.timeout(60_000); // processes start slowly on a busy machine
  const { node } = editorPaths();
  const here = process.execPath;
  let build: EngineBuild;
  let folder: OwnFolder;
  let bundle: OwnFolder;

  suiteSetup(async () => {
    build = await buildEngine('real');
    folder = makeOwnFolder('llama-fp16', 'llama3');
    bundle = copySpeakingDecoder();
  });
  suiteTeardown(() => {
    for (const each of [build, folder, bundle]) each?.dispose();
  });

  /** What the model writes, by an engine that this Node runs: engines are forked by the path of one's own. */
  async function written(execPath: string): Promise<string> {
    const client = new EngineClient({
      entry: build.entry,
      initializeParams: () => ({ ...initializeParams(bundle.dir), own: folder.dir }),
      idleMs: 0,
      lowPriority: true,
    });
    process.execPath = execPath;
    try {
      const info = await client.warmUp();
      assert.deepEqual([info.own, info.ownTrouble], ['llama-fp16', undefined]);
      const params = completeParams('The server answers', { raw: true, maxTokens: 12 });
      const { suggestions } = await client.complete(params, neverCancelled);
      assert.equal(suggestions[0]?.tokens, 12);
      return suggestions[0].text;
    } finally {
      process.execPath = here;
      client.dispose();
    }
  }

  test('writes the same with float16 caches', async function () {
    if (!existsSync(node)) {
      console.log(`      left out: ${node} is not installed (node scripts/setupEditor.mjs)`);
      return this.skip();
    }
    assert.match(execFileSync(node, ['-p', 'typeof Float16Array'], { encoding: 'utf8' }), /function/);
    assert.equal(await written(node), await written(here));
  });
});
