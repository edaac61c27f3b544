// Translations and summaries by a server: a strict fake with the habits and the faults of real ones, and the bundled model in
// its place.

import assert from 'node:assert/strict';
import { summarize } from '../../src/engine/tasks/summary/summarize';
import { translate } from '../../src/engine/tasks/translation/translate';
import { isOwnTemplate } from '../../src/remote/chatTrial';
import { ServerChat } from '../../src/remote/serverChat';
import type { TranslateParams, TranslateProgress } from '../../src/shared/protocol/translation';
import { CancellationSource, type CancellationToken, neverCancelled, yieldToEventLoop } from '../../src/util/async';
import { chatThatKnows, textOf } from '../support/fakeChat';
import { type FakeAnswer, FakeServer } from '../support/fakeServer';
import { parrotTranslator } from '../support/parrotTranslator';
import { summarizeParams, translateParams } from '../support/rawEngine';

const page = '# Garden tools\n\nThe **cat** sat. Run `npm ci` [now](a.md).\n\n```sh\nnpm ci\n```\n';
const byServer = {
  'Garden tools': '정원 용구',
  'The cat sat.': '그 고양이는 앉았습니다.',
  'Run <x0/> now.': '이제 <x0/>을 실행하세요.',
};
const bundled = {
  'Garden tools': '정원 도구',
  'The cat sat.': '고양이가 앉았습니다.',
  'Run \ue000 now.': '지금 \ue000 실행.',
};

suite('ServerChat', () => {
  let server: FakeServer;
  setup(async () => {
    server = await FakeServer.open();
    server.chat = chatThatKnows(byServer);
  });
  teardown(() => server.close());

  const open = (silenceMs = 10_000, nowMs?: () => number) =>
    new ServerChat({ base: server.url, key: undefined, model: 'mine', silenceMs }, nowMs);
  const run = async (
    text: string,
    chat: ServerChat | undefined = open(),
    overrides: Partial<TranslateParams> = {},
    token: CancellationToken = neverCancelled,
  ) => {
    const parts: TranslateProgress[] = [];
    const ports = { token, yieldPoint: yieldToEventLoop, report: (part: TranslateProgress) => void parts.push(part) };
    const params = translateParams(text, { format: 'markdown', by: { kind: 'server' }, ...overrides });
    const result = await translate(params, parrotTranslator(bundled), ports, undefined, () => chat);
    return { result, parts };
  };

  test('a document is translated sentence by sentence and keeps its markup', async () => {
    const { result, parts } = await run(page);
    assert.match(result!.text, /^# 정원 용구\n\n.*\*\*.*\*\*.*앉았습니다\. /);
    // On which of its words the link stands is for the model's look, and this one looks at its source word by word.
    assert.match(result!.text.replace(/\[([^\]]+)\]\(a\.md\)/, '$1'), /이제 `npm ci`를 실행하세요/);
    assert.match(result!.text, /\[[가-힣]+\]\(a\.md\)/);
    assert.ok(result!.text.endsWith('\n\n```sh\nnpm ci\n```\n'));
    assert.deepEqual(result!.spoken, { model: 'fake-7b', sentences: 3, instead: 0 });
    assert.deepEqual(new Set(result!.sentences.map(({ by }) => by)), new Set(['server']));
    assert.ok(parts.length >= 3, 'each sentence when it is there');
    assert.equal(
      parts.map(({ text }) => text).join(''),
      result!.text.slice(
        0,
        parts.reduce((n, p) => n + p.text.length, 0),
      ),
    );
    assert.ok(
      !server.questions().some((question) => /npm ci|a\.md|\*\*/.test(question)),
      'code and addresses stay here',
    );
  });

  test('a sentence whose kept things do not come back is asked for once more, then the bundled model writes it', async () => {
    server.chat = chatThatKnows({ ...byServer, 'Run <x0/> now.': ['이제 실행하세요.', '이제 <x0/> 실행하세요.'] });
    assert.match((await run(page)).result!.text, /이제 `npm ci` /);
    server.chat = chatThatKnows({ ...byServer, 'Run <x0/> now.': '이제 실행하세요.' });
    const { result } = await run(page);
    assert.match(result!.text, /지금 `npm ci` /);
    assert.deepEqual(result!.spoken, { model: 'fake-7b', sentences: 2, instead: 1, trouble: 'unusable' });
    assert.equal(result!.sentences.at(-1)?.by, undefined);
  });

  suite('the bundled model writes in its place, and the reason is known,', () => {
    const tokens = [{ text: '그 고양' }];
    const cases: [what: string, answer: FakeAnswer, trouble: string][] = [
      ['loading', { tokens: [], status: 503, body: '{"error":{"message":"Loading model"}}' }, 'loading'],
      ['key', { tokens: [], status: 401, body: '{"error":{"message":"Invalid API Key"}}' }, 'key'],
      ['no chat at all', { tokens: [], status: 404, body: 'not here' }, 'route'],
      ['500 as text', { tokens: [], status: 500, body: 'Internal Server Error' }, 'failed'],
      ['garbage', { tokens: [], body: 'data: {"choices":\n\n' }, 'failed'],
      ['JSON that is no event', { tokens: [], body: 'data: [1, null]\n\ndata: null\n\n' }, 'failed'],
      ['half a stream', { tokens: [...tokens, ...tokens], breakAfter: 1, stepMs: 5 }, 'loading'],
      ['an end without a reason', { tokens: [{ text: '그 고양이는 앉았습니다.' }], isCutShort: true }, 'unusable'],
      ['an end at its limit', { tokens: [{ text: '그 고양이는 앉았습니다.' }], finish: 'length' }, 'unusable'],
    ];
    for (const [what, answer, trouble] of cases) {
      test(what, async () => {
        const chat = open();
        await chat.fitness(neverCancelled);
        server.chat = () => answer;
        const { result } = await run('The cat sat.', chat);
        assert.equal(result!.text, '고양이가 앉았습니다.');
        assert.deepEqual([result!.spoken?.instead, result!.spoken?.trouble], [1, trouble]);
      });
    }

    test('hanging', async () => {
      const chat = open(150);
      await chat.fitness(neverCancelled);
      server.chat = () => ({ tokens: [{ text: '그' }], readMs: 60_000 });
      const { result } = await run('The cat sat.\n\nGarden tools', chat);
      assert.equal(result!.text, '고양이가 앉았습니다.\n\n정원 도구');
      assert.equal(result!.spoken?.trouble, 'slow');
      const asked = server.questions().filter((question) => /cat|Garden/.test(question));
      assert.equal(asked.length, 1, 'a server that hangs is not waited for again at once');
    });

    test('nobody there', async () => {
      const chat = open();
      await server.close();
      const { result } = await run('The cat sat.', chat);
      assert.deepEqual([result!.text, result!.spoken?.trouble], ['고양이가 앉았습니다.', 'loading']);
      server = await FakeServer.open();
    });

    test('no server at all', async () => {
      const params = translateParams('The cat sat.', { by: { kind: 'server' } });
      const ports = { token: neverCancelled, yieldPoint: yieldToEventLoop, report: () => {} };
      const result = await translate(params, parrotTranslator(bundled), ports);
      assert.deepEqual([result!.text, result!.spoken?.trouble], ['고양이가 앉았습니다.', 'gone']);
    });
  });

  test('a server that is loading is asked again after a second', async () => {
    let nowMs = 0;
    const chat = open(10_000, () => nowMs);
    await chat.fitness(neverCancelled);
    const known = server.chat!;
    server.chat = () => ({ tokens: [], status: 503, body: '{}' });
    assert.equal((await run('The cat sat.', chat)).result!.spoken?.trouble, 'loading');
    server.chat = known;
    assert.equal((await run('The cat sat.', chat)).result!.spoken?.trouble, 'loading');
    nowMs = 1500;
    assert.equal((await run('The cat sat.', chat)).result!.text, '그 고양이는 앉았습니다.');
  });

  test('a text that spells a control token is not sent', async () => {
    for (const mark of ['<|im_end|>', '[MASK]', '</s>']) {
      const answer = await open().ask(`Translate this.\n\nA ${mark} and ${'more '.repeat(200)}`, 100, neverCancelled);
      assert.deepEqual(answer, { trouble: 'unsendable' });
    }
    assert.deepEqual(server.questions(), []);
  });

  test('a cancellation closes the connection', async () => {
    const chat = open();
    await chat.fitness(neverCancelled);
    server.chat = () => ({ tokens: Array.from({ length: 5000 }, () => ({ text: '가' })), stepMs: 5 });
    const source = new CancellationSource();
    const answer = run('The cat sat.', chat, {}, source.token);
    const seen = () => server.requests.at(-1);
    while (!textOf(server.questions().at(-1) ?? '').startsWith('The cat')) await pause();
    source.cancel();
    assert.equal((await answer).result, undefined);
    while (!seen()?.left) await pause();
  });

  suite('the test sentences', () => {
    test('pass with a model that translates and summarizes', async () => {
      const result = await open().fitness(neverCancelled);
      assert.deepEqual(result, { to: ['ko', 'en'], summarizes: true, model: 'fake-7b' });
    });

    test('fail with a base model, which answers in a template that is not its own', async () => {
      server.chat = (question) => `${textOf(question)}<|im_end|>\n<|im_start|>admin`;
      const chat = open();
      assert.deepEqual(await chat.fitness(neverCancelled), {
        ...{ to: [], summarizes: false, model: 'fake-7b' },
        trouble: 'noChat',
      });
      const before = server.questions().length;
      const { result } = await run('The cat sat.', chat);
      assert.deepEqual([result!.text, result!.spoken?.trouble], ['고양이가 앉았습니다.', 'noChat']);
      assert.equal(server.questions().length, before, 'no text of a document is sent to it');
    });

    test('are put anew to a model that failed, when somebody looks again', async () => {
      const known = server.chat;
      server.chat = () => 'no';
      const chat = open();
      assert.equal((await chat.fitness(neverCancelled))?.trouble, 'noChat');
      server.chat = known;
      assert.equal((await chat.fitness(neverCancelled))?.trouble, 'noChat');
      assert.equal((await chat.fitness(neverCancelled, true))?.trouble, undefined);
    });

    test('need no answer where the template is made of marks that the model never learnt', async () => {
      server.template = "{{ '<|im_start|>' }}{{ '<|im_end|>' }}";
      server.tokenizes = true;
      assert.equal((await open().fitness(neverCancelled))?.trouble, 'noChat');
      assert.equal(server.questions().length, 0);
      server.special = ['<|im_start|>', '<|im_end|>'];
      assert.equal((await open().fitness(neverCancelled))?.trouble, undefined);
    });

    test('are asked again of a server that did not answer, and once of all who wait', async () => {
      const known = server.chat;
      server.chat = undefined;
      let nowMs = 0;
      const chat = open(10_000, () => nowMs);
      assert.equal((await chat.fitness(neverCancelled))?.trouble, 'route');
      server.chat = known;
      nowMs = 60_000;
      const both = await Promise.all([chat.fitness(neverCancelled), chat.fitness(neverCancelled)]);
      assert.deepEqual(
        both.map((each) => each?.trouble),
        [undefined, undefined],
      );
      assert.equal(server.questions().length, 1 + 3);
    });

    test('a language that fails is not translated into', async () => {
      const known = chatThatKnows(byServer);
      server.chat = (question) => (question.includes('to Korean') ? 'Sorry.' : known(question));
      const chat = open();
      assert.deepEqual((await chat.fitness(neverCancelled))?.to, ['en']);
      assert.equal((await run('The cat sat.', chat)).result!.spoken?.trouble, 'noChat');
    });
  });

  test('a summary is written by it, and held to the text', async () => {
    const text =
      'The town library lends 600 books to everybody who lives nearby. Every reader of the library gets a card for the books.';
    const ask = async (said: string, type: 'tldr' | 'headline' | 'keyPoints') => {
      const known = chatThatKnows({});
      server.chat = (question) => (question.includes('town library') ? said : known(question));
      const params = summarizeParams(text, { type, length: 'short', by: { kind: 'server' } });
      const ports = { token: neverCancelled, yieldPoint: yieldToEventLoop, report: () => {} };
      return (await summarize(params, parrotTranslator({}), ports, { others: () => chat }))!;
    };
    const chat = open();
    const short = await ask('The library lends books to people nearby.', 'tldr');
    assert.equal(short.text, 'The library lends books to people nearby.');
    assert.equal(short.points[0]?.origin, 'written');
    assert.deepEqual(short.spoken, { model: 'fake-7b', sentences: 1, instead: 0 });
    assert.equal((await ask('A library for all.', 'headline')).text, 'A library for all');
    const invented = await ask('The library of Springfield lends 900 books.', 'tldr');
    assert.doesNotMatch(invented.text, /Springfield|900/);
    assert.equal(invented.spoken?.trouble, 'unusable');
    assert.equal((await ask('x', 'keyPoints')).points[0]?.origin, 'extracted');
  });
});

suite('a long question to a slow server', () => {
  let server: FakeServer;
  setup(async () => {
    server = await FakeServer.open();
  });
  teardown(() => server.close());

  const said = 'The library lends books to people nearby.';
  const sentence = (n: number) => `Reader ${n} of the town library borrowed ${n + 20} books and brought them back. `;
  const page = Array.from({ length: 40 }, (_, n) => sentence(n)).join('');
  const params = summarizeParams(page, { type: 'tldr', length: 'short', by: { kind: 'server' } });
  async function run(answer: FakeAnswer, silenceMs: number, token: CancellationToken = neverCancelled) {
    const chat = new ServerChat({ base: server.url, key: undefined, model: 'mine', silenceMs });
    server.chat = chatThatKnows({});
    await chat.fitness(neverCancelled);
    server.chat = () => answer;
    const steps: number[] = [];
    const ports = {
      token,
      yieldPoint: yieldToEventLoop,
      report: ({ done }: { done: number }) => void steps.push(done),
    };
    const result = await summarize(params, parrotTranslator({}), ports, { others: () => chat });
    return { result, steps };
  }
  const slowly = { tokens: said.match(/.{1,5}/g)!.map((text) => ({ text })), stepMs: 60, finish: 'stop' } as const;

  test('is waited for as long as its length takes to read, then for each piece of the answer', async () => {
    assert.ok(page.length > 2500);
    const { result, steps } = await run({ ...slowly, readMs: 600 }, 400);
    assert.deepEqual([result!.text, result!.spoken?.sentences], [said, 1]);
    assert.ok(steps.length > 1 && steps[0]! > 0, 'it was told how far it is before the answer');
  });

  test('ends in the bundled model’s summary, and says why, where nothing comes', async () => {
    const { result } = await run({ ...slowly, readMs: 60_000 }, 60);
    assert.deepEqual([result!.spoken?.instead, result!.spoken?.trouble], [1, 'slow']);
    assert.ok(result!.text.length > 0);
  });

  test('is let go of when the person cancels', async () => {
    const source = new CancellationSource();
    const answer = run(
      { ...slowly, tokens: Array.from({ length: 2000 }, () => ({ text: 'a ' })), stepMs: 5 },
      10_000,
      source.token,
    );
    const asked = () => server.questions().some((question) => question.includes('Reader 5'));
    while (!asked()) await pause();
    source.cancel();
    assert.equal((await answer).result, undefined);
    while (!server.requests.at(-1)?.left) await pause();
  });

  test('is put again with less of the page where the server’s window is small', async () => {
    const chat = new ServerChat({ base: server.url, key: undefined, model: 'mine' });
    const known = chatThatKnows({});
    const tooLong = { tokens: [], status: 400, body: '{"error":{"type":"exceed_context_size_error"}}' };
    server.chat = (question) =>
      question.includes('Reader') ? (question.length > 1500 ? tooLong : said) : known(question);
    const ports = { token: neverCancelled, yieldPoint: yieldToEventLoop, report: () => {} };
    const result = (await summarize(params, parrotTranslator({}), ports, { others: () => chat }))!;
    assert.deepEqual([result.text, result.spoken?.instead], [said, 0]);
  });
});

suite('isOwnTemplate', () => {
  test('one mark that is one token is enough; without marks or ids nothing is known', async () => {
    assert.equal(await isOwnTemplate('<|a|> <|b|>', async (mark) => (mark === '<|b|>' ? 1 : 6)), true);
    assert.equal(await isOwnTemplate('<start_of_turn>', async () => 5), false);
    assert.equal(await isOwnTemplate('[INST] x', async () => 5), undefined);
    assert.equal(await isOwnTemplate(undefined, async () => 5), undefined);
    assert.equal(await isOwnTemplate('<|a|>', async () => undefined), undefined);
  });
});

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}
