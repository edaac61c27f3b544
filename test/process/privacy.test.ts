// Privacy, proved from outside: what the command line and an engine process do to the network, and whether a word of the
// text stands in anything they write. Linux alone can show it; skipped aloud where strace or unshare is missing.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
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

  test('an engine at level trace logs no word of the text, and writes none to a file', async () => {
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
    const { TMPDIR, HOME } = process.env;
    try {
      Object.assign(process.env, { TMPDIR: folder, HOME: folder });
      await client.complete(completeParams(text, { maxTokens: 16 }), neverCancelled);
      await client.score({ text }, neverCancelled);
      await assert.rejects(client.complete(completeParams(text, { maxTokens: -1 }), neverCancelled));
    } finally {
      Object.assign(process.env, { HOME });
      if (TMPDIR === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = TMPDIR;
    }
    const { stderr } = client.diagnostics();
    client.dispose();
    build.dispose();
    const written = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile())
      .map((path) => readFileSync(path, 'utf8'));
    rmSync(folder, { recursive: true, force: true });
    assert.ok(logged.length > 2, 'something is logged');
    for (const each of [JSON.stringify(logged), stderr, ...written]) {
      for (const word of words) assert.ok(!each.includes(word), word);
    }
  });
});
