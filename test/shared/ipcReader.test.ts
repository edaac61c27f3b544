import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { IpcReader, isEnvelope } from '../../src/shared/ipcReader';

const jsonrpc = '2.0';

const garbage: unknown[] = [
  null,
  undefined,
  0,
  'text',
  true,
  [],
  [{ jsonrpc, id: 1, method: 'stats' }],
  {},
  { jsonrpc },
  { jsonrpc, id: 1 },
  { jsonrpc, id: null, method: 'stats' },
  { jsonrpc, id: {}, method: 'stats' },
  { jsonrpc, id: 1, method: 7 },
  { jsonrpc, id: 1, error: 'no' },
  { jsonrpc, id: null, error: { code: 1, message: '' } },
  // These would throw in vscode-jsonrpc's listener.
  { jsonrpc, method: '$/cancelRequest' },
  { jsonrpc, method: '$/cancelRequest', params: null },
  { jsonrpc, method: '$/cancelRequest', params: {} },
  { jsonrpc, method: '$/cancelRequest', params: { id: null } },
  { jsonrpc, method: '$/cancelRequest', params: [1] },
];

const messages: unknown[] = [
  { jsonrpc, id: 1, method: 'stats', params: {} },
  { jsonrpc, id: 'a', method: 'stats' },
  { jsonrpc, method: 'log', params: { level: 'info', name: 'x' } },
  { jsonrpc, method: '$/cancelRequest', params: { id: 1 } },
  { jsonrpc, method: '$/cancelRequest', params: { id: 'a' } },
  { jsonrpc, id: 1, result: null },
  { jsonrpc, id: 1, result: { a: 1 } },
  { jsonrpc, id: 1, error: { code: 1, message: '' } },
];

suite('IpcReader', () => {
  for (const message of garbage) {
    test(`drops ${JSON.stringify(message)}`, () => assert.equal(isEnvelope(message), false));
  }

  for (const message of messages) {
    test(`takes ${JSON.stringify(message)}`, () => assert.equal(isEnvelope(message), true));
  }

  test('hands on the messages and counts the garbage, until it is disposed', () => {
    const source = new EventEmitter();
    let dropped = 0;
    const taken: unknown[] = [];
    const listening = new IpcReader(source as ChildProcess, () => dropped++).listen((message) => taken.push(message));
    for (const message of [...garbage, ...messages]) source.emit('message', message);
    assert.deepEqual(taken, messages);
    assert.equal(dropped, garbage.length);
    listening.dispose();
    source.emit('message', messages[0]);
    assert.equal(taken.length, messages.length);
  });
});
