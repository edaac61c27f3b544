import assert from 'node:assert/strict';
import { type MemoryEngine, WorkspaceMemory } from '../../src/memory/workspaceMemory';
import { silentLogger } from '../../src/shared/logger';
import type { MemoryDocument, RememberParams } from '../../src/shared/protocol/memory';

/** Keeps what it is told as long as its process lives; of a document it reads a pair a line. */
class FakeEngine implements MemoryEngine {
  readonly asked: RememberParams[] = [];
  readonly holds = new Map<string, number>();
  fails = false;
  private starts = 0;
  private isRunning = false;

  process(): number {
    return this.isRunning ? this.starts : 0;
  }

  end(): void {
    this.isRunning = false;
    this.holds.clear();
  }

  async remember(params: RememberParams) {
    await Promise.resolve();
    if (this.fails) throw new Error('broken');
    if (!this.isRunning) this.starts++;
    this.isRunning = true;
    this.asked.push(params);
    if (params.forget === true) this.holds.clear();
    else for (const name of params.forget) this.holds.delete(name);
    for (const { name, pairs } of params.known) this.holds.set(name, pairs.length);
    const read = params.documents.map((document) => {
      const lines = document.kind === 'pages' ? [] : document.text.split('\n');
      this.holds.set(document.name, lines.length);
      return { name: document.name, pairs: lines.map((line) => ({ en: line, ko: '가' })) };
    });
    return { read, pairs: 0, ms: 0 };
  }
}

const po = (name: string, text: string): (() => Promise<MemoryDocument>) => {
  return async () => ({ kind: 'po', name, text });
};

function start() {
  const engine = new FakeEngine();
  const memory = new WorkspaceMemory(engine, silentLogger);
  return { engine, memory };
}

suite('WorkspaceMemory', () => {
  test('files are told one by one, and again only when they change', async () => {
    const { engine, memory } = start();
    memory.set('a', po('a', 'x\ny'));
    memory.set('b', po('b', 'z'));
    await memory.work();
    assert.deepEqual([...engine.holds], [['a', 2], ['b', 1]]); // biome-ignore format: one thing
    assert.deepEqual([memory.pairs, memory.has('a'), memory.has('c')], [3, true, false]);
    const { length } = engine.asked;
    await memory.work();
    assert.equal(engine.asked.length, length, 'nothing more to tell');
    memory.set('a', po('a', 'x'));
    await memory.work();
    assert.deepEqual([memory.pairs, engine.holds.get('a')], [2, 1]);
  });

  test('a process that starts anew is told what is known, without reading a file', async () => {
    const { engine, memory } = start();
    let reads = 0;
    const load = async (): Promise<MemoryDocument> => {
      reads++;
      return { kind: 'po', name: 'a', text: Array.from({ length: 3000 }, (_, n) => `line ${n}`).join('\n') };
    };
    memory.set('a', load);
    memory.set('b', po('b', 'z'));
    await memory.work();
    engine.end();
    await memory.work();
    assert.deepEqual([...engine.holds], [['a', 3000], ['b', 1]]); // biome-ignore format: one thing
    assert.equal(reads, 1);
  });

  test('what is no longer there, or may not be read, is forgotten', async () => {
    const { engine, memory } = start();
    memory.set('a', po('a', 'x'));
    memory.set('b', po('b', 'y'));
    memory.set('c', async () => undefined);
    await memory.work();
    assert.deepEqual([...engine.holds.keys()], ['a', 'b']);
    memory.keep(new Set(['b']));
    assert.equal(memory.pairs, 1);
    await memory.work();
    assert.deepEqual([...engine.holds.keys()], ['b']);
    memory.set('b', async () => undefined);
    await memory.work();
    assert.deepEqual([[...engine.holds.keys()], memory.pairs], [[], 0]);
  });

  test('a failure is nobody’s trouble, and the next time goes on where it was', async () => {
    const { engine, memory } = start();
    memory.set('a', po('a', 'x'));
    engine.fails = true;
    await memory.work();
    engine.fails = false;
    await memory.work();
    assert.deepEqual([...engine.holds.keys()], ['a']);
  });

  test('who waits does not wait for ever, and after the end nothing is told', async () => {
    const { engine, memory } = start();
    memory.set('a', () => new Promise(() => {}));
    await memory.workFor(5);
    memory.dispose();
    const other = start();
    other.memory.dispose();
    other.memory.set('a', po('a', 'x'));
    await other.memory.work();
    assert.deepEqual([engine.holds.size, other.engine.asked.length], [0, 0]);
  });
});
