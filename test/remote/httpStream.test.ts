import assert from 'node:assert/strict';
import { eventsOf, fetchJson, ServerError } from '../../src/remote/httpStream';
import { CancellationSource, neverCancelled } from '../../src/util/async';
import { FakeServer } from '../support/fakeServer';

suite('httpStream', () => {
  let server: FakeServer;
  setup(async () => {
    server = await FakeServer.open();
  });
  teardown(() => server.close());
  const connection = () => ({ base: server.url, key: undefined });

  test('hands out events as they come', async () => {
    server.answer = { tokens: [{ text: 'a' }, { text: 'b' }] };
    const events: string[] = [];
    for await (const event of eventsOf(connection(), '/v1/completions', {}, neverCancelled)) events.push(event);
    assert.equal(events.at(-1), '[DONE]');
    assert.ok(events.length >= 3);
  });

  test('a connection that was kept and closed meanwhile is no failure', async () => {
    server.hangsUp = true;
    server.tokenizes = true;
    for (let n = 0; n < 30; n++) {
      const body = { content: 'a', add_special: false, parse_special: false };
      assert.deepEqual(await fetchJson(connection(), '/tokenize', neverCancelled, body), { tokens: [97] });
    }
  });

  test('a refusal has its status and what was said', async () => {
    await assert.rejects(fetchJson(connection(), '/nowhere', neverCancelled), (error: ServerError) => {
      assert.equal(error.status, 404);
      assert.match(error.message, /File Not Found/);
      return true;
    });
  });

  test('a cancellation ends it', async () => {
    server.answer = { tokens: [{ text: 'a' }], readMs: 5000 };
    const source = new CancellationSource();
    setTimeout(() => source.cancel(), 20);
    await assert.rejects(async () => {
      for await (const _ of eventsOf(connection(), '/v1/completions', {}, source.token));
    }, ServerError);
  });
});
