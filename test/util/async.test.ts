import assert from 'node:assert/strict';
import { CancellationSource, neverCancelled, within, yieldToEventLoop } from '../../src/util/async';

suite('CancellationSource', () => {
  test('tells its listeners once', () => {
    const source = new CancellationSource();
    let told = 0;
    source.token.onCancellationRequested(() => told++);
    assert.equal(source.token.isCancellationRequested, false);
    source.cancel();
    source.cancel();
    assert.equal(source.token.isCancellationRequested, true);
    assert.equal(told, 1);
  });

  test('tells a late listener at once', () => {
    const source = new CancellationSource();
    source.cancel();
    let told = 0;
    source.token.onCancellationRequested(() => told++);
    assert.equal(told, 1);
  });

  test('does not tell who has left', () => {
    const source = new CancellationSource();
    let told = 0;
    source.token.onCancellationRequested(() => told++).dispose();
    source.cancel();
    assert.equal(told, 0);
  });
});

test('neverCancelled is never cancelled', () => {
  assert.equal(neverCancelled.isCancellationRequested, false);
  neverCancelled.onCancellationRequested(() => assert.fail()).dispose();
});

test('yieldToEventLoop lets what waits run first', async () => {
  const order: string[] = [];
  setImmediate(() => order.push('waiting'));
  await yieldToEventLoop();
  order.push('here');
  assert.deepEqual(order, ['waiting', 'here']);
});

suite('within', () => {
  test('waits for the work, but not for ever, and says what went wrong in time', async () => {
    let isDone = false;
    await within(
      60_000,
      yieldToEventLoop().then(() => {
        isDone = true;
      }),
    );
    assert.ok(isDone);
    await within(1, new Promise(() => {}));
    await assert.rejects(within(60_000, Promise.reject(new Error('broken'))), /broken/);
  });
});
