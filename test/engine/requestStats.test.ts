import assert from 'node:assert/strict';
import { RequestStats } from '../../src/engine/requestStats';

suite('RequestStats', () => {
  test('is all zero before the first request', () => {
    assert.deepEqual(new RequestStats().snapshot(), { requests: 0, cancelled: 0, failed: 0, medianMs: 0, p95Ms: 0 });
  });

  test('counts every request once, by its outcome', () => {
    const stats = new RequestStats();
    stats.record('served', 4);
    stats.record('served');
    stats.record('cancelled', 100);
    stats.record('failed', 100);
    assert.deepEqual(stats.snapshot(), { requests: 4, cancelled: 1, failed: 1, medianMs: 4, p95Ms: 4 });
  });

  test('quantiles are times that occurred', () => {
    const stats = new RequestStats();
    for (let ms = 20; ms >= 1; ms--) stats.record('served', ms);
    const { medianMs, p95Ms } = stats.snapshot();
    assert.deepEqual([medianMs, p95Ms], [10, 19]);
  });

  test('looks at the last hundred only', () => {
    const stats = new RequestStats();
    stats.record('served', 1000);
    for (let served = 0; served < 100; served++) stats.record('served', 1);
    assert.equal(stats.snapshot().p95Ms, 1);
    assert.equal(stats.snapshot().requests, 101);
  });
});
