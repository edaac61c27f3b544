// The engine as the child process it ships as (dist/engine.js, bundled here), spoken to over the bare wire.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { CompleteResult, ScoreResult } from '../../src/shared/protocol/completion';
import type { BundleKind, EngineStats, InitializeResult } from '../../src/shared/protocol/engine';
import { completionDir, hasCompletionWeights } from '../support/bundles';
import { buildEngine, type EngineBuild } from '../support/engineBuild';
import { makeOwnFolder } from '../support/ownFolders';
import { completeParams, initializeParams, RawEngine } from '../support/rawEngine';
import { copySpeakingDecoder } from '../support/tinyDecoder';

/** Long enough to be cancelled on its way, whatever the model. */
const longText = 'The quick brown fox jumps over the lazy dog. '.repeat(40);

suite('engine process', function () {
  this.timeout(60_000); // processes start slowly on a busy machine
  let build: EngineBuild;
  const engines: RawEngine[] = [];

  suiteSetup(async () => {
    build = await buildEngine('real');
  });

  teardown(() => {
    for (const engine of engines.splice(0)) engine.dispose();
  });

  suiteTeardown(() => build?.dispose());

  function start(entry = build.entry): RawEngine {
    const engine = RawEngine.start(entry);
    engines.push(engine);
    return engine;
  }

  async function loaded(bundleDir: string): Promise<RawEngine> {
    const engine = start();
    const { error } = await engine.answer('initialize', initializeParams(bundleDir));
    assert.equal(error, undefined);
    return engine;
  }

  const stopOf = (result: unknown) => (result as CompleteResult).suggestions[0]?.stop;

  const isAlive = async (engine: RawEngine) => (await engine.answer('stats', {})).result !== undefined;

  suite('without a bundle', () => {
    test('answers before it is initialized', async () => {
      const engine = start();
      assert.equal((await engine.answer('complete', completeParams('a'))).error?.data?.code, 'notInitialized');
      const { rssBytes, requests } = (await engine.answer('stats', {})).result as EngineStats;
      assert.ok(rssBytes > 0);
      assert.equal(requests, 0);
    });

    test('a folder without a bundle is a coded error that names the file and the remedy', async () => {
      const { error } = await start().answer('initialize', initializeParams(resolve(__dirname)));
      assert.deepEqual(error?.data, { code: 'modelMissing', file: 'config.json' });
      assert.match(error?.message ?? '', /config\.json.*Reinstall/);
    });

    test('a model of one’s own is loaded, and the bundle in its place where it can’t be', async () => {
      const folder = makeOwnFolder('llama-fp16', 'llama3');
      const bundle = copySpeakingDecoder();
      const initialize = async (own: string) => {
        const engine = start();
        const { result } = await engine.answer('initialize', initializeParams(bundle.dir, { own }));
        const { suggestions } = (await engine.answer('complete', completeParams('The '))).result as CompleteResult;
        assert.ok(suggestions.length > 0);
        return result as InitializeResult;
      };
      assert.equal((await initialize(folder.dir)).own, 'llama-fp16');
      const instead = await initialize(`${folder.dir}-none`);
      assert.equal(instead.own, undefined);
      assert.equal(instead.ownTrouble?.code, 'modelMissing');
      folder.dispose();
      bundle.dispose();
    });

    test('every kind of bundle has its code, and another one is a coded error', async () => {
      const codeOf = async (kind: string) => {
        const { error } = await start().answer('initialize', initializeParams('/x', { kind: kind as BundleKind }));
        return error?.data?.code;
      };
      for (const kind of ['completion', 'fill-mask', 'seq2seq']) assert.equal(await codeOf(kind), 'modelMissing');
      assert.equal(await codeOf('speech'), 'inputInvalid');
    });

    test('survives garbage on the wire', async () => {
      const engine = start();
      for (const garbage of ['not json\n', '{"jsonrpc":"2.0","id":\n', '\0\u0001\n}}\n']) {
        // What stands behind it in the same chunk is lost in Node's reader, so wait until it was seen.
        const seen = engine.logged('garbage on the wire');
        engine.write(garbage);
        await seen;
        assert.ok(await isAlive(engine));
      }
      for (const message of [null, 1, 'x', [], {}, { method: 7 }, { id: {} }, { id: 99, result: 1 }])
        engine.send(message);
      engine.send({ jsonrpc: '2.0', method: '$/cancelRequest' });
      engine.send({ jsonrpc: '2.0', method: '$/cancelRequest', params: { id: null } });
      engine.send({ jsonrpc: '2.0', method: '$/progress' });
      engine.send({ jsonrpc: '2.0', method: '$/setTrace', params: 5 });
      engine.send({ jsonrpc: '2.0', method: 'log', params: null });
      assert.ok(await isAlive(engine));
    });

    test('answers every malformed request, with a name where it knows one', async () => {
      const engine = start();
      for (const method of ['initialize', 'complete', 'score', 'fillMask', 'findSlips', 'nonsense']) {
        for (const params of [null, [], [1, 2], 'text', 7, {}]) {
          const { error } = await engine.answer(method, params);
          assert.ok(error, `${method} ${JSON.stringify(params)}`);
        }
      }
      const { error } = await engine.answer('initialize', { ...initializeParams('/x'), threads: -1 });
      assert.match(error?.message ?? '', /"threads"/);
      assert.ok(await isAlive(engine));
    });

    test('ends when its channel closes', async () => {
      const engine = start();
      assert.ok(await isAlive(engine));
      (engine.child.stdio[3] as unknown as { destroy(): void }).destroy();
      assert.deepEqual(await engine.exited, [0, null]);
    });

    test('says what it is when started by hand', async () => {
      const child = spawn(process.execPath, [build.entry], { stdio: ['ignore', 'ignore', 'pipe'] });
      let stderr = '';
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
        stderr += chunk;
      });
      const [status] = await once(child, 'close');
      assert.equal(status, 2);
      assert.match(stderr, /the extension starts it/);
    });

    test('is no orphan: it ends when its parent is killed', async function () {
      if (process.platform === 'win32') this.skip(); // no signals there; the closed channel is tested above
      const script = `
        const child = require('node:child_process').fork(${JSON.stringify(build.entry)}, { execArgv: [] });
        child.on('message', () => process.stdout.write(child.pid + '\\n'));
        child.send({ jsonrpc: '2.0', id: 1, method: 'stats', params: {} });`;
      const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
      const [line] = await once(parent.stdout, 'data');
      const pid = Number(String(line));
      assert.ok(pid > 0 && pid !== parent.pid);
      parent.kill('SIGKILL');
      await once(parent, 'exit');
      while (isRunning(pid)) await new Promise((resolve) => setTimeout(resolve, 5));
    });
  });

  function bundleSuite(name: string, open: () => { dir: string; dispose?: () => void } | undefined): void {
    suite(name, () => {
      let bundle: { dir: string; dispose?: () => void } | undefined;
      let dir: string;
      suiteSetup(function () {
        bundle = open();
        if (bundle) dir = bundle.dir;
        else {
          console.warn(`      SKIPPED: no bundle in ${name}`);
          this.skip();
        }
      });
      suiteTeardown(() => bundle?.dispose?.());

      test('loads, completes and scores', async () => {
        const engine = start();
        const info = (await engine.answer('initialize', initializeParams(dir))).result as InitializeResult;
        assert.equal(info.kind, 'completion');
        assert.equal(info.threads, 1);
        assert.ok(info.vocabSize > 0 && info.contextTokens > 0 && info.sizeBytes > 0 && info.loadMs > 0);

        const answer = (await engine.answer('complete', completeParams('The cat', { raw: true }))).result;
        const { suggestions, timing } = answer as CompleteResult;
        assert.equal(suggestions.length, 1);
        assert.ok(timing.promptTokens > 0 && timing.decodedTokens > 0);

        const score = (await engine.answer('score', { text: 'The cat sat.' })).result as ScoreResult;
        assert.ok(score.logProb < 0 && score.tokens > 0);
        assert.equal(score.bytes, 12);
      });

      test('the same request gives the same answer, with the cache warm or cold', async () => {
        const engine = await loaded(dir);
        const ask = async (prefix: string) => {
          const { suggestions } = (await engine.answer('complete', completeParams(prefix, { raw: true })))
            .result as CompleteResult;
          return suggestions.map(({ text }) => text);
        };
        const cold = await ask('The cat sat on');
        await ask('Something else entirely');
        assert.deepEqual(await ask('The cat sat on'), cold);
        assert.deepEqual(await ask('The cat sat on'), cold);
      });

      test('a completion cancelled on its way ends as cancelled, and the next is served', async () => {
        const engine = await loaded(dir);
        const { id, reply } = engine.request('complete', completeParams(longText, { raw: true, maxTokens: 256 }));
        await engine.answer('stats', {}); // answered between two pieces, so the job has begun
        engine.cancel(id);
        assert.equal(stopOf((await reply).result), 'cancelled');
        assert.notEqual(stopOf((await engine.answer('complete', completeParams('The cat'))).result), 'cancelled');
      });

      test('the newest of a burst wins, and the others are answered', async () => {
        const engine = await loaded(dir);
        const prefixes = [1, 2, 3, 4, 5].map((line) => `${line} ${longText}`);
        const burst = prefixes.map((prefix) =>
          engine.request('complete', completeParams(prefix, { raw: true, maxTokens: 64 })),
        );
        const stops = (await Promise.all(burst.map(({ reply }) => reply))).map(({ result }) => stopOf(result));
        assert.deepEqual(stops.slice(0, 4), ['cancelled', 'cancelled', 'cancelled', 'cancelled']);
        assert.notEqual(stops[4], 'cancelled');
      });

      test('a completion passes a long score, and the score still comes to its end', async () => {
        const engine = await loaded(dir);
        const order: string[] = [];
        const score = engine.request('score', { text: longText }).reply.then(({ result }) => {
          order.push('score');
          return result as ScoreResult;
        });
        await engine.answer('stats', {});
        await engine.answer('complete', completeParams('The cat', { maxTokens: 1 }));
        order.push('complete');
        const interrupted = await score;
        assert.deepEqual(order, ['complete', 'score']);
        const alone = (await engine.answer('score', { text: longText })).result as ScoreResult;
        assert.equal(interrupted.logProb, alone.logProb, 'the completion left no trace in the score');
      });

      test('a cancelled score is answered as such', async () => {
        const engine = await loaded(dir);
        const { id, reply } = engine.request('score', { text: longText });
        await engine.answer('stats', {});
        engine.cancel(id);
        assert.equal((await reply).error?.data?.code, 'cancelled');
      });

      test('refuses to be initialized twice', async () => {
        const engine = await loaded(dir);
        const { error } = await engine.answer('initialize', initializeParams(dir));
        assert.equal(error?.data?.code, 'inputInvalid');
      });

      test('a broken bundle is a coded error, and the same process then loads a good one', async () => {
        const engine = start();
        const { error } = await engine.answer('initialize', initializeParams(resolve(dir, 'no-such-folder')));
        assert.equal(error?.data?.code, 'modelMissing');
        assert.equal((await engine.answer('initialize', initializeParams(dir))).error, undefined);
        assert.ok((await engine.answer('complete', completeParams('The cat'))).result);
      });
    });
  }

  bundleSuite('the tiny decoder of test/fixtures', copySpeakingDecoder);
  bundleSuite('models/completion', () => (hasCompletionWeights() ? { dir: completionDir } : undefined));

  suite('bundles broken on purpose', () => {
    let good: { dir: string; dispose: () => void };
    let copy: { dir: string; dispose: () => void };
    suiteSetup(() => {
      good = copySpeakingDecoder();
    });
    setup(() => {
      copy = copySpeakingDecoder();
    });
    teardown(() => copy.dispose());
    suiteTeardown(() => good.dispose());

    const edit = (file: string, change: (text: string) => string) => {
      const path = join(copy.dir, file);
      writeFileSync(path, change(readFileSync(path, 'utf8')));
    };

    const breakages: [string, () => void, string, string | undefined][] = [
      ['no tokenizer', () => rmSync(join(copy.dir, 'tokenizer.json')), 'modelMissing', 'tokenizer.json'],
      ['no graph', () => rmSync(join(copy.dir, 'onnx/model.onnx')), 'modelMissing', 'onnx/model.onnx'],
      [
        'a graph cut in half',
        () => truncateSync(join(copy.dir, 'onnx/model.onnx'), 70_000),
        'modelInvalid',
        'onnx/model.onnx',
      ],
      ['half a configuration', () => edit('config.json', (text) => text.slice(0, 100)), 'modelInvalid', 'config.json'],
      [
        'a vocabulary size that disagrees',
        () => edit('config.json', (text) => text.replace('"vocab_size": 272', '"vocab_size": 99')),
        'modelInvalid',
        undefined,
      ],
      [
        'an unknown architecture',
        () => edit('config.json', (text) => text.replaceAll('llama', 'parrot').replaceAll('Llama', 'Parrot')),
        'modelUnsupported',
        'config.json',
      ],
    ];
    for (const [name, breakIt, code, file] of breakages) {
      test(`${name} is ${code}, and the process lives on`, async () => {
        breakIt();
        const engine = start();
        const { error } = await engine.answer('initialize', initializeParams(copy.dir));
        assert.equal(error?.data?.code, code, error?.message);
        if (file) assert.equal(error?.data?.file, file);
        assert.equal((await engine.answer('initialize', initializeParams(good.dir))).error, undefined);
      });
    }
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
