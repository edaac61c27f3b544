// The short form of `npm run faults`: kills, damaged bundles, odd requests, a pause.

import assert from 'node:assert/strict';
import { runFaults, shortCounts } from '../faults/faults';

suite('faults, the short form', function () {
  this.timeout(300_000); // on a busy machine; alone it takes half a minute

  test('nothing is lost, hangs or dies', async () => {
    const said: string[] = [];
    const figures = await runFaults(shortCounts, (line) => said.push(line));
    for (const line of said) console.log(`      ${line}`);
    assert.deepEqual(figures.faults, []);
    assert.equal(figures.killed.kills, shortCounts.kills);
    assert.ok(figures.damaged.codedErrors > 10);
    assert.ok(figures.damaged.grownBytes < 100e6, 'what a refused bundle took comes back');
  });
});
