// The short form of `npm run faults`: kills, damaged bundles, odd requests, a pause.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EngineClient } from '../../src/client/engineClient';
import { neverCancelled } from '../../src/util/async';
import { runFaults, shortCounts } from '../faults/faults';
import { buildEngine } from '../support/engineBuild';
import { completeParams, initializeParams } from '../support/rawEngine';
import { copySpeakingDecoder } from '../support/tinyDecoder';

const cli = join(resolve(__dirname, '../..'), 'dist', 'cli.js');

suite('faults, the short form', function () {
  this.timeout(300_000); // on a busy machine; alone it takes half a minute

  test('nothing is lost, hangs or dies', async () => {
    const said: string[] = [];
    const figures = await runFaults(shortCounts, (line) => said.push(line));
    for (const line of said) console.log(`      ${line}`);
    assert.deepEqual(figures.faults, []);
    assert.equal(figures.killed.kills, shortCounts.kills);
    assert.ok(figures.damaged.codedErrors > 10);
    assert.ok(figures.damaged.grownBytes < 100e6, 'what a refused bundle took comes back');
  });

  test('two windows have an engine each, and the end of one leaves the other alone', async () => {
    const build = await buildEngine('real');
    const decoder = copySpeakingDecoder();
    const open = () =>
      new EngineClient({
        entry: build.entry,
        initializeParams: () => initializeParams(decoder.dir),
        idleMs: 0,
        lowPriority: false,
      });
    const [one, other] = [open(), open()];
    try {
      const ask = (client: EngineClient) => client.complete(completeParams('The next step is'), neverCancelled);
      const [first, second] = await Promise.all([ask(one), ask(other)]);
      assert.deepEqual(first.suggestions, second.suggestions);
      assert.notEqual(one.diagnostics().pid, other.diagnostics().pid);
      one.dispose();
      assert.deepEqual((await ask(other)).suggestions, second.suggestions);
    } finally {
      for (const client of [one, other]) client.dispose();
      decoder.dispose();
      build.dispose();
    }
  });

  test('a result that cannot be written is said to be not whole', function () {
    if (!existsSync('/dev/full') || !existsSync(cli)) {
      console.warn('      SKIPPED: no /dev/full, or dist/cli.js is not built');
      this.skip();
    }
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [cli, '--help'], { stdio: ['ignore', full, 'pipe'] });
    closeSync(full);
    assert.equal(status, 1);
    assert.match(
      String(stderr),
      /^local-text: The result cannot be written \(the disk is full\); what came out is not whole\.\n$/,
    );
  });
});
