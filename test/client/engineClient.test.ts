// The client with a real child process that runs the fake engine.

import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineCallError } from '../../src/client/engineCallError';
import { EngineClient, type EngineClientOptions, type EngineState } from '../../src/client/engineClient';
import type { LogFields } from '../../src/shared/logger';
import { CancellationSource, neverCancelled } from '../../src/util/async';
import { buildEngine, type EngineBuild } from '../support/engineBuild';
import { completeParams, initializeParams, summarizeParams, translateParams } from '../support/rawEngine';

const withCode = (code: string) => (error: unknown) => error instanceof EngineCallError && error.code === code;

suite('EngineClient', function () {
  this.timeout(60_000); // processes start slowly on a busy machine
  let build: EngineBuild;
  let folder: string;
  const clients: EngineClient[] = [];

  suiteSetup(async () => {
    build = await buildEngine('fake');
    folder = mkdtempSync(join(tmpdir(), 'local-text-'));
  });

  teardown(() => {
    for (const client of clients.splice(0)) client.dispose();
  });

  suiteTeardown(() => {
    build?.dispose();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  function open(bundle = 'good', overrides: Partial<EngineClientOptions> = {}) {
    const states: string[] = [];
    const client = new EngineClient({
      entry: build.entry,
      initializeParams: () => initializeParams(`/models/${bundle}`, { logLevel: 'trace' }),
      idleMs: 0,
      lowPriority: false,
      ...overrides,
    });
    client.onDidChangeState(({ kind }) => states.push(kind));
    clients.push(client);
    return { client, states };
  }

  const complete = (client: EngineClient, prefix: string, token = neverCancelled) =>
    client.complete(completeParams(prefix), token);

  const textOf = async (client: EngineClient, prefix: string) => (await complete(client, prefix)).suggestions[0]?.text;

  const until = (client: EngineClient, kind: EngineState['kind']) =>
    new Promise<EngineState>((resolve) => {
      if (client.state.kind === kind) return resolve(client.state);
      const listener = client.onDidChangeState((state) => {
        if (state.kind !== kind) return;
        listener.dispose();
        resolve(state);
      });
    });

  const isAlive = (pid: number) => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };

  test('starts no process before the first call', async () => {
    const { client } = open();
    assert.equal(client.diagnostics().pid, undefined);
    assert.equal(await client.stats(), undefined);
    assert.deepEqual(client.state, { kind: 'stopped' });
  });

  test('starts at the first call, answers it, and tells its states', async () => {
    const { client, states } = open();
    assert.equal(await textOf(client, 'hello'), 'hello');
    assert.deepEqual(states, ['starting', 'busy', 'ready']);
    assert.equal(client.diagnostics().info?.architecture, 'fake');
  });

  test('what nobody waits for is not shown as work', async () => {
    const { client, states } = open();
    await client.warmUp();
    const documents = [{ name: 'file:/a.md', text: 'words' }];
    assert.equal((await client.learnWords({ forget: [], documents }, neverCancelled)).documents, 1);
    assert.deepEqual(states, ['starting', 'ready']);
  });

  test('one process and one initialize serve calls made together', async () => {
    const { client } = open();
    await Promise.all([client.warmUp(), complete(client, 'a'), complete(client, 'b'), client.warmUp()]);
    assert.equal(client.diagnostics().starts, 1);
  });

  test('the newest of several completions wins, the others end as cancelled', async () => {
    const { client } = open();
    const stops = await Promise.all(['endless', 'endless', 'c'].map((prefix) => complete(client, prefix)));
    assert.deepEqual(
      stops.map(({ suggestions }) => suggestions[0]?.stop),
      ['cancelled', 'cancelled', 'boundary'],
    );
  });

  test('scores a text behind a running completion', async () => {
    const { client } = open();
    const score = client.score({ text: 'abc' }, neverCancelled);
    assert.equal(await textOf(client, 'now'), 'now');
    assert.deepEqual(await score, { logProb: -1, tokens: 1000, bytes: 3, ms: 0 });
  });

  test('counts what was served', async () => {
    const { client } = open();
    await complete(client, 'a');
    await assert.rejects(complete(client, 'throw x'));
    const stats = await client.stats();
    assert.equal(stats?.requests, 2);
    assert.equal(stats?.failed, 1);
    assert.ok(stats.rssBytes > 0 && stats.medianMs > 0 && stats.p95Ms >= stats.medianMs);
  });

  suite('cancellation', () => {
    test('a cancelled completion settles while the engine is still deaf to it', async () => {
      const { client } = open();
      await client.warmUp();
      const release = join(folder, 'deaf');
      const source = new CancellationSource();
      const answer = complete(client, `deaf ${release}`, source.token);
      await client.stats(); // the engine has begun
      source.cancel();
      assert.equal((await answer).suggestions[0]?.stop, 'cancelled');
      assert.equal(existsSync(release), false, 'the work has not ended');
      assert.equal(client.state.kind, 'ready');
      writeFileSync(release, '');
      assert.equal(await textOf(client, 'next'), 'next');
    });

    test('a cancelled completion settles while the engine is inside one long native run', async () => {
      const { client } = open();
      await client.warmUp();
      const release = join(folder, 'block');
      const source = new CancellationSource();
      const answer = complete(client, `block ${release}`, source.token);
      source.cancel();
      assert.equal((await answer).suggestions[0]?.stop, 'cancelled');
      writeFileSync(release, '');
      assert.equal(await textOf(client, 'next'), 'next');
    });

    test('the engine itself learns of it', async () => {
      const { client } = open();
      await client.warmUp();
      const source = new CancellationSource();
      const answer = complete(client, 'endless', source.token);
      await client.stats();
      source.cancel();
      await answer;
      // Only a job that has really ended makes room for this one.
      assert.deepEqual(await client.score({ text: 'x' }, neverCancelled).then(({ tokens }) => tokens), 1000);
      assert.equal((await client.stats())?.cancelled, 1);
    });

    test('a call cancelled beforehand starts nothing', async () => {
      const { client, states } = open();
      const source = new CancellationSource();
      source.cancel();
      assert.equal((await complete(client, 'a', source.token)).suggestions[0]?.stop, 'cancelled');
      await assert.rejects(client.score({ text: '' }, source.token), withCode('cancelled'));
      assert.deepEqual(states, []);
    });

    test('a call cancelled while the engine starts is never sent', async () => {
      const { client } = open();
      const source = new CancellationSource();
      const answer = complete(client, 'exit 4', source.token);
      source.cancel();
      assert.equal((await answer).suggestions[0]?.stop, 'cancelled');
      assert.equal(await textOf(client, 'alive'), 'alive');
      assert.equal(client.diagnostics().crashes, 0);
    });

    test('a cancelled score rejects at once with its code', async () => {
      const { client } = open();
      await client.warmUp();
      const source = new CancellationSource();
      const answer = client.score({ text: 'never' }, source.token);
      await client.stats();
      source.cancel();
      await assert.rejects(answer, withCode('cancelled'));
      assert.equal(await textOf(client, 'next'), 'next');
    });
  });

  suite('answers that come in parts', () => {
    test('parts are told in order before the answer', async () => {
      const { client } = open();
      const parts: string[] = [];
      const { text } = await client.translate(
        translateParams('a\nb\nc'),
        (part) => parts.push(part.text),
        neverCancelled,
      );
      assert.deepEqual([text, parts], ['A\nB\nC', ['A', '\nB', '\nC']]);
      const points: string[] = [];
      await client.summarize(
        summarizeParams('x\ny'),
        (part) => points.push(...part.points.map((p) => p.text)),
        neverCancelled,
      );
      assert.deepEqual(points, ['x', 'y']);
    });

    test('a cancelled translation rejects at once, keeps what came, and is told of nothing more', async () => {
      const { client } = open();
      const source = new CancellationSource();
      const parts: string[] = [];
      const answer = client.translate(
        translateParams('a\nb\nc\nd'),
        (part) => {
          parts.push(part.text);
          if (parts.length === 2) source.cancel();
        },
        source.token,
      );
      await assert.rejects(answer, withCode('cancelled'));
      await client.stats();
      assert.deepEqual(parts, ['A', '\nB']);
      assert.equal(await textOf(client, 'next'), 'next');
    });

    test('a newer translation or summary ends the older one', async () => {
      const { client } = open();
      const older = client.translate(translateParams('endless'), () => {}, neverCancelled);
      const newer = client.translate(translateParams('endless'), () => {}, neverCancelled);
      const newest = client.summarize(summarizeParams('x'), () => {}, neverCancelled);
      await assert.rejects(older, withCode('cancelled'));
      await assert.rejects(newer, withCode('cancelled'));
      assert.equal((await newest).text, 'x');
    });

    test('other words of a sentence pass a running translation', async () => {
      const { client } = open();
      const source = new CancellationSource();
      const running = client.translate(translateParams('endless'), () => {}, source.token);
      const translation = translateParams('a');
      const other = { translation, sentence: { start: 0, end: 1 }, kept: '', count: 3 };
      assert.deepEqual(await client.translateAlternatives(other, neverCancelled), { alternatives: [], ms: 1 });
      source.cancel();
      await assert.rejects(running, withCode('cancelled'));
    });

    test('of several clients at once each is told its own parts', async () => {
      const { client } = open();
      const [first, second]: string[][] = [[], []];
      const one = client.summarize(summarizeParams('1'), (part) => first!.push(part.points[0]!.text), neverCancelled);
      await one;
      await client.summarize(summarizeParams('2'), (part) => second!.push(part.points[0]!.text), neverCancelled);
      assert.deepEqual([first, second], [['1'], ['2']]);
    });
  });

  suite('trouble', () => {
    test('a bad bundle is a coded error that names the file, and is not tried again', async () => {
      const { client } = open('missing');
      const isMissing = (error: unknown) =>
        error instanceof EngineCallError && error.code === 'modelMissing' && error.file === 'config.json';
      await assert.rejects(complete(client, 'a'), isMissing);
      assert.deepEqual(client.state, { kind: 'failed', code: 'modelMissing', message: 'config.json is missing' });
      await assert.rejects(complete(client, 'b'), isMissing);
      assert.equal(client.diagnostics().starts, 1);
      assert.equal(client.diagnostics().pid, undefined, 'no process is kept for nothing');
    });

    test('a bundle whose checksums do not hold is served no longer, once that is known', async () => {
      const { client } = open('damaged');
      await client.warmUp();
      const state = await until(client, 'failed');
      assert.deepEqual(state, {
        kind: 'failed',
        code: 'modelInvalid',
        message: 'model.onnx is not the file that was made',
      });
      const names = (error: unknown) => error instanceof EngineCallError && error.file === 'model.onnx';
      await assert.rejects(complete(client, 'a'), names);
      assert.equal(client.diagnostics().pid, undefined);
    });

    test('restart tries the bundle again', async () => {
      let bundle = 'missing';
      const { client } = open('', { initializeParams: () => initializeParams(`/models/${bundle}`) });
      await assert.rejects(client.warmUp(), withCode('modelMissing'));
      bundle = 'good';
      await client.restart();
      assert.equal(await textOf(client, 'a'), 'a');
    });

    test('an error of the work is coded, quotes no text, and leaves the engine running', async () => {
      const logged: { name: string; fields: LogFields | undefined }[] = [];
      const log = { log: (_: unknown, name: string, fields?: LogFields) => logged.push({ name, fields }) };
      const { client } = open('good', { log });
      await assert.rejects(complete(client, 'throw my-diary'), (error: unknown) => {
        assert.ok(withCode('internal')(error));
        assert.doesNotMatch((error as Error).message, /diary/);
        return true;
      });
      assert.equal(await textOf(client, 'next'), 'next');
      assert.equal(client.diagnostics().crashes, 0);
      const failure = logged.find(({ name }) => name === 'complete failed');
      assert.equal(failure?.fields?.thrown, 'TypeError');
      assert.match(String(failure?.fields?.at), /\.[jt]s:\d+:\d+/);
      assert.doesNotMatch(JSON.stringify(logged), /diary/);
    });

    test('a crash fails the calls that wait, and the next call starts a new process', async () => {
      const { client, states } = open();
      await client.warmUp();
      const { pid } = client.diagnostics();
      const waiting = [client.score({ text: 'never' }, neverCancelled), complete(client, 'endless')];
      process.kill(pid!, 'SIGKILL');
      for (const call of waiting) await assert.rejects(call, withCode('engineCrashed'));
      assert.deepEqual(states, ['starting', 'ready', 'busy', 'stopped']);
      assert.equal(await textOf(client, 'again'), 'again');
      assert.notEqual(client.diagnostics().pid, pid);
      assert.deepEqual([client.diagnostics().starts, client.diagnostics().crashes], [2, 1]);
    });

    test('the crash of an engine at rest is noticed without a call', async () => {
      const { client } = open();
      await client.warmUp();
      process.kill(client.diagnostics().pid!, 'SIGKILL');
      await until(client, 'stopped');
      assert.equal(client.diagnostics().crashes, 1);
    });

    test('an uncaught error leaves its frames for diagnostics, and no text', async () => {
      const { client } = open();
      await assert.rejects(complete(client, 'uncaught my-diary'), withCode('engineCrashed'));
      const { stderr } = client.diagnostics();
      assert.match(stderr, /^Uncaught TypeError\n {4}at /);
      assert.doesNotMatch(stderr, /diary/);
    });

    test('gives up after five crashes, and restart resets', async () => {
      const { client } = open('good', { nowMs: () => 0 });
      for (let crash = 0; crash < 5; crash++) {
        await assert.rejects(complete(client, 'exit 7'), withCode('engineCrashed'));
      }
      assert.equal(client.state.kind, 'failed');
      await assert.rejects(complete(client, 'a'), withCode('engineFailed'));
      assert.equal(client.diagnostics().starts, 5);
      await client.restart();
      assert.equal(await textOf(client, 'a'), 'a');
    });

    test('an engine that the system ends again and again says that memory may lack', async () => {
      const { client } = open('good', { nowMs: () => 0 });
      for (let crash = 0; crash < 5; crash++) {
        await client.warmUp();
        process.kill(client.diagnostics().pid!, 'SIGKILL');
        await until(client, crash < 4 ? 'stopped' : 'failed');
      }
      assert.equal(client.state.kind === 'failed' && client.state.trouble, 'killed');
      await assert.rejects(complete(client, 'a'), { code: 'engineFailed', trouble: 'killed' });
    });

    test('crashes that lie far apart are always followed by a restart', async () => {
      let nowMs = 0;
      const { client } = open('good', { nowMs: () => nowMs });
      for (let crash = 0; crash < 6; crash++) {
        nowMs += 60_000;
        await assert.rejects(complete(client, 'exit 7'), withCode('engineCrashed'));
      }
      assert.equal(await textOf(client, 'a'), 'a');
    });

    test('a process that dies while loading counts as a crash', async () => {
      const { client } = open('exits');
      await assert.rejects(client.warmUp(), withCode('engineCrashed'));
      assert.deepEqual(client.state, { kind: 'stopped' });
      assert.equal(client.diagnostics().crashes, 1);
    });

    test('too little memory while loading is coded and may be tried again', async () => {
      const { client } = open('no-memory');
      await assert.rejects(client.warmUp(), withCode('outOfMemory'));
      assert.deepEqual(client.state, { kind: 'stopped' });
    });

    test('settings that can not be read start nothing', async () => {
      const { client, states } = open('good', {
        initializeParams: () => {
          throw new RangeError('no such setting');
        },
      });
      await assert.rejects(complete(client, 'a'), RangeError);
      await assert.rejects(client.warmUp(), RangeError);
      assert.deepEqual([states, client.diagnostics().starts], [[], 0]);
    });

    test('an engine script that is not there ends in `failed`, not in a loop', async () => {
      const { client } = open('good', { entry: join(folder, 'no-such-engine.js'), nowMs: () => 0 });
      for (let crash = 0; crash < 5; crash++) await assert.rejects(client.warmUp(), withCode('engineCrashed'));
      await assert.rejects(client.warmUp(), withCode('engineFailed'));
    });
  });

  suite('ownership', () => {
    test('an idle engine is stopped, and the next call starts it again', async () => {
      const { client } = open('good', { idleMs: 1 });
      await complete(client, 'a');
      await until(client, 'stopped');
      assert.equal(client.diagnostics().pid, undefined);
      assert.equal(await textOf(client, 'b'), 'b');
      assert.deepEqual([client.diagnostics().starts, client.diagnostics().crashes], [2, 0]);
    });

    test('an engine that works is not idle', async () => {
      const { client } = open('good', { idleMs: 1 });
      const release = join(folder, 'long');
      const answer = complete(client, `deaf ${release}`);
      await client.warmUp();
      for (let call = 0; call < 5; call++) await new Promise((resolve) => setTimeout(resolve, 2));
      assert.equal(client.state.kind, 'busy');
      writeFileSync(release, '');
      assert.equal((await answer).suggestions[0]?.stop, 'boundary');
    });

    test('dispose ends its own process and no other, and fails what waits', async () => {
      const [first, second] = [open().client, open().client];
      await Promise.all([first.warmUp(), second.warmUp()]);
      const pid = first.diagnostics().pid!;
      const waiting = complete(first, 'endless');
      first.dispose();
      first.dispose();
      await assert.rejects(waiting, withCode('disposed'));
      await assert.rejects(complete(first, 'a'), withCode('disposed'));
      while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 5));
      assert.equal(await textOf(second, 'still here'), 'still here');
      assert.deepEqual([second.diagnostics().starts, second.diagnostics().crashes], [1, 0]);
    });

    test('dispose while the engine is loading ends the process', async () => {
      const { client } = open('never');
      const waiting = client.warmUp();
      const pid = client.diagnostics().pid!;
      client.dispose();
      await assert.rejects(waiting, withCode('disposed'));
      while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 5));
    });

    test("the decoder's engine is given huge pages", async function () {
      if (process.platform !== 'linux') this.skip();
      const { client } = open('good', { hugePages: true });
      await client.warmUp();
      const environment = readFileSync(`/proc/${client.diagnostics().pid}/environ`, 'utf8');
      assert.match(environment, /\0GLIBC_TUNABLES=[^\0]*glibc\.malloc\.hugetlb=1/);
    });

    test('every engine is given little room for young objects', async function () {
      if (process.platform !== 'linux') this.skip();
      const { client } = open('good');
      await client.warmUp();
      const started = readFileSync(`/proc/${client.diagnostics().pid}/cmdline`, 'utf8');
      assert.match(started, /\0--max-semi-space-size=4\0/);
    });

    test('an engine nobody waits for runs at a lower priority', async function () {
      if (process.platform === 'win32') this.skip(); // priorities are classes there
      const { client } = open('good', { lowPriority: true });
      await client.warmUp();
      assert.ok(getPriority(client.diagnostics().pid!) > getPriority());
    });
  });
});
