// Ghost text while the same server writes a translation.

import assert from 'node:assert/strict';
import { ServerCompletion } from '../../src/remote/serverCompletion';
import { answersSeveral } from '../../src/remote/serverSlots';
import { neverCancelled } from '../../src/util/async';
import { FakeServer } from '../support/fakeServer';
import { completeParams } from '../support/rawEngine';

suite('a server that is writing a translation', () => {
  let server: FakeServer;
  setup(async () => {
    server = await FakeServer.open();
    server.answer = { tokens: [' the', ' kitchen', ' table', '.', ' It'].map((text) => ({ text, logProb: -0.01 })) };
  });
  teardown(() => server.close());

  const connection = () => ({ base: server.url, key: undefined });
  const open = () => new ServerCompletion({ ...connection(), model: undefined, patienceMs: 5000 });
  const taken = completeParams('The cat sat on th', { stopAt: 'sentence', caution: 1, isServerTaken: true });
  const paths = () => server.requests.map(({ path }) => path);

  test('is not asked for ghost text where it has one slot, or does not say', async () => {
    for (const slots of [1, undefined]) {
      server.slots = slots;
      server.requests.length = 0;
      const completion = open();
      assert.equal(await completion.complete(taken, neverCancelled), undefined);
      assert.deepEqual(completion.state, { kind: 'translating' });
      assert.equal(await completion.complete(taken, neverCancelled), undefined);
      assert.deepEqual(paths(), slots === 1 ? ['/props'] : ['/props', '/v1/models']);
      const free = await completion.complete({ ...taken, isServerTaken: false }, neverCancelled);
      assert.equal(free?.suggestions[0]?.text, 'e kitchen table.', 'and is asked again as soon as it is free');
    }
  });

  test('is asked where it has several', async () => {
    server.slots = 4;
    const result = await open().complete(taken, neverCancelled);
    assert.equal(result?.suggestions[0]?.text, 'e kitchen table.');
  });

  test('is known by its slots before its owner', async () => {
    for (const [slots, owner, isMany] of [
      [undefined, 'vllm', true],
      [undefined, 'me', false],
      [1, 'vllm', false],
      [2, 'llamacpp', true],
    ] as const) {
      Object.assign(server, { slots, owner });
      assert.equal(await answersSeveral(connection(), neverCancelled), isMany);
    }
  });
});
