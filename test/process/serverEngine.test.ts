// Translations by somebody else, in the process that speaks to a server: the server's chat, and the editor's models through the
// client.

import assert from 'node:assert/strict';
import { EngineCallError } from '../../src/client/engineCallError';
import { EngineClient } from '../../src/client/engineClient';
import type { AskParams } from '../../src/shared/protocol/speaker';
import { CancellationSource, neverCancelled } from '../../src/util/async';
import { buildEngine, type EngineBuild } from '../support/engineBuild';
import { chatThatKnows, textOf } from '../support/fakeChat';
import { FakeServer } from '../support/fakeServer';
import { initializeParams, translateParams } from '../support/rawEngine';
import { tinySeq2seqDir } from '../support/tinySeq2seq';

const page = 'The cat sat. Run `npm ci` now.\n';
const known = { 'The cat sat.': '고양이가 앉았습니다.', 'Run <x0/> now.': '지금 <x0/>를 실행하세요.' };
const translated = '고양이가 앉았습니다. 지금 `npm ci`를 실행하세요.\n';

suite('engine process with a server', function () {
  this.timeout(60_000); // processes start slowly on a busy machine
  let build: EngineBuild;
  let server: FakeServer;
  let client: EngineClient;
  const asked: AskParams[] = [];

  suiteSetup(async () => {
    build = await buildEngine('server');
  });

  setup(async () => {
    server = await FakeServer.open();
    server.chat = chatThatKnows(known);
    const answers = chatThatKnows(known);
    client = new EngineClient({
      entry: build.entry,
      initializeParams: () => ({
        ...initializeParams(tinySeq2seqDir, { kind: 'seq2seq' }),
        server: { url: server.url },
      }),
      idleMs: 0,
      lowPriority: false,
      ask: async (params) => {
        asked.push(params);
        return { text: answers(params.question), isWhole: true, model: 'M' };
      },
    });
  });

  teardown(async () => {
    client.dispose();
    await server.close();
  });
  suiteTeardown(() => build?.dispose());

  test('tries the server, and translates by it what is asked of it', async () => {
    const { to, summarizes } = await client.tryServer(neverCancelled);
    assert.deepEqual([to, summarizes], [['ko', 'en'], true]);
    const params = translateParams(page, { format: 'markdown', by: { kind: 'server' } });
    const { text, spoken } = await client.translate(params, () => {}, neverCancelled);
    assert.equal(text, translated);
    assert.deepEqual(spoken, { model: 'fake-7b', sentences: 2, instead: 0 });
    const before = server.requests.length;
    await client.translate(translateParams(page, { format: 'markdown' }), () => {}, neverCancelled);
    assert.equal(server.requests.length, before, 'nothing is sent for the bundled model');
  });

  test('asks a model of the editor’s through its client, and the server nothing', async () => {
    const params = translateParams(page, { format: 'markdown', by: { kind: 'editor', id: 'm' } });
    const { text, sentences } = await client.translate(params, () => {}, neverCancelled);
    assert.equal(text, translated);
    assert.deepEqual(
      sentences.map(({ by }) => by),
      ['editor', 'editor'],
    );
    assert.deepEqual(
      asked.map(({ id, question }) => [id, textOf(question)]),
      [
        ['m', 'The cat sat.'],
        ['m', 'Run <x0/> now.'],
      ],
    );
    assert.deepEqual(server.requests, []);
  });

  test('a cancelled translation lets go of the server', async () => {
    await client.tryServer(neverCancelled);
    server.chat = () => ({ tokens: Array.from({ length: 5000 }, () => ({ text: '가' })), stepMs: 5 });
    const source = new CancellationSource();
    const params = translateParams(page, { format: 'markdown', by: { kind: 'server' } });
    const answer = client.translate(params, () => {}, source.token);
    while (!server.questions().some((question) => textOf(question) === 'The cat sat.')) await pause();
    source.cancel();
    await assert.rejects(answer, (error: unknown) => error instanceof EngineCallError && error.code === 'cancelled');
    while (!server.requests.at(-1)?.left) await pause();
  });
});

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}
