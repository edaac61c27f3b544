import assert from 'node:assert/strict';
import { askChat, type ChatModel } from '../../src/host/chatAnswer';
import { CancellationSource, neverCancelled } from '../../src/util/async';

const question = { message: 'q', justification: 'why', mostCharacters: 20, silenceMs: 10_000 };

function model(send: ChatModel<string>['sendRequest']): ChatModel<string> {
  return { name: 'Model', sendRequest: send };
}

const saying = (...parts: string[]) =>
  model(async () => ({
    text: (async function* () {
      yield* parts;
    })(),
  }));

const never = new Promise<never>(() => {});

suite('askChat', () => {
  test('reads to the end, and no further than it may be long', async () => {
    assert.deepEqual(await askChat(saying('고양', '이'), question, neverCancelled), {
      ...{ text: '고양이', isWhole: true, model: 'Model' },
    });
    const long = await askChat(saying('x'.repeat(15), 'x'.repeat(15), 'never'), question, neverCancelled);
    assert.deepEqual(long, { text: 'x'.repeat(30), isWhole: false, model: 'Model' });
  });

  test('the code of a failure says why', async () => {
    const failing = (code?: string) => model(async () => Promise.reject(Object.assign(new Error('no'), { code })));
    const trouble = async (code?: string) => askChat(failing(code), question, neverCancelled);
    assert.deepEqual(await trouble('NoPermissions'), { trouble: 'refused' });
    assert.deepEqual(await trouble('Blocked'), { trouble: 'refused' });
    assert.deepEqual(await trouble('NotFound'), { trouble: 'gone' });
    assert.deepEqual(await trouble(), { trouble: 'failed' });
  });

  test('silence and a cancellation end it, and reach the model', async () => {
    let ended = 0;
    const silent = model((_, __, token) => {
      token.onCancellationRequested(() => ended++);
      return never;
    });
    assert.deepEqual(await askChat(silent, { ...question, silenceMs: 20 }, neverCancelled), { trouble: 'slow' });
    const source = new CancellationSource();
    const answer = askChat(silent, question, source.token);
    source.cancel();
    assert.deepEqual(await answer, { trouble: 'failed' });
    assert.equal(ended, 2);
  });
});
