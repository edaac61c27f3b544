import assert from 'node:assert/strict';
import { PreparedAhead } from '../../src/completion/preparedAhead';
import { CancellationSource, neverCancelled } from '../../src/util/async';

/** A promise with its handle outside. */
function later<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

suite('PreparedAhead', () => {
  test('gives its answer to whoever joins', async () => {
    const ahead = new PreparedAhead<string>();
    const { promise, resolve } = later<string>();
    ahead.start('a', () => promise);
    assert.equal(ahead.isFor('a'), true);
    assert.equal(ahead.isFor('b'), false);
    const answer = ahead.join(neverCancelled);
    resolve('done');
    assert.deepEqual(await answer, { kind: 'answer', answer: 'done' });
    assert.equal(ahead.isFor('a'), false);
    assert.deepEqual(await ahead.join(neverCancelled), { kind: 'superseded' });
  });

  test('goes on when one who joined leaves', async () => {
    const ahead = new PreparedAhead<string>();
    const { promise, resolve } = later<string>();
    ahead.start('a', () => promise);
    const source = new CancellationSource();
    const impatient = ahead.join(source.token);
    source.cancel();
    assert.deepEqual(await impatient, { kind: 'cancelled' });
    assert.equal(ahead.isFor('a'), true);
    const patient = ahead.join(neverCancelled);
    resolve('done');
    assert.deepEqual(await patient, { kind: 'answer', answer: 'done' });
  });

  test('cancels what it did before it starts something else', async () => {
    const ahead = new PreparedAhead<string>();
    const cancelled: string[] = [];
    const run = (name: string) => (token: { onCancellationRequested(listener: () => void): unknown }) => {
      token.onCancellationRequested(() => cancelled.push(name));
      return later<string>().promise;
    };
    ahead.start('a', run('a'));
    const older = ahead.join(neverCancelled);
    ahead.start('b', run('b'));
    assert.deepEqual(await older, { kind: 'superseded' });
    assert.deepEqual([cancelled, ahead.isFor('b')], [['a'], true]);
    ahead.cancel();
    ahead.cancel();
    assert.deepEqual([cancelled, ahead.isFor('b')], [['a', 'b'], false]);
  });

  test('passes a failure on to who joined, and to nobody else', async () => {
    const ahead = new PreparedAhead<string>();
    const { promise, reject } = later<string>();
    ahead.start('a', () => promise);
    const answer = ahead.join(neverCancelled);
    reject(new Error('no model'));
    await assert.rejects(answer, /no model/);
    ahead.start('b', () => Promise.reject(new Error('nobody hears')));
    await new Promise((resolve) => setImmediate(resolve));
  });
});
