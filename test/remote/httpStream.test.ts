import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
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

  test('an answer that breaks off on a kept connection is not asked for again', async () => {
    let asked = 0;
    const breaking = createServer((request, response) => {
      asked++;
      request.resume();
      if (asked === 1) return void response.end('{}');
      response.write('data: {"choices":[{"text":"a"}]}\n\n');
      setTimeout(() => request.socket.resetAndDestroy(), 50);
    });
    await new Promise<void>((resolve) => breaking.listen(0, '127.0.0.1', resolve));
    try {
      const to = { base: `http://127.0.0.1:${(breaking.address() as AddressInfo).port}`, key: undefined };
      assert.deepEqual(await fetchJson(to, '/props', neverCancelled), {});
      await assert.rejects(async () => {
        for await (const _ of eventsOf(to, '/v1/completions', {}, neverCancelled));
      }, ServerError);
      await new Promise((resolve) => setTimeout(resolve, 50));
      assert.equal(asked, 2);
    } finally {
      breaking.closeAllConnections();
      breaking.close();
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
