import assert from 'node:assert/strict';
import { RestartPolicy } from '../../src/client/restartPolicy';

const minute = 60_000;

suite('RestartPolicy', () => {
  const decisions = (policy: RestartPolicy, times: number[]) => times.map((nowMs) => policy.recordCrash(nowMs));

  test('gives up at the fifth crash within three minutes', () => {
    assert.deepEqual(decisions(new RestartPolicy(), [0, 1, 2, 3, 4]), [
      'restart',
      'restart',
      'restart',
      'restart',
      'giveUp',
    ]);
  });

  test('five crashes just three minutes apart are still too many', () => {
    assert.equal(decisions(new RestartPolicy(), [0, 1, 2, 3, 3 * minute]).at(-1), 'giveUp');
  });

  test('forgets crashes older than three minutes', () => {
    const policy = new RestartPolicy();
    decisions(policy, [0, 1, 2, 3]);
    assert.equal(policy.recordCrash(3 * minute + 1), 'restart');
    assert.equal(policy.recentCrashes, 4);
  });

  test('restarts for ever when crashes are rare', () => {
    const policy = new RestartPolicy();
    for (let crash = 0; crash < 50; crash++) assert.equal(policy.recordCrash(crash * minute), 'restart');
  });

  test('starts anew after a reset', () => {
    const policy = new RestartPolicy();
    decisions(policy, [0, 1, 2, 3, 4]);
    policy.reset();
    assert.equal(policy.recentCrashes, 0);
    assert.equal(policy.recordCrash(5), 'restart');
  });
});
