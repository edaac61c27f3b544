// Privacy, proved from outside: what the command line and an engine process do to the network, and whether a word of the
// text stands in anything they write. Linux alone can show it; skipped aloud where strace or unshare is missing.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { EngineClient } from '../../src/client/engineClient';
import type { LogFields } from '../../src/shared/logger';
import { neverCancelled } from '../../src/util/async';
import { completionDir, hasCompletionWeights } from '../support/bundles';
import { buildEngine, type EngineBuild } from '../support/engineBuild';
import { completeParams, initializeParams } from '../support/rawEngine';

const root = resolve(__dirname, '../..');
const cli = join(root, 'dist', 'cli.js');
const words = ['Zyxomma', 'quibberling', '콰뤼봉'];
const text = `Our ${words[0]} is a ${words[1]}, and ${words[2]} says so. The next step is to`;

const has = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;

/** Wherever a program would keep something of its own. */
const withHome = (folder: string) => ({
  ...{ TMPDIR: folder, HOME: folder, USERPROFILE: folder, LOCALAPPDATA: folder },
  ...{ XDG_CACHE_HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, XDG_STATE_HOME: folder },
});

suite('privacy', function () {
  this.timeout(120_000);

  suiteSetup(function () {
    if (hasCompletionWeights() && existsSync(cli)) return;
    console.warn('      SKIPPED: dist/cli.js or the weights are not there');
    this.skip();
  });

  test('no internet socket is made, by any thread or child', function () {
    if (!has('strace', '-V')) {
      console.warn('      SKIPPED: no strace');
      this.skip();
    }
    const folder = mkdtempSync(join(tmpdir(), 'local-text-'));
    const trace = join(folder, 'trace');
    const { status, stderr } = spawnSync(
      'strace',
      ['-f', '-qq', '-e', 'trace=socket,connect,sendto', '-o', trace, process.execPath, cli, 'complete', text],
      { encoding: 'utf8' },
    );
    const calls = existsSync(trace) ? readFileSync(trace, 'utf8') : '';
    rmSync(folder, { recursive: true, force: true });
    if (/ptrace|not permitted/i.test(stderr)) {
      console.warn('      SKIPPED: processes may not be traced here');
      this.skip();
    }
    assert.equal(status, 0, stderr);
    assert.doesNotMatch(calls, /AF_INET|PF_INET/);
  });

  test('it works where there is no network at all', function () {
    if (!has('unshare', '-n', 'true')) {
      console.warn('      SKIPPED: no network namespaces here');
      this.skip();
    }
    const run = (command: string, ...args: string[]) => spawnSync(command, args, { encoding: 'utf8' });
    const here = run(process.execPath, cli, 'complete', text);
    const alone = run('unshare', '-n', process.execPath, cli, 'complete', text);
    assert.equal(alone.status, 0, alone.stderr);
    assert.equal(alone.stdout, here.stdout);
  });

  test('an engine at level trace logs no word of the text, and writes no file', async () => {
    const build: EngineBuild = await buildEngine('real');
    const folder = mkdtempSync(join(tmpdir(), 'local-text-'));
    const logged: unknown[] = [];
    const client = new EngineClient({
      entry: build.entry,
      initializeParams: () => initializeParams(completionDir, { logLevel: 'trace' }),
      idleMs: 0,
      lowPriority: false,
      log: { log: (level, name, fields?: LogFields) => logged.push([level, name, fields]) },
    });
    const before = { ...process.env };
    try {
      Object.assign(process.env, withHome(folder));
      for (const name of ['CI', 'ORT_DISABLE_TELEMETRY']) delete process.env[name]; // either would hide a telemetry
      await client.complete(completeParams(text, { maxTokens: 16 }), neverCancelled);
      await client.score({ text }, neverCancelled);
      await assert.rejects(client.complete(completeParams(text, { maxTokens: -1 }), neverCancelled));
    } finally {
      for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
      Object.assign(process.env, before);
    }
    const { stderr } = client.diagnostics();
    client.dispose();
    build.dispose();
    const written = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    rmSync(folder, { recursive: true, force: true });
    assert.deepEqual(written, []);
    assert.ok(logged.length > 2, 'something is logged');
    for (const each of [JSON.stringify(logged), stderr]) {
      for (const word of words) assert.ok(!each.includes(word), word);
    }
  });
});
