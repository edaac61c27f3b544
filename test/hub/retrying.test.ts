// When something is tried again, and how long it waits before.

import assert from 'node:assert/strict';
import { PassingError, retrying } from '../../src/hub/retrying';
import { HubError } from '../../src/modelStore/storeError';
import { CancellationSource, neverCancelled } from '../../src/util/async';

const patience = { attempts: 3, firstWaitMs: 1, longestWaitMs: 50 };
const passing = (waitMs?: number) => {
  const error = new PassingError({ code: 'brokenOff' });
  if (waitMs !== undefined) error.waitMs = waitMs;
  return error;
};

suite('trying again', () => {
  const count = async (errors: (Error | undefined)[], progress?: () => number) => {
    let attempts = 0;
    const waits: number[] = [];
    const attempt = async () => {
      const error = errors[Math.min(attempts++, errors.length - 1)];
      if (error) throw error;
    };
    const given = { patience, token: neverCancelled, onWait: (ms: number) => waits.push(ms) };
    const failed = await retrying(attempt, progress ? { ...given, progress } : given).then(
      () => false,
      () => true,
    );
    return { attempts, waits, failed };
  };

  test('what may pass, with longer and longer waits, so many times', async () => {
    assert.deepEqual(await count([passing(), undefined]), { attempts: 2, waits: [1], failed: false });
    assert.deepEqual(await count([passing()]), { attempts: 3, waits: [1, 2], failed: true });
  });

  test('nothing else', async () => {
    for (const error of [new HubError({ code: 'damaged' }), new TypeError()])
      assert.deepEqual(await count([error]), { attempts: 1, waits: [], failed: true });
  });

  test('as long as the server says, but not longer than anybody waits', async () => {
    assert.deepEqual((await count([passing(20), undefined])).waits, [20]);
    assert.deepEqual(await count([passing(51)]), { attempts: 1, waits: [], failed: true });
  });

  test('counted anew where something came', async () => {
    let bytes = 0;
    const found = await count([...Array.from({ length: 9 }, () => passing()), undefined], () => bytes++);
    assert.deepEqual([found.attempts, found.failed], [10, false]);
  });

  test('a cancelled one says so, whatever it failed of', async () => {
    const cancelling = new CancellationSource();
    const attempt = async () => {
      cancelling.cancel();
      throw passing();
    };
    await assert.rejects(
      retrying(attempt, { patience, token: cancelling.token }),
      (error) => error instanceof HubError && error.trouble.code === 'cancelled',
    );
  });
});
