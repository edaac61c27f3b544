// What the hub's headers and addresses mean.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, type Connection, httpGet } from '../../src/hub/httpGet';
import { addressOf, endpointOf, fileAddress, refusal, retryAfterMs } from '../../src/hub/hubApi';
import { thinned } from '../../src/hub/hubHost';
import { PassingError } from '../../src/hub/retrying';
import type { HubProgress } from '../../src/shared/protocol/hub';
import { neverCancelled } from '../../src/util/async';

const connectionTo = (endpoint: string, token?: string): Connection => ({
  endpoint: endpointOf(endpoint),
  token,
  proxy: undefined,
  silenceMs: 2000,
});

suite('the hub’s routes', () => {
  test('an endpoint with and without a path', () => {
    assert.equal(endpointOf(undefined).href, 'https://huggingface.co/');
    assert.equal(endpointOf('  ').href, 'https://huggingface.co/');
    const mirror = connectionTo('http://mirror.example:8080/hf///?a#b');
    assert.equal(addressOf(mirror, '/api/x').href, 'http://mirror.example:8080/hf/api/x');
    for (const text of ['huggingface.co', 'ftp://a', 'javascript:alert(1)']) assert.throws(() => endpointOf(text));
  });

  test('a file’s name is part of a path and nothing more', () => {
    const facts = { repo: 'a/b', revision: 'f'.repeat(40) };
    const at = fileAddress(connectionTo('https://huggingface.co'), facts, 'onnx/모델 #1?.json');
    assert.equal(at.pathname, `/a/b/resolve/${facts.revision}/onnx/${encodeURIComponent('모델 #1?.json')}`);
    assert.equal(at.search + at.hash, '');
  });

  test('Retry-After in seconds and as a date', () => {
    const now = Date.parse('2026-01-01T00:00:00Z');
    assert.equal(retryAfterMs('7', now), 7000);
    assert.equal(retryAfterMs('Thu, 01 Jan 2026 00:01:00 GMT', now), 60_000);
    assert.equal(retryAfterMs('Wed, 31 Dec 2025 00:00:00 GMT', now), 0);
    for (const text of [undefined, 'soon', '-1x']) assert.equal(retryAfterMs(text, now), undefined);
  });

  test('which refusals may pass', () => {
    const answer = (status: number) =>
      ({ status, headers: {}, url: new URL('https://huggingface.co/x') }) as unknown as Answer;
    const isPassing = (status: number) => refusal(answer(status), connectionTo(''), 'a/b') instanceof PassingError;
    for (const status of [408, 429, 500, 502, 503, 504]) assert.ok(isPassing(status), String(status));
    for (const status of [400, 401, 403, 404, 407, 410, 451]) assert.ok(!isPassing(status), String(status));
  });

  test('the token is not sent on to another port, and comes back to the hub', async () => {
    const seen: (string | undefined)[][] = [];
    const other = createServer((request, response) => {
      seen.push(['other', request.headers.authorization]);
      response.writeHead(302, { location: `http://127.0.0.1:${portOf(hub)}/end` }).end();
    });
    const hub = createServer((request, response) => {
      seen.push(['hub', request.headers.authorization]);
      if (request.url === '/end') response.end('here');
      else response.writeHead(307, { location: `http://127.0.0.1:${portOf(other)}/` }).end();
    });
    const portOf = (server: typeof hub) => (server.address() as AddressInfo).port;
    for (const server of [hub, other]) await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const endpoint = `http://127.0.0.1:${portOf(hub)}`;
    const answer = await httpGet(connectionTo(endpoint, 'hf_x'), new URL(`${endpoint}/start`), {}, neverCancelled);
    let text = '';
    for await (const piece of answer.pieces) text += piece.toString();
    answer.close();
    for (const server of [hub, other]) server.close();
    assert.equal(text, 'here');
    assert.deepEqual(seen, [
      ['hub', 'Bearer hf_x'],
      ['other', undefined],
      ['hub', 'Bearer hf_x'],
    ]);
  });

  test('progress is told a few times a second; pauses and ends always', () => {
    const sent: HubProgress[] = [];
    let now = 0;
    const tell = thinned(
      (progress) => sent.push(progress),
      () => now,
    );
    const at = (doneBytes: number, more = {}) => tell({ file: 'a', doneBytes, totalBytes: 100, ...more });
    for (now = 0; now < 200; now++) at(now % 100);
    assert.equal(sent.length, 2);
    at(5, { waitS: 3 });
    at(100);
    assert.equal(sent.length, 4);
  });
});
