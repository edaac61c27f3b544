import assert from 'node:assert/strict';
import { Snooze } from '../../src/host/snooze';

suite('Snooze', () => {
  test('is off until it is started, and tells of each change once', () => {
    const snooze = new Snooze();
    const states: boolean[] = [];
    snooze.onDidChange(() => states.push(snooze.isOn));
    assert.equal(snooze.isOn, false);
    snooze.end();
    snooze.start();
    snooze.end();
    snooze.end();
    assert.deepEqual(states, [true, false]);
    snooze.dispose();
  });

  test('ends by itself', async () => {
    const snooze = new Snooze();
    const ended = new Promise<void>((resolve) => {
      snooze.onDidChange(() => {
        if (!snooze.isOn) resolve();
      });
    });
    const keepsProcess = setInterval(() => {}, 1000); // a snooze alone keeps no process alive
    snooze.start(1 / 60_000);
    await ended;
    clearInterval(keepsProcess);
    assert.equal(snooze.isOn, false);
  });

  test('tells nobody after it was disposed', () => {
    const snooze = new Snooze();
    let calls = 0;
    snooze.onDidChange(() => calls++);
    snooze.start();
    snooze.dispose();
    snooze.dispose();
    snooze.start();
    snooze.dispose();
    assert.equal(calls, 1);
    assert.equal(snooze.isOn, false);
  });
});
