import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DocumentMemory, mixingWeight, orderWeights } from '../../../src/engine/decode/documentMemory';
import { type TokenId, tokenIds } from '../../../src/util/tokenId';

const vocabSize = 12;
const texts = fc.array(fc.integer({ min: 0, max: vocabSize - 1 }), { maxLength: 60 }).map(tokenIds);
const rows = fc.array(fc.float({ min: -8, max: 8, noNaN: true }), { minLength: vocabSize, maxLength: vocabSize });

function softmax(row: readonly number[]): number[] {
  const weights = row.map(Math.exp);
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}

/** The formula of the file's head, counted anew for every context length. */
function expected(
  row: readonly number[],
  texts: readonly (readonly TokenId[])[],
  context: readonly TokenId[],
): number[] {
  let mixed = softmax(row);
  for (const [length, weight] of orderWeights.entries()) {
    if (length > context.length) break;
    const wanted = context.slice(context.length - length).join();
    const next = texts.flatMap((text) =>
      text.filter((_, at) => at >= length && text.slice(at - length, at).join() === wanted),
    );
    const share = mixingWeight(weight, next.length, new Set(next).size);
    if (next.length === 0) continue;
    mixed = mixed.map((p, id) => (1 - share) * p + (share * next.filter((one) => one === id).length) / next.length);
  }
  return mixed;
}

function assertClose(actual: readonly number[], wanted: readonly number[]): void {
  for (const [i, value] of wanted.entries())
    assert.ok(Math.abs(actual[i]! - value) < 1e-5, `${i}: ${actual[i]} ${value}`);
}

suite('DocumentMemory', () => {
  const blended = (memory: DocumentMemory, row: readonly number[], context: readonly TokenId[]) => {
    const logits = Float32Array.from(row);
    memory.blend(logits, context);
    return Array.from(logits, Math.exp);
  };

  test('mixes as its formula says, and what comes out is a distribution', () => {
    fc.assert(
      fc.property(rows, texts, texts, texts, (row, after, before, context) => {
        const memory = new DocumentMemory(vocabSize);
        memory.hold([after, before]);
        const actual = blended(memory, row, context);
        assertClose(actual, expected(row, [after, before], context));
        assert.ok(Math.abs(actual.reduce((a, b) => a + b, 0) - 1) < 1e-4);
      }),
    );
  });

  test('held after another text it is as if nothing had been held before', () => {
    fc.assert(
      fc.property(rows, texts, texts, texts, (row, first, second, context) => {
        const used = new DocumentMemory(vocabSize);
        used.hold([first, second]);
        used.hold([[...first.slice(0, first.length >> 1), ...second], first]);
        const fresh = new DocumentMemory(vocabSize);
        fresh.hold([[...first.slice(0, first.length >> 1), ...second], first]);
        assert.deepEqual(blended(used, row, context), blended(fresh, row, context));
      }),
    );
  });

  test('knows what mostly followed, and learns nothing from where two texts meet', () => {
    const memory = new DocumentMemory(vocabSize);
    memory.hold([tokenIds([1, 2, 3, 1, 2, 3, 1, 2]), tokenIds([4, 1, 2])]);
    const [one, two] = memory.continuations(tokenIds([1, 2]));
    assert.deepEqual([...one!.counts], [[3, 2]]);
    assert.deepEqual([...two!.counts], [[3, 2]]);
    assert.equal(memory.continuations(tokenIds([3, 4]))[1]!.all, 0);
  });

  test('an empty memory leaves the distribution as it is', () => {
    const row = Array.from({ length: vocabSize }, (_, id) => id / 2);
    assertClose(blended(new DocumentMemory(vocabSize), row, tokenIds([1, 2])), softmax(row));
  });

  test('a masked token stays impossible unless the document has it', () => {
    const memory = new DocumentMemory(vocabSize);
    memory.hold([tokenIds([1, 2, 1, 2])]);
    const row = new Float32Array(vocabSize);
    row[2] = row[5] = -Infinity;
    memory.blend(row, tokenIds([1]));
    assert.equal(row[5], -Infinity);
    assert.ok(row[2]! > -6);
  });
});
