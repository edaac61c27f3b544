import assert from 'node:assert/strict';
import { type MemoryEngine, type MemoryFile, WorkspaceMemory } from '../../src/memory/workspaceMemory';
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

const po = (name: string, text: string, stamp = text): MemoryFile => {
  return { name, stamp, load: async () => ({ kind: 'po', name, text }) };
};

function start() {
  const engine = new FakeEngine();
  const memory = new WorkspaceMemory(engine, silentLogger);
  return { engine, memory };
}

suite('WorkspaceMemory', () => {
  test('files are told one by one, and again only when they change', async () => {
    const { engine, memory } = start();
    memory.hold([po('a', 'x\ny'), po('b', 'z')]);
    await memory.work();
    assert.deepEqual([...engine.holds], [['a', 2], ['b', 1]]); // biome-ignore format: one thing
    assert.equal(memory.pairs, 3);
    const { length } = engine.asked;
    memory.hold([po('a', 'x\ny'), po('b', 'z')]);
    await memory.work();
    assert.equal(engine.asked.length, length, 'nothing more to tell');
    memory.hold([po('a', 'x'), po('b', 'z')]);
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
    memory.hold([{ name: 'a', stamp: '1', load }, po('b', 'z')]);
    await memory.work();
    engine.end();
    await memory.work();
    assert.deepEqual([...engine.holds], [['a', 3000], ['b', 1]]); // biome-ignore format: one thing
    assert.equal(reads, 1);
  });

  test('what is no longer there, or may not be read, is forgotten', async () => {
    const { engine, memory } = start();
    memory.hold([po('a', 'x'), po('b', 'y'), { ...po('c', ''), load: async () => undefined }]);
    await memory.work();
    assert.deepEqual([...engine.holds.keys()], ['a', 'b']);
    memory.keep((name) => name === 'b');
    assert.equal(memory.pairs, 1);
    await memory.work();
    assert.deepEqual([...engine.holds.keys()], ['b']);
    memory.hold([{ ...po('b', 'gone'), load: async () => undefined }]);
    await memory.work();
    assert.deepEqual([[...engine.holds.keys()], memory.pairs], [[], 0]);
  });

  test('what is held first is read first, though it came later', async () => {
    const { engine, memory } = start();
    memory.hold([po('a', 'x'), po('b', 'y')]);
    memory.hold([po('c', 'z'), po('b', 'y'), po('a', 'x')]);
    await memory.work();
    assert.deepEqual([...engine.holds.keys()], ['c', 'b', 'a']);
  });

  test('a file that was written while it was read is read again', async () => {
    const { engine, memory } = start();
    const half = po('a', '', 'half');
    const load: MemoryFile['load'] = () => {
      memory.hold([po('a', 'x\ny', 'whole')]);
      return half.load();
    };
    memory.hold([{ ...half, load }]);
    await memory.work();
    assert.deepEqual([engine.holds.get('a'), memory.pairs], [2, 2]);
  });

  test('what is excluded while it is read is forgotten', async () => {
    const { engine, memory } = start();
    const secret = po('a', 'x\ny');
    const load: MemoryFile['load'] = () => {
      memory.keep(() => false);
      return secret.load();
    };
    memory.hold([{ ...secret, load }]);
    await memory.work();
    assert.deepEqual([engine.holds.size, memory.pairs], [0, 0]);
  });

  test('a failure is nobody’s trouble, and the next time goes on where it was', async () => {
    const { engine, memory } = start();
    memory.hold([po('a', 'x')]);
    engine.fails = true;
    await memory.work();
    engine.fails = false;
    await memory.work();
    assert.deepEqual([...engine.holds.keys()], ['a']);
  });

  test('after the end nothing is told', async () => {
    const { engine, memory } = start();
    memory.dispose();
    memory.hold([po('a', 'x')]);
    await memory.work();
    assert.equal(engine.holds.size, 0);
  });
});
