import assert from 'node:assert/strict';
import { HeldKey } from '../../src/completion/heldKey';

suite('a held key', () => {
  let events: string[];
  let timers: { ms: number; run(): void }[];
  let key: HeldKey;

  setup(() => {
    events = [];
    timers = [];
    const clock = {
      start: (ms: number, run: () => void) => {
        const timer = { ms, run };
        timers.push(timer);
        return () => void timers.splice(timers.indexOf(timer), 1);
      },
    };
    key = new HeldKey({ onPress: () => events.push('press'), onRelease: () => events.push('release') }, clock.start);
  });

  test('is pressed once, however often it repeats', () => {
    for (let i = 0; i < 5; i++) key.hit();
    assert.deepEqual(events, ['press']);
    assert.equal(timers.length, 1);
  });

  test('is let go when no repeat comes, later after the first press than after a repeat', () => {
    key.hit();
    const first = timers[0]!.ms;
    key.hit();
    assert.ok(timers[0]!.ms < first);
    timers[0]!.run();
    assert.deepEqual(events, ['press', 'release']);
    key.hit();
    assert.deepEqual(events, ['press', 'release', 'press']);
  });

  test('says nothing when it is disposed', () => {
    key.hit();
    key.dispose();
    assert.equal(timers.length, 0);
    assert.deepEqual(events, ['press']);
  });
});
