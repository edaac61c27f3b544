// The client with the engine it ships with, on real weights.

import assert from 'node:assert/strict';
import { EngineCallError } from '../../src/client/engineCallError';
import { EngineClient } from '../../src/client/engineClient';
import { CancellationSource, neverCancelled } from '../../src/util/async';
import { completionDir, hasCompletionWeights } from '../support/bundles';
import { buildEngine, type EngineBuild } from '../support/engineBuild';
import { completeParams, initializeParams } from '../support/rawEngine';

suite('EngineClient with the real engine', function () {
  this.timeout(60_000); // processes start slowly on a busy machine
  let build: EngineBuild;
  let client: EngineClient;

  suiteSetup(async function () {
    if (!hasCompletionWeights()) {
      console.warn('      SKIPPED: no weights in models/completion');
      this.skip();
    }
    build = await buildEngine('real');
  });

  setup(() => {
    client = new EngineClient({
      entry: build.entry,
      initializeParams: () => initializeParams(completionDir),
      idleMs: 0,
      lowPriority: false,
    });
  });

  teardown(() => client.dispose());
  suiteTeardown(() => build?.dispose());

  const greedy = completeParams('The most important thing is', { raw: true });

  test('completes, and again the same after a kill -9', async () => {
    const { suggestions } = await client.complete(greedy, neverCancelled);
    assert.ok(suggestions[0]!.tokens > 0);

    const waiting = client.score({ text: 'A long text. '.repeat(300) }, neverCancelled);
    process.kill(client.diagnostics().pid!, 'SIGKILL');
    await assert.rejects(waiting, (error) => error instanceof EngineCallError && error.code === 'engineCrashed');

    assert.deepEqual((await client.complete(greedy, neverCancelled)).suggestions, suggestions);
    assert.deepEqual([client.diagnostics().starts, client.diagnostics().crashes], [2, 1]);
  });

  test('cancelling during prefill gives way to the next keystroke', async () => {
    await client.warmUp();
    const source = new CancellationSource();
    const prefix = 'An unlikely beginning of a text. '.repeat(60);
    const first = client.complete(completeParams(prefix, { raw: true, maxTokens: 256 }), source.token);
    await client.stats(); // answered between two pieces: the prefill has begun
    source.cancel();
    assert.equal((await first).suggestions[0]?.stop, 'cancelled');
    const { suggestions, timing } = await client.complete(completeParams(`${prefix}A`), neverCancelled);
    assert.notEqual(suggestions[0]?.stop, 'cancelled');
    assert.ok(timing.promptTokens > 0);
  });
});
