import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DocumentMemory } from '../../../src/engine/decode/documentMemory';
import {
  longestSibling,
  mostSiblingTokens,
  SiblingMemory,
  shortestSibling,
} from '../../../src/engine/decode/siblingMemory';
import { type TokenId, tokenIds } from '../../../src/util/tokenId';

const vocabSize = 6;
const text = fc.array(fc.integer({ min: 0, max: vocabSize - 1 }), { maxLength: 40 }).map(tokenIds);
const named = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), text), { maxLength: 8 });

/** Counted anew, by looking at every place. */
function expected(documents: ReadonlyMap<string, readonly TokenId[]>, context: readonly TokenId[], own: string) {
  const orders = Math.max(0, Math.min(longestSibling, context.length) - shortestSibling + 1);
  return Array.from({ length: orders }, (_, n) => {
    const wanted = context.slice(context.length - n - shortestSibling).join();
    const counts = new Map<number, number>();
    for (const [name, ids] of documents) {
      for (const [at, id] of ids.entries()) {
        const before = ids.slice(Math.max(0, at - n - shortestSibling), at);
        if (name === own || before.length < n + shortestSibling || before.join() !== wanted) continue;
        counts.set(id, (counts.get(id) ?? 0) + 1);
      }
    }
    return [...counts].sort(([a], [b]) => a - b);
  });
}

suite('SiblingMemory', () => {
  test('counts what follows in the other documents, whatever came and went before', () => {
    fc.assert(
      fc.property(named, fc.constantFrom('a', 'b', 'z'), text, (steps, own, context) => {
        const memory = new SiblingMemory();
        const documents = new Map<string, readonly TokenId[]>();
        for (const [name, ids] of steps) {
          if (ids.length % 5 === 4) {
            memory.forget(name);
            documents.delete(name);
          } else {
            memory.set(name, ids);
            documents.set(name, ids);
          }
          const found = memory.continuations(context, own);
          const sorted = found.map(({ counts }) => [...counts].sort(([a], [b]) => a - b));
          assert.deepEqual(sorted, documents.size === 0 ? [] : expected(documents, context, own));
          for (const { counts, all } of found)
            assert.equal(
              [...counts.values()].reduce((a, b) => a + b, 0),
              all,
            );
        }
        assert.equal(memory.size, documents.size);
        assert.equal(
          memory.tokens,
          [...documents.values()].reduce((sum, ids) => sum + ids.length, 0),
        );
      }),
    );
  });

  test('behind a single token it says nothing', () => {
    const memory = new SiblingMemory();
    memory.set('a', tokenIds([1, 2, 3]));
    assert.deepEqual(memory.opinions(tokenIds([2])), []);
    assert.equal(memory.opinions(tokenIds([1, 2])).length, 1);
    assert.deepEqual(memory.opinions(tokenIds([1, 2]), 'a'), [], 'nor about the document itself');
  });

  test('mixed in, what comes out is a distribution, and what the document itself says as often outweighs it', () => {
    fc.assert(
      fc.property(text, text, text, (own, other, context) => {
        const siblings = new SiblingMemory();
        siblings.set('other', other);
        const memory = new DocumentMemory(vocabSize);
        memory.hold([own]);
        const row = Float32Array.from({ length: vocabSize }, (_, id) => id / 3);
        memory.blend(row, context, siblings.opinions(context));
        const sum = Array.from(row, Math.exp).reduce((a, b) => a + b, 0);
        assert.ok(Math.abs(sum - 1) < 1e-4, String(sum));
      }),
    );
    const often = (ids: number[]) => tokenIds(Array.from({ length: 8 }, () => ids).flat());
    const siblings = new SiblingMemory();
    siblings.set('other', often([0, 5, 1, 2, 3]));
    const memory = new DocumentMemory(vocabSize);
    memory.hold([often([0, 5, 1, 2, 4])]);
    const row = new Float32Array(vocabSize);
    const context = tokenIds([0, 5, 1, 2]);
    memory.blend(row, context, siblings.opinions(context));
    assert.ok(row[4]! > row[3]! && row[3]! > row[5]!);
  });

  test('is bounded', () => {
    const memory = new SiblingMemory();
    const half = tokenIds(Array.from({ length: mostSiblingTokens / 2 }, (_, n) => n % vocabSize));
    assert.ok(memory.set('a', half) && memory.set('b', half));
    assert.ok(!memory.set('c', tokenIds([1])));
    assert.ok(memory.set('a', tokenIds([1])) && memory.set('c', tokenIds([1])));
    memory.clear();
    assert.deepEqual([memory.tokens, memory.size, memory.continuations(tokenIds([1, 2]))], [0, 0, []]);
  });
});
