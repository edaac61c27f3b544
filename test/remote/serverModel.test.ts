// The server's answer, or the bundled model's in its place.

import assert from 'node:assert/strict';
import type { LoadedModel } from '../../src/engine/jobKinds';
import { baseOf, withServer } from '../../src/remote/serverModel';
import { neverCancelled, yieldToEventLoop } from '../../src/util/async';
import { FakeServer } from '../support/fakeServer';
import { completeParams } from '../support/rawEngine';

const bundled: LoadedModel = {
  info: {
    kind: 'completion',
    architecture: 'fake',
    parameters: 1,
    vocabSize: 1,
    contextTokens: 1,
    sizeBytes: 1,
    licence: 'MIT',
  },
  threads: 1,
  complete: async () => ({
    suggestions: [{ text: 'bundled', stop: 'boundary', logProb: 0, tokens: 1, confidence: 1 }],
    timing: { ms: 1, promptTokens: 1, reusedTokens: 0, decodedTokens: 1 },
  }),
  dispose: () => {},
};
const params = completeParams('The cat sat on th', { caution: 1, stopAt: 'sentence' });

suite('withServer', () => {
  test('the server speaks, and its model is named', async () => {
    const server = await FakeServer.open();
    server.answer = { tokens: [' the', ' kitchen', ' table', '.', ' It'].map((text) => ({ text, logProb: -0.01 })) };
    const model = withServer(bundled, { url: `${server.url}/v1/` });
    const result = await model.complete!(params, neverCancelled, yieldToEventLoop, () => {});
    await server.close();
    assert.equal(result?.suggestions[0]?.text, 'e kitchen table.');
    assert.equal(result?.model, 'fake-7b');
  });

  test('the bundled model speaks where it does not, and says why', async () => {
    const server = await FakeServer.open();
    server.answer = { tokens: [], status: 401, body: '{}' };
    const model = withServer(bundled, { url: server.url });
    const result = await model.complete!(params, neverCancelled, yieldToEventLoop, () => {});
    await server.close();
    assert.equal(result?.suggestions[0]?.text, 'bundled');
    assert.equal(result?.server, 'key');
    assert.equal(result?.model, undefined);
  });

  test('addresses are taken as people write them', () => {
    for (const address of [
      'http://127.0.0.1:8080',
      'http://127.0.0.1:8080/',
      'http://127.0.0.1:8080/v1',
      'http://127.0.0.1:8080/v1/',
    ])
      assert.equal(baseOf(address), 'http://127.0.0.1:8080');
    assert.equal(baseOf('https://a.example/llm/v1'), 'https://a.example/llm');
    for (const address of ['127.0.0.1:8080', '', 'ftp://a.example'])
      assert.throws(() => baseOf(address), { code: 'inputInvalid' });
  });
});
