import assert from 'node:assert/strict';
import { ServerTurns } from '../../src/host/serverTurns';

suite('ServerTurns', () => {
  test('the server is taken until the last of its jobs has settled, however it ends', async () => {
    const turns = new ServerTurns();
    const ends: (() => void)[] = [];
    const job = (isBroken: boolean) =>
      turns
        .during(
          { kind: 'server' },
          () => new Promise<void>((done, fail) => ends.push(isBroken ? () => fail(new Error('broken')) : done)),
        )
        .catch(() => {});
    const jobs = [job(false), job(true)];
    assert.equal(turns.isTaken, true);
    ends[0]!();
    await jobs[0];
    assert.equal(turns.isTaken, true);
    ends[1]!();
    await jobs[1];
    assert.equal(turns.isTaken, false);
  });

  test('nobody else takes it', async () => {
    const turns = new ServerTurns();
    for (const by of [undefined, { kind: 'editor', id: 'a' }] as const)
      assert.equal(await turns.during(by, async () => turns.isTaken), false);
  });
});
