import assert from 'node:assert/strict';
import { mostWordsBytes, nearestFirst, type WordsEngine, WorkspaceWords } from '../../src/memory/workspaceWords';
import { silentLogger } from '../../src/shared/logger';
import type { LearnWordsParams } from '../../src/shared/protocol/workspaceWords';

/** Keeps what it is told as long as its process lives. */
class FakeEngine implements WordsEngine {
  readonly asked: LearnWordsParams[] = [];
  readonly holds = new Map<string, string>();
  run = 1;
  fails = false;
  room = Number.POSITIVE_INFINITY;

  process(): number {
    return this.run;
  }

  async learnWords(params: LearnWordsParams) {
    await Promise.resolve();
    if (this.fails) throw new Error('broken');
    this.asked.push(params);
    if (params.forget === true) this.holds.clear();
    else for (const name of params.forget) this.holds.delete(name);
    let isFull = false;
    for (const { name, text } of params.documents) {
      if (this.holds.size < this.room) this.holds.set(name, text);
      else isFull = true;
    }
    return { documents: this.holds.size, tokens: 0, isFull, ms: 0 };
  }
}

suite('the words of other documents', () => {
  let engine: FakeEngine;
  let words: WorkspaceWords;
  let files: Map<string, string>;
  const documents = (...names: string[]) => names.map((name) => ({ name, read: async () => files.get(name) }));

  setup(() => {
    engine = new FakeEngine();
    words = new WorkspaceWords(engine, silentLogger);
    files = new Map(['a', 'b', 'c'].map((name) => [name, `text of ${name}`]));
  });

  test('are told to an engine that runs, in order, and none is started for them', async () => {
    engine.run = 0;
    words.want(documents('a', 'b'));
    await words.work();
    assert.deepEqual(engine.asked, []);
    engine.run = 1;
    await words.work();
    assert.deepEqual([...engine.holds.keys()], ['a', 'b']);
    assert.deepEqual(words.names, ['a', 'b']);
    const { length } = engine.asked;
    await words.work();
    assert.equal(engine.asked.length, length, 'and once');
  });

  test('a new process is told again', async () => {
    words.want(documents('a', 'b'));
    await words.work();
    engine.run = 2;
    engine.holds.clear();
    assert.deepEqual(words.names, []);
    await words.work();
    assert.deepEqual([...engine.holds.keys()], ['a', 'b']);
  });

  test('what changed is read again, and what is not wanted or cannot be read any more is forgotten', async () => {
    words.want(documents('a', 'b', 'c'));
    await words.work();
    files.set('a', 'new');
    files.delete('b');
    for (const name of ['a', 'b', 'unknown']) words.changed(name);
    await words.work();
    assert.deepEqual([...engine.holds].sort(), [
      ['a', 'new'],
      ['c', 'text of c'],
    ]);
    words.changed('c');
    words.want(documents('a'));
    await words.work();
    assert.deepEqual([...engine.holds.keys()], ['a']);
    words.want([]);
    await words.work();
    assert.equal(engine.holds.size, 0);
  });

  test('what changes while it is told is told anew', async () => {
    const all = documents('a', 'b');
    const first = all[1]!.read;
    all[1]!.read = async () => {
      files.set('a', 'newer');
      words.changed('a');
      all[1]!.read = first;
      return first();
    };
    words.want(all);
    await words.work();
    assert.equal(engine.holds.get('a'), 'newer');
    assert.equal(engine.holds.get('b'), 'text of b');
  });

  test('are bounded, by bytes and by what the engine has room for', async () => {
    files.set('a', 'x'.repeat(mostWordsBytes - 5));
    words.want(documents('a', 'b', 'c'));
    await words.work();
    assert.deepEqual([...engine.holds.keys()], ['a']);
    files.set('a', 'small');
    words.changed('a');
    engine.room = 2;
    await words.work();
    assert.deepEqual([...engine.holds.keys()], ['a', 'b']);
  });

  test('an engine that fails is told all the next time', async () => {
    words.want(documents('a'));
    engine.fails = true;
    await words.work();
    engine.fails = false;
    await words.work();
    assert.deepEqual([...engine.holds.keys()], ['a']);
    words.want(documents('a', 'b'));
    words.dispose();
  });

  test('the nearest files come first', () => {
    const files = ['z.md', 'docs/a/x.md', 'docs/a/b/y.md', 'docs/b/x.md', 'docs/a/w.md'];
    assert.deepEqual(nearestFirst(files, 'docs/a/here.md'), [
      'docs/a/w.md',
      'docs/a/x.md',
      'docs/a/b/y.md',
      'docs/b/x.md',
      'z.md',
    ]);
  });
});
