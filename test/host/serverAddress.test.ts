import assert from 'node:assert/strict';
import { isOwnMachine, serverHost } from '../../src/host/serverAddress';

suite('serverAddress', () => {
  for (const own of ['http://localhost:8080', 'http://127.0.0.1:11434/v1', 'http://[::1]:1234/', 'https://127.8.0.1'])
    test(`${own} is this computer`, () => assert.ok(isOwnMachine(own)));

  for (const other of [
    'http://192.168.1.5:8080',
    'https://example.org/v1',
    'http://localhost.example.org',
    'http://127.0.0.1.example.org',
    'http://127.0.0.1@example.org',
    'ftp://localhost',
    'localhost:8080',
    '',
  ]) {
    test(`${other || 'nothing'} is not`, () => assert.ok(!isOwnMachine(other)));
  }

  test('the host is told with its port', () => {
    assert.equal(serverHost('https://gpu.example.org:8443/v1'), 'gpu.example.org:8443');
    assert.equal(serverHost('gpu'), undefined);
  });
});
