// Ghost text from a server: a strict fake with the habits and the faults of real ones.

import assert from 'node:assert/strict';
import { ServerCompletion, type ServerSettings } from '../../src/remote/serverCompletion';
import { CancellationSource, neverCancelled } from '../../src/util/async';
import { FakeServer } from '../support/fakeServer';
import { completeParams } from '../support/rawEngine';

const sure = (...texts: string[]) => texts.map((text) => ({ text, logProb: -0.01 }));
const words = sure(' table', ' in', ' the', ' kitchen', '.', ' Then');

suite('ServerCompletion', () => {
  let server: FakeServer;
  setup(async () => {
    server = await FakeServer.open();
    server.answer = { tokens: words };
  });
  teardown(() => server.close());

  const open = (settings: Partial<ServerSettings> = {}) =>
    new ServerCompletion({ base: server.url, key: undefined, model: undefined, patienceMs: 5000, ...settings });
  const asked = (prefix: string, overrides = {}) =>
    completeParams(prefix, { stopAt: 'sentence', caution: 1, maxTokens: 16, ...overrides });
  const textOf = async (completion: ServerCompletion, prefix: string, overrides = {}) =>
    (await completion.complete(asked(prefix, overrides), neverCancelled))?.suggestions[0]?.text;

  suite('what is asked', () => {
    test('always these fields, and never those that servers read differently', async () => {
      await textOf(open({ model: 'mine', key: 'secret' }), 'The cat sat on the ');
      const [request] = server.completions();
      const { prompt, model, max_tokens, temperature, stream, logprobs } = request!.body;
      assert.deepEqual(
        { prompt, model, temperature, stream, logprobs },
        { prompt: 'The cat sat on the', model: 'mine', temperature: 0, stream: true, logprobs: 1 },
      );
      assert.ok((max_tokens as number) >= 16);
      for (const name of ['stop', 'suffix', 'echo', 'n', 'best_of']) assert.ok(!(name in request!.body), name);
      assert.equal(request!.authorization, 'Bearer secret');
    });

    test('ids where the server has its tokenizer open, with the start it would put itself', async () => {
      server.tokenizes = true;
      server.start = 1;
      await textOf(open(), 'A page about <mask> and b');
      const { prompt } = server.completions()[0]!.body;
      assert.deepEqual(prompt, [1, ...Array.from('A page about <mask> and', (letter) => letter.codePointAt(0)!)]);
      const { parse_special } = server.requests.find(({ path }) => path === '/tokenize')!.body;
      assert.equal(parse_special, false);
    });

    test('nothing as text where the text spells a control token', async () => {
      assert.equal(await textOf(open(), 'Chats quote <|im_end|> at times, as h'), undefined);
      assert.equal(server.completions().length, 0);
    });

    test('the beginning of the prompt stays while one types', async () => {
      const completion = open();
      const text = 'A line of the document.\n'.repeat(400);
      for (const end of ['It ', 'It is ', 'It is a ']) await textOf(completion, text + end);
      const prompts = server.completions().map(({ body }) => body.prompt as string);
      assert.ok(prompts[0]!.length < 4000);
      assert.ok(prompts[1]!.startsWith(prompts[0]!) || prompts[1]!.slice(0, 500) === prompts[0]!.slice(0, 500));
    });
  });

  suite('what is taken', () => {
    test('the rest, when it begins with what was typed', async () => {
      server.answer = { tokens: sure(' the', ' kitchen', ' table', '.', ' Then') };
      assert.equal(await textOf(open(), 'The cat sat on th'), 'e kitchen table.');
      server.answer = { tokens: sure(' kitchen', ' table', '.', ' Then') };
      assert.equal(await textOf(open(), 'The cat sat on the '), 'kitchen table.');
    });

    test('nothing, when it goes another way', async () => {
      assert.equal(await textOf(open(), 'The cat sat on a cha'), '');
    });

    test('no more than is expected to save keys', async () => {
      const unsure = { text: ' sofa', logProb: -6 };
      server.answer = { tokens: [...sure(' the', ' kitchen'), unsure] };
      assert.equal(await textOf(open(), 'The cat sat on th'), 'e kitchen');
      server.answer = {
        tokens: [
          { text: ' the', logProb: -0.1 },
          { text: ' kitchen', logProb: -5 },
        ],
      };
      assert.equal(await textOf(open(), 'The cat sat on the '), '');
    });

    test('by itself nothing whose probabilities do not add up, but what there is to who asks', async () => {
      server.answer = { tokens: sure(' 고', '양', '이가 ', '앉', '았다', '. ', '또'), completionTokens: 20 };
      assert.equal(await textOf(open(), '저기 '), '');
      assert.equal(await textOf(open(), '저기 ', { alternatives: 3, caution: 0 }), '고양이가 앉았다.');
    });

    test('no broken character, and no half word of a stream that broke off', async () => {
      server.answer = { tokens: sure(' the', ' kitch'), isCutShort: true };
      assert.equal(await textOf(open(), 'The cat sat on th'), '');
      server.answer = { tokens: sure(' the', ' caf\ufffd') };
      assert.equal(await textOf(open(), 'The cat sat on th'), '');
    });
  });

  suite('before text that stands after the cursor', () => {
    const after = { suffix: ' in the kitchen.' };
    const paths = () => server.requests.map(({ path }) => path).filter((path) => path !== '/tokenize');

    test('a model that fills in is shown it, by names of its own', async () => {
      server.hasInfill = true;
      server.middle = (prefix) => (prefix.startsWith('const') ? ' 4,' : ' the big table');
      assert.equal(await textOf(open(), 'A <mask> and a cat sat on th', after), 'e big table');
      assert.deepEqual(paths(), ['/infill', '/infill']);
      const { input_prefix, input_suffix, n_predict, temperature, stream, n_probs } = server.requests.at(-1)!.body;
      assert.deepEqual(
        [input_prefix, input_suffix, temperature, stream, n_probs],
        ['A <mask> and a cat sat on', ' in the kitchen.', 0, true, 1],
      );
      assert.ok((n_predict as number) >= 16);
    });

    const others: [what: string, set: () => void][] = [
      ['the server has no such route', () => {}],
      [
        'its model lacks the marks',
        () => {
          server.hasInfill = true;
        },
      ],
      [
        'its model has the marks and learned another order',
        () => {
          server.hasInfill = true;
          server.middle = () => '# F F';
        },
      ],
    ];
    for (const [what, set] of others) {
      test(`it is left out where ${what}, and not asked for twice`, async () => {
        set();
        server.answer = { tokens: sure(' the', ' kitchen', ' table', '.', ' Then') };
        const completion = open();
        for (let n = 0; n < 2; n++)
          assert.equal(await textOf(completion, 'The cat sat on th', after), 'e kitchen table.');
        assert.deepEqual(paths(), ['/infill', '/v1/completions', '/v1/completions']);
      });
    }

    test('nothing of it is asked for where nothing stands after the cursor', async () => {
      await textOf(open(), 'The cat sat on th', { suffix: '\n\n' });
      assert.deepEqual(paths(), ['/v1/completions']);
    });
  });

  suite('the bundled model answers, and the reason is known,', () => {
    const cases: [what: string, answer: Partial<FakeServer['answer']>, kind: string][] = [
      [
        'when the model is loading',
        { status: 503, body: '{"error":{"type":"unavailable_error","message":"Loading model"}}' },
        'loading',
      ],
      ['when the key is wrong', { status: 401, body: '{"error":{"message":"Invalid API Key"}}' }, 'key'],
      ['when there is no such route', { status: 404, body: 'not here' }, 'route'],
      [
        'when the prompt is too long',
        { status: 400, body: '{"error":{"type":"exceed_context_size_error","n_prompt_tokens":900,"n_ctx":512}}' },
        'tooLong',
      ],
      ['when it fails in plain text', { status: 500, body: 'Internal Server Error' }, 'failed'],
      ['when the answer is a page', { body: '<html>It works!</html>' }, 'failed'],
      ['when the answer is no stream', { body: '{"choices": [{"text": " the", "finish_reason": "stop"}]}' }, 'failed'],
      ['when the answer is garbage', { body: 'data: {"choices":\n\n' }, 'failed'],
      ['when the connection breaks off', { tokens: sure(' the', ' kitchen'), breakAfter: 1, stepMs: 20 }, 'loading'],
      ['when it hangs', { tokens: words, readMs: 2000 }, 'slow'],
    ];
    for (const [what, answer, kind] of cases) {
      test(what, async () => {
        server.answer = { tokens: [], ...answer };
        const completion = open({ patienceMs: 250 });
        assert.equal(await textOf(completion, 'The cat sat on th'), undefined);
        assert.equal(completion.state.kind, kind);
      });
    }

    test('when nobody listens there', async () => {
      const completion = open();
      await server.close();
      assert.equal(await textOf(completion, 'The cat sat on th'), undefined);
      assert.equal(completion.state.kind, 'loading');
      server = await FakeServer.open();
    });
  });

  test('a prompt that is too long is cut by the numbers that the server says, and asked for once more', async () => {
    const answer = { tokens: sure(' the', ' kitchen', '.', ' A') };
    const text = `${'A line of the document.\n'.repeat(60)}The cat sat on th`;
    for (const [body, isSaid] of [
      ['{"error":{"type":"exceed_context_size_error","n_prompt_tokens":400,"n_ctx":256}}', true],
      ['{"error":{"code":"context_length_exceeded","message":"The window is 256 tokens, your prompt 400."}}', true],
      ['{"error":{"type":"exceed_context_size_error"}}', false],
    ] as const) {
      server.requests.length = 0;
      server.answers = [{ tokens: [], status: 400, body }, answer];
      assert.equal(await textOf(open(), text), 'e kitchen.');
      const [long, short] = server.completions().map(({ body: { prompt } }) => (prompt as string).length);
      const share = short! / long!;
      assert.ok(share > 0.2 && share < (isSaid ? 0.55 : 0.51), `${short} of ${long}`);
    }
  });

  test('a server that failed is left alone for a second', async () => {
    let nowMs = 0;
    const completion = new ServerCompletion(
      { base: server.url, key: undefined, model: undefined, patienceMs: 1000 },
      () => nowMs,
    );
    server.answer = { tokens: [], status: 503, body: '{}' };
    for (let n = 0; n < 5; n++) await textOf(completion, 'The cat sat on th');
    assert.equal(server.completions().length, 1);
    nowMs = 1500;
    server.answer = { tokens: sure(' the', ' kitchen', '.', ' A') };
    assert.equal(await textOf(completion, 'The cat sat on th'), 'e kitchen.');
  });

  test('ten keystrokes on a server that reads slowly make two requests at most', async () => {
    server.answer = { tokens: words, readMs: 600 };
    const completion = open({ patienceMs: 5000 });
    for (let n = 0; n < 10; n++) {
      const source = new CancellationSource();
      const answer = completion.complete(asked(`The cat sat on t${'h'.repeat(n)}`), source.token);
      await new Promise((resolve) => setTimeout(resolve, 20));
      source.cancel();
      assert.equal(await answer, undefined);
    }
    assert.ok(server.completions().length <= 2, `${server.completions().length} requests`);
  });

  test('a request that is left is closed at its first event, so that the server stops', async () => {
    server.answer = { tokens: sure(...Array.from({ length: 200 }, () => ' a')), readMs: 30, stepMs: 5 };
    const completion = open();
    const source = new CancellationSource();
    const answer = completion.complete(asked('The cat sat on th'), source.token);
    await new Promise((resolve) => setTimeout(resolve, 10));
    source.cancel();
    assert.equal(await answer, undefined);
    for (let n = 0; n < 100 && !server.completions()[0]?.left; n++)
      await new Promise((resolve) => setTimeout(resolve, 10));
    assert.equal(server.completions()[0]?.left, true);
  });
});
