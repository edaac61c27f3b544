import assert from 'node:assert/strict';
import { JobCancelled, type JobOutcome, Scheduler } from '../../src/engine/scheduler';
import { CancellationSource, type CancellationToken, neverCancelled, yieldToEventLoop } from '../../src/util/async';

/** A job that runs until it is let go, and knows what happened to it. */
class Gate {
  begun = false;
  ended = false;
  private open!: () => void;
  private readonly opened = new Promise<void>((resolve) => {
    this.open = resolve;
  });

  constructor(private readonly log: string[] = []) {}

  work = async (token: CancellationToken): Promise<string> => {
    this.begun = true;
    this.log.push('begin');
    await this.opened;
    this.ended = true;
    return token.isCancellationRequested ? 'saw cancel' : 'finished';
  };

  letGo(): void {
    this.open();
  }
}

/** Lets every promise that can settle do so. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await yieldToEventLoop();
}

const done = <T>(value: T): JobOutcome<T> => ({ kind: 'done', value });
const cancelled = { kind: 'cancelled' };

suite('Scheduler', () => {
  test('runs an interactive job and hands its value back', async () => {
    assert.deepEqual(await new Scheduler().runInteractive(async () => 7, neverCancelled), done(7));
  });

  test('begins a job at once when nothing runs', () => {
    const gate = new Gate();
    void new Scheduler().runInteractive(gate.work, neverCancelled);
    assert.equal(gate.begun, true);
  });

  test('rejects with what the work threw, and lives on', async () => {
    const scheduler = new Scheduler();
    const failure = new RangeError('bad');
    await assert.rejects(
      scheduler.runInteractive(async () => {
        throw failure;
      }, neverCancelled),
      failure,
    );
    assert.deepEqual(await scheduler.runInteractive(async () => 1, neverCancelled), done(1));
  });

  test('takes a work function that throws before its first await', async () => {
    const scheduler = new Scheduler();
    const work = () => {
      throw new TypeError('early');
    };
    await assert.rejects(scheduler.runInteractive(work, neverCancelled), TypeError);
    assert.deepEqual(await scheduler.runBackground(async () => 2, neverCancelled), done(2));
  });

  test('a newer completion cancels the running one and is begun only when its last piece has ended', async () => {
    const scheduler = new Scheduler();
    const [older, newer] = [new Gate(), new Gate()];
    const first = scheduler.runInteractive(older.work, neverCancelled);
    const second = scheduler.runInteractive(newer.work, neverCancelled);

    assert.deepEqual(await first, cancelled, 'answered while its work still runs');
    assert.equal(older.ended, false);
    assert.equal(newer.begun, false, 'one native run at a time');

    older.letGo();
    await settle();
    assert.equal(newer.begun, true);
    newer.letGo();
    assert.deepEqual(await second, done('finished'));
  });

  test('of many waiting completions only the newest runs', async () => {
    const scheduler = new Scheduler();
    const running = new Gate();
    void scheduler.runInteractive(running.work, neverCancelled);
    const begun: number[] = [];
    const waiting = [1, 2, 3, 4, 5].map((id) =>
      scheduler.runInteractive(async () => {
        begun.push(id);
        return id;
      }, neverCancelled),
    );
    assert.deepEqual(await Promise.all(waiting.slice(0, 4)), [cancelled, cancelled, cancelled, cancelled]);
    running.letGo();
    assert.deepEqual(await waiting[4], done(5));
    assert.deepEqual(begun, [5]);
  });

  test("the caller's cancellation is answered at once and seen by the work", async () => {
    const scheduler = new Scheduler();
    const gate = new Gate();
    const source = new CancellationSource();
    let seen = false;
    const outcome = scheduler.runInteractive((token) => {
      token.onCancellationRequested(() => {
        seen = true;
      });
      return gate.work(token);
    }, source.token);
    source.cancel();
    assert.deepEqual(await outcome, cancelled);
    assert.equal(seen, true);
    assert.equal(gate.ended, false);
    gate.letGo();
    await settle();
  });

  test('a job whose caller has already cancelled never runs', async () => {
    const scheduler = new Scheduler();
    const source = new CancellationSource();
    source.cancel();
    const gate = new Gate();
    assert.deepEqual(await scheduler.runInteractive(gate.work, source.token), cancelled);
    assert.deepEqual(await scheduler.runBackground(gate.work, source.token), cancelled);
    assert.equal(gate.begun, false);
  });

  test('an error after a cancellation is nobody’s business', async () => {
    const scheduler = new Scheduler();
    const source = new CancellationSource();
    const outcome = scheduler.runInteractive(async (token) => {
      await yieldToEventLoop();
      if (token.isCancellationRequested) throw new Error('interrupted');
      return 1;
    }, source.token);
    source.cancel();
    assert.deepEqual(await outcome, cancelled);
    assert.deepEqual(await scheduler.runInteractive(async () => 2, neverCancelled), done(2));
  });

  test('background jobs run one after the other in order of arrival', async () => {
    const scheduler = new Scheduler();
    const order: string[] = [];
    const job = (name: string) => async () => {
      order.push(`${name} begins`);
      await yieldToEventLoop();
      order.push(`${name} ends`);
    };
    await Promise.all(['a', 'b'].map((name) => scheduler.runBackground(job(name), neverCancelled)));
    assert.deepEqual(order, ['a begins', 'a ends', 'b begins', 'b ends']);
  });

  test('a completion overtakes background jobs that wait', async () => {
    const scheduler = new Scheduler();
    const running = new Gate();
    const order: string[] = [];
    const all = [
      scheduler.runBackground(running.work, neverCancelled),
      scheduler.runBackground(async () => order.push('background'), neverCancelled),
      scheduler.runInteractive(async () => order.push('interactive'), neverCancelled),
    ];
    running.letGo();
    await Promise.all(all);
    assert.deepEqual(order, ['interactive', 'background']);
  });

  test('a background job lets a completion pass at its yield point and then goes on', async () => {
    const scheduler = new Scheduler();
    const order: string[] = [];
    const background = scheduler.runBackground(async (token) => {
      for (const piece of [1, 2, 3]) {
        order.push(`piece ${piece}`);
        if (piece === 1) {
          void scheduler.runInteractive(async () => {
            order.push('completion begins');
            await settle();
            order.push('completion ends');
          }, neverCancelled);
        }
        await token.yieldPoint();
      }
      return 'all';
    }, neverCancelled);
    assert.deepEqual(await background, done('all'));
    assert.deepEqual(order, ['piece 1', 'completion begins', 'completion ends', 'piece 2', 'piece 3']);
  });

  test('a newer completion does not cancel background work', async () => {
    const scheduler = new Scheduler();
    const background = scheduler.runBackground(async (token) => {
      await token.yieldPoint();
      return token.isCancellationRequested;
    }, neverCancelled);
    void scheduler.runInteractive(async () => {}, neverCancelled);
    void scheduler.runInteractive(async () => {}, neverCancelled);
    assert.deepEqual(await background, done(false));
  });

  test('a background job cancelled while paused runs no further piece and the next one gets its turn', async () => {
    const scheduler = new Scheduler();
    const source = new CancellationSource();
    const completion = new Gate();
    const pieces: number[] = [];
    const first = scheduler.runBackground(async (token) => {
      void scheduler.runInteractive(completion.work, neverCancelled);
      for (const piece of [1, 2]) {
        pieces.push(piece);
        await token.yieldPoint();
      }
    }, source.token);
    const second = scheduler.runBackground(async () => 'second', neverCancelled);
    await settle();
    assert.equal(completion.begun, true);
    source.cancel();
    assert.deepEqual(await first, cancelled);
    await settle();
    completion.letGo();
    assert.deepEqual(await second, done('second'));
    assert.deepEqual(pieces, [1]);
  });

  test('a cancelled background job is stopped by its yield point even if it never looks at its token', async () => {
    const scheduler = new Scheduler();
    const source = new CancellationSource();
    let thrown: unknown;
    const outcome = scheduler.runBackground(async (token) => {
      source.cancel();
      await token.yieldPoint().catch((error) => {
        thrown = error;
        throw error;
      });
    }, source.token);
    assert.deepEqual(await outcome, cancelled);
    await settle();
    assert.ok(thrown instanceof JobCancelled);
  });

  test('the newest replaceable job wins, whether the older one runs, waits or is paused', async () => {
    const scheduler = new Scheduler();
    const endless = async (token: { yieldPoint(): Promise<void> }) => {
      for (;;) await token.yieldPoint();
    };
    const running = scheduler.runReplaceable(endless, neverCancelled);
    const waiting = scheduler.runReplaceable(endless, neverCancelled);
    assert.deepEqual(await running, cancelled);
    const newest = scheduler.runReplaceable(endless, neverCancelled);
    assert.deepEqual(await waiting, cancelled);
    await settle();
    const gate = new Gate();
    const passing = scheduler.runInteractive(gate.work, neverCancelled);
    await settle();
    const last = scheduler.runReplaceable(async () => 3, neverCancelled);
    assert.deepEqual(await newest, cancelled);
    gate.letGo();
    assert.deepEqual(await passing, done('finished'));
    assert.deepEqual(await last, done(3));
  });

  test('a replaceable job leaves other background work alone', async () => {
    const scheduler = new Scheduler();
    const gate = new Gate();
    const other = scheduler.runBackground(gate.work, neverCancelled);
    const job = scheduler.runReplaceable(async () => 1, neverCancelled);
    gate.letGo();
    assert.deepEqual(await other, done('finished'));
    assert.deepEqual(await job, done(1));
  });

  test('cancelAll ends running, paused and waiting jobs', async () => {
    const scheduler = new Scheduler();
    const gate = new Gate();
    const outcomes = [
      scheduler.runBackground(async (token) => {
        await token.yieldPoint();
        await token.yieldPoint();
      }, neverCancelled),
      scheduler.runInteractive(gate.work, neverCancelled),
      scheduler.runBackground(async () => {}, neverCancelled),
    ];
    await settle();
    scheduler.cancelAll();
    assert.deepEqual(await Promise.all(outcomes), [cancelled, cancelled, cancelled]);
    gate.letGo();
    await settle();
    assert.deepEqual(await scheduler.runBackground(async () => 1, neverCancelled), done(1));
  });

  test('never lets two pieces of work overlap, whatever arrives and is cancelled', async () => {
    const scheduler = new Scheduler();
    let inside = 0;
    let overlaps = 0;
    const piece = async () => {
      if (++inside > 1) overlaps++;
      await yieldToEventLoop();
      inside--;
    };
    const outcomes: Promise<unknown>[] = [];
    // A fixed walk through the combinations, not chance: a failure must repeat itself.
    for (let step = 0; step < 200; step++) {
      const source = new CancellationSource();
      if (step % 3 === 0) {
        outcomes.push(
          scheduler.runBackground(async (token) => {
            for (let i = 0; i < 3; i++) {
              await piece();
              await token.yieldPoint();
            }
          }, source.token),
        );
      } else {
        outcomes.push(
          scheduler.runInteractive(async (token) => {
            for (let i = 0; i < 3 && !token.isCancellationRequested; i++) await piece();
          }, source.token),
        );
      }
      if (step % 7 === 0) source.cancel();
      if (step % 5 === 0) await yieldToEventLoop();
      if (step % 11 === 0) source.cancel();
    }
    await Promise.all(outcomes);
    assert.equal(overlaps, 0);
  });
});
