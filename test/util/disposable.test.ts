import assert from 'node:assert/strict';
import { DisposableStore } from '../../src/util/disposable';

suite('DisposableStore', () => {
  const recorder = () => {
    const log: string[] = [];
    return { log, item: (name: string) => ({ dispose: () => void log.push(name) }) };
  };

  test('disposes last first, once', () => {
    const { log, item } = recorder();
    const store = new DisposableStore();
    store.add(item('a'));
    store.add(item('b'));
    store.dispose();
    store.dispose();
    assert.deepEqual(log, ['b', 'a']);
  });

  test('hands back what was added', () => {
    const { item } = recorder();
    const added = item('a');
    assert.equal(new DisposableStore().add(added), added);
  });

  test('disposes at once what comes too late', () => {
    const { log, item } = recorder();
    const store = new DisposableStore();
    store.dispose();
    store.add(item('late'));
    assert.deepEqual(log, ['late']);
  });
});
