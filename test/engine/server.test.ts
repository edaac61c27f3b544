// The server over an in-memory connection, with models made for the occasion.

import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import {
  CancellationTokenSource,
  createMessageConnection,
  type MessageConnection,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { EngineError } from '../../src/engine/errors';
import type { LoadedModel } from '../../src/engine/jobKinds';
import { EngineServer, stackFrames } from '../../src/engine/server';
import type { AskEditor } from '../../src/engine/tasks/otherModel';
import {
  AskRequest,
  CompleteRequest,
  FillMaskRequest,
  FindSlipsRequest,
  InitializeRequest,
  LogNotification,
  ScoreRequest,
  StatsRequest,
  SummarizeRequest,
  TranslateProgressType,
  TranslateRequest,
  TryServerRequest,
  UpdateRequest,
} from '../../src/shared/protocol';
import type { LogParams } from '../../src/shared/protocol/engine';
import type { TranslateProgress } from '../../src/shared/protocol/translation';
import { neverCancelled, yieldToEventLoop } from '../../src/util/async';
import { completeParams, initializeParams, summarizeParams, translateParams, updateParams } from '../support/rawEngine';

const info = {
  kind: 'completion' as const,
  architecture: 'fake',
  parameters: 5,
  vocabSize: 10,
  contextTokens: 20,
  sizeBytes: 30,
  licence: 'MIT',
};

const suggestion = { text: ' sat', stop: 'boundary' as const, logProb: -1, tokens: 1, confidence: 0.4 };
const timing = { ms: 3, promptTokens: 4, reusedTokens: 2, decodedTokens: 1 };

function model(overrides: Partial<LoadedModel> = {}): LoadedModel {
  return {
    info,
    threads: 2,
    complete: async () => ({ suggestions: [suggestion], timing }),
    score: async ({ text }) => ({ logProb: -2, tokens: 1, bytes: text.length, ms: 1 }),
    dispose: () => {},
    ...overrides,
  };
}

const params = completeParams('The cat');
const code = (expected: string) => (error: unknown) => error instanceof ResponseError && error.data?.code === expected;

suite('EngineServer', () => {
  const disposables: { dispose(): void }[] = [];
  teardown(() => {
    for (const disposable of disposables.splice(0)) disposable.dispose();
  });

  function start(load: (ask: AskEditor) => Promise<LoadedModel> | LoadedModel = () => model()) {
    const [up, down] = [new PassThrough(), new PassThrough()];
    const connect = (input: PassThrough, output: PassThrough): MessageConnection =>
      createMessageConnection(new StreamMessageReader(input), new StreamMessageWriter(output));
    const [serverSide, client] = [connect(up, down), connect(down, up)];
    let nowMs = 0;
    const server = new EngineServer(serverSide, {
      load: async (_, ask) => load(ask),
      nowMs: () => nowMs++,
      rssBytes: () => 77,
    });
    const logged: LogParams[] = [];
    client.onNotification(LogNotification, (line) => {
      logged.push(line);
    });
    serverSide.listen();
    client.listen();
    disposables.push(server, client, serverSide);
    return { client, server, logged };
  }

  async function initialized(loaded = model(), logLevel: 'trace' | 'error' = 'error') {
    const started = start(() => loaded);
    await started.client.sendRequest(InitializeRequest, initializeParams('/m', { logLevel }));
    return started;
  }

  test('tells what it loaded', async () => {
    const { client } = start();
    const result = await client.sendRequest(InitializeRequest, initializeParams('/m'));
    assert.deepEqual(result, { ...info, threads: 2, loadMs: 1 });
  });

  test('completes and scores', async () => {
    const { client } = await initialized();
    assert.deepEqual(await client.sendRequest(CompleteRequest, params), { suggestions: [suggestion], timing });
    assert.equal((await client.sendRequest(ScoreRequest, { text: 'abc' })).bytes, 3);
  });

  test('refuses work before it is initialized', async () => {
    const { client } = start();
    await assert.rejects(client.sendRequest(CompleteRequest, params), code('notInitialized'));
    await assert.rejects(client.sendRequest(ScoreRequest, { text: '' }), code('notInitialized'));
  });

  test('refuses a second initialize, during the first and after it', async () => {
    const { client } = start(() => yieldToEventLoop().then(() => model()));
    const first = client.sendRequest(InitializeRequest, initializeParams('/m'));
    await assert.rejects(client.sendRequest(InitializeRequest, initializeParams('/m')), code('inputInvalid'));
    await first;
    await assert.rejects(client.sendRequest(InitializeRequest, initializeParams('/m')), code('inputInvalid'));
  });

  test('a bundle that can not be loaded is a coded error with its file, and another one may follow', async () => {
    const bundles = [
      () => {
        throw new EngineError('modelInvalid', 'config.json is cut off', { file: 'config.json' });
      },
      () => model(),
    ];
    const { client } = start(() => bundles.shift()!());
    await assert.rejects(client.sendRequest(InitializeRequest, initializeParams('/bad')), (error: unknown) => {
      assert.ok(error instanceof ResponseError);
      assert.deepEqual(error.data, { code: 'modelInvalid', file: 'config.json' });
      assert.equal(error.message, 'config.json is cut off');
      return true;
    });
    await client.sendRequest(InitializeRequest, initializeParams('/good'));
    assert.equal((await client.sendRequest(CompleteRequest, params)).suggestions[0]?.text, ' sat');
  });

  test('asks one of the editor’s models through its client', async () => {
    let ask: AskEditor | undefined;
    const { client } = start((given) => {
      ask = given;
      return model();
    });
    client.onRequest(AskRequest, ({ id, question }) => ({ text: `${id}: ${question}`, isWhole: true }));
    await client.sendRequest(InitializeRequest, initializeParams('/m'));
    const answer = await ask!({ id: 'm', question: 'Hi', mostCharacters: 9 }, neverCancelled);
    assert.deepEqual(answer, { text: 'm: Hi', isWhole: true });
  });

  test('tries a server while other work goes on, where there is one', async () => {
    const found = { to: [], summarizes: true };
    const { client } = await initialized(model({ score: () => new Promise(() => {}), tryServer: async () => found }));
    void client.sendRequest(ScoreRequest, { text: 'abc' }).catch(() => {});
    assert.deepEqual(await client.sendRequest(TryServerRequest, {}), found);
    const without = await initialized();
    await assert.rejects(without.client.sendRequest(TryServerRequest, {}), code('modelUnsupported'));
  });

  test('a parameter out of range is named and reaches no model', async () => {
    const { client } = await initialized(
      model({
        complete: () => {
          throw new Error('reached');
        },
      }),
    );
    await assert.rejects(client.sendRequest(CompleteRequest, { ...params, maxTokens: 0 }), (error: unknown) => {
      assert.ok(code('inputInvalid')(error));
      assert.match((error as Error).message, /"maxTokens"/);
      return true;
    });
  });

  test('parameters of any shape get an answer', async () => {
    const { client } = await initialized();
    for (const shape of [null, 1, 'x', [], [1, 2, 3], { prefix: 1 }]) {
      await assert.rejects(client.sendRequest('complete', shape), ResponseError);
    }
    await assert.rejects(client.sendRequest('complete', params, 'not a token'), ResponseError);
    await assert.rejects(client.sendRequest('no such method', {}), ResponseError);
    assert.equal((await client.sendRequest(CompleteRequest, params)).suggestions.length, 1);
  });

  test('a job that the bundle does not do is said to be so', async () => {
    const { client } = await initialized();
    const range = { text: 'a ___', blanks: [{ start: 2, end: 5 }], candidates: 1, maxSpanTokens: 1 };
    const fillMask = { ...range, exclude: [], explain: false };
    await assert.rejects(client.sendRequest(FillMaskRequest, fillMask), code('modelUnsupported'));
    await assert.rejects(
      client.sendRequest(FindSlipsRequest, { text: 'teh', minLogRatio: 4 }),
      code('modelUnsupported'),
    );
  });

  test('the newest completion wins and the older one ends as cancelled', async () => {
    const { client } = await initialized(
      model({
        complete: async ({ prefix }, token) => {
          while (prefix === 'old' && !token.isCancellationRequested) await yieldToEventLoop();
          return { suggestions: [{ ...suggestion, text: prefix }], timing };
        },
      }),
    );
    const old = client.sendRequest(CompleteRequest, completeParams('old'));
    const recent = await client.sendRequest(CompleteRequest, completeParams('new'));
    assert.equal(recent.suggestions[0]?.text, 'new');
    assert.equal((await old).suggestions[0]?.stop, 'cancelled');
  });

  test('a cancelled score is a coded error, for it has no partial result', async () => {
    const { client } = await initialized(
      model({
        score: async (_params, _token, yieldPoint) => {
          for (;;) await yieldPoint();
        },
      }),
    );
    const source = new CancellationTokenSource();
    const answer = client.sendRequest(ScoreRequest, { text: '' }, source.token);
    await client.sendRequest(StatsRequest, {});
    source.cancel();
    await assert.rejects(answer, code('cancelled'));
    const stats = await client.sendRequest(StatsRequest, {});
    assert.deepEqual([stats.requests, stats.cancelled, stats.failed], [1, 1, 0]);
  });

  const translation = { text: 'b', sentences: [], sourceTokens: 1, targetTokens: 1, ms: 1 };
  const part: TranslateProgress = { done: 1, total: 1, text: 'b', sentences: [] };

  test('sends parts of a translation under their token, before the answer', async () => {
    const { client } = await initialized(
      model({
        translate: async (_params, _token, _yieldPoint, report) => {
          report(part);
          return translation;
        },
      }),
    );
    const parts: unknown[] = [];
    client.onProgress(TranslateProgressType, 'p1', (one) => {
      parts.push(one);
    });
    const asked = translateParams('a', { partialResultToken: 'p1' });
    assert.deepEqual(await client.sendRequest(TranslateRequest, asked), translation);
    assert.deepEqual(parts, [part]);
    assert.deepEqual(await client.sendRequest(TranslateRequest, translateParams('a')), translation);
    assert.equal(parts.length, 1, 'no token, no parts');
  });

  test('a newer summary ends the translation that runs, which sends no further part', async () => {
    let reported = 0;
    const { client } = await initialized(
      model({
        translate: async (_params, token, yieldPoint, report) => {
          try {
            for (;;) await yieldPoint();
          } finally {
            assert.ok(token.isCancellationRequested);
            report(part);
            reported++;
          }
        },
        summarize: async () => ({ text: 's', points: [], ms: 1 }),
      }),
    );
    const parts: unknown[] = [];
    client.onProgress(TranslateProgressType, 'p1', (one) => {
      parts.push(one);
    });
    const older = client.sendRequest(TranslateRequest, translateParams('a', { partialResultToken: 'p1' }));
    const newer = client.sendRequest(SummarizeRequest, summarizeParams('a'));
    await assert.rejects(older, code('cancelled'));
    assert.equal((await newer).text, 's');
    await client.sendRequest(StatsRequest, {});
    assert.deepEqual([reported, parts], [1, []]);
  });

  test('an update that drafts ends the translation that runs; one that only counts waits for it', async () => {
    const result = { items: [], edits: [], share: 1, kept: 0, missing: 0, drafts: 0, ms: 1 };
    let isOver = false;
    const { client } = await initialized(
      model({
        translate: async (_params, _token, yieldPoint) => {
          while (!isOver) await yieldPoint();
          return translation;
        },
        update: async () => result,
      }),
    );
    const running = client.sendRequest(TranslateRequest, translateParams('a'));
    const counted = client.sendRequest(UpdateRequest, updateParams({ draft: false }));
    await client.sendRequest(StatsRequest, {});
    isOver = true;
    assert.deepEqual([await running, await counted], [translation, result]);
    isOver = false;
    const older = client.sendRequest(TranslateRequest, translateParams('a'));
    const newer = client.sendRequest(UpdateRequest, updateParams());
    await assert.rejects(older, code('cancelled'));
    assert.deepEqual(await newer, result);
  });

  test('tells its memory, age and counts', async () => {
    const { client } = await initialized();
    await client.sendRequest(CompleteRequest, params);
    const stats = await client.sendRequest(StatsRequest, {});
    assert.deepEqual([stats.rssBytes, stats.requests, stats.medianMs], [77, 1, 1]);
    assert.ok(stats.uptimeMs > 0);
  });

  const thrown: [string, Error, string][] = [
    ['its own error keeps its code', new EngineError('inputTooLong', 'Too long'), 'inputTooLong'],
    ['a failed allocation in V8 is outOfMemory', new RangeError('Array buffer allocation failed'), 'outOfMemory'],
    ['a failed allocation in native code is outOfMemory', new Error('std::bad_alloc'), 'outOfMemory'],
    ['anything else is internal', new TypeError('x of undefined'), 'internal'],
  ];
  for (const [name, error, expected] of thrown) {
    test(name, async () => {
      const { client } = await initialized(model({ complete: () => Promise.reject(error) }));
      await assert.rejects(client.sendRequest(CompleteRequest, params), code(expected));
      assert.equal((await client.sendRequest(StatsRequest, {})).failed, 1);
    });
  }

  test('a foreign message is neither sent nor logged, its place is', async () => {
    const failing = model({ complete: () => Promise.reject(new SyntaxError('"Dear diary" is not valid JSON')) });
    const { client, logged } = await initialized(failing, 'trace');
    await assert.rejects(client.sendRequest(CompleteRequest, params), (error: unknown) => {
      assert.doesNotMatch((error as Error).message, /diary/);
      return true;
    });
    assert.doesNotMatch(JSON.stringify(logged), /diary/);
    const line = logged.find(({ name }) => name === 'complete failed');
    assert.equal(line?.fields?.thrown, 'SyntaxError');
    assert.match(String(line?.fields?.at), /server\.test\.ts:\d+/);
  });

  test('logs numbers at the level asked for, and never the text', async () => {
    const { client, logged } = await initialized(model(), 'trace');
    await client.sendRequest(CompleteRequest, completeParams('Dear diary'));
    const line = logged.find(({ name }) => name === 'complete');
    assert.deepEqual(line?.fields, { ...timing, ms: 1, count: 1, stop: 'boundary' });
    assert.doesNotMatch(JSON.stringify(logged), /diary| sat/);
  });

  test('sends no line under its level', async () => {
    const { client, logged } = await initialized(model(), 'error');
    await client.sendRequest(CompleteRequest, params);
    assert.deepEqual(logged, []);
  });

  test('dispose lets go of the model, also of one that was still loading', async () => {
    let disposed = 0;
    const counted = model({ dispose: () => void disposed++ });
    const first = await initialized(counted);
    first.server.dispose();
    assert.equal(disposed, 1);

    let finishLoading!: (loaded: LoadedModel) => void;
    const loading = new Promise<LoadedModel>((resolve) => {
      finishLoading = resolve;
    });
    const second = start(() => loading);
    const answer = second.client.sendRequest(InitializeRequest, initializeParams('/m'));
    await second.client.sendRequest(StatsRequest, {});
    second.server.dispose();
    finishLoading(counted);
    await answer;
    assert.equal(disposed, 2);
  });

  test('frames carry file names without folders', () => {
    const error = new Error('secret');
    error.stack =
      'Error: secret\n    at f (/home/someone/x y/a.ts:1:2)\n    at C:\\Users\\someone\\b.js:3:4\n    at <anonymous>';
    assert.deepEqual(stackFrames(error), ['f (a.ts:1:2)', 'b.js:3:4']);
  });
});
