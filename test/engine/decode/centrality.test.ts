import assert from 'node:assert/strict';
import fc from 'fast-check';
import { centred, cosineSimilarity, diverse, lexRank, matrixOf, mixed } from '../../../src/engine/decode/centrality';

const rows = (...values: number[][]) => values.map((row) => Float32Array.from(row));
const flat = (size: number) => Array.from({ length: size }, () => 1);

suite('centrality', () => {
  test('cosines are symmetric, 0 for what points apart, and 0 on the diagonal', () => {
    const { values } = cosineSimilarity(rows([1, 0], [2, 0], [0, 1], [-1, 0]));
    assert.deepEqual([...values], [0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  test('a row of zeros is like nothing, nor is one of no numbers', () => {
    assert.deepEqual([...cosineSimilarity(rows([Number.NaN], [1])).values], [0, 0, 0, 0]);
    assert.deepEqual([...cosineSimilarity(rows([0, 0], [1, 1])).values], [0, 0, 0, 0]);
  });

  test('what all rows have in common is taken away', () => {
    assert.deepEqual(
      centred(rows([3, 1], [1, 1])).map((row) => [...row]),
      [
        [1, 0],
        [-1, 0],
      ],
    );
  });

  test('two similarities are mixed by share', () => {
    const [one, none] = [matrixOf(2, () => 1), matrixOf(2, () => 0)];
    assert.deepEqual([...mixed(one, none, 0.25).values], [0, 0.25, 0.25, 0]);
  });

  test('the one that is like many is the most central, the one like none the least', () => {
    const like = new Set(['1 0', '2 0', '2 1', '3 0']);
    const ranks = lexRank(
      matrixOf(5, (a, b) => (like.has(`${a} ${b}`) ? 1 : 0)),
      flat(5),
    );
    assert.equal(ranks.indexOf(Math.max(...ranks)), 0);
    assert.equal(ranks.indexOf(Math.min(...ranks)), 4);
  });

  test('where nothing is like anything the prior decides', () => {
    const ranks = lexRank(
      matrixOf(3, () => 0),
      [1, 3, 2],
    );
    assert.ok(ranks[1]! > ranks[2]! && ranks[2]! > ranks[0]!);
  });

  test('ranks are 0..1 and never not a number', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.float({ min: -9, max: 9, noNaN: true }), { minLength: 3, maxLength: 3 })),
        (all) => {
          const ranks = lexRank(cosineSimilarity(centred(rows(...all))), flat(all.length));
          assert.ok(ranks.every((rank) => rank >= 0 && rank <= 1));
        },
      ),
    );
  });

  test('the choice passes over what repeats a better one', () => {
    const twins = matrixOf(3, (a, b) => (a + b === 1 ? 1 : 0));
    assert.deepEqual(diverse(twins, [1, 0.9, 0.5], 2, 0.5), [0, 2]);
    assert.deepEqual(diverse(twins, [1, 0.9, 0.5], 2, 0), [0, 1]);
  });

  test('what is chosen already counts, and is not chosen again', () => {
    const twins = matrixOf(3, (a, b) => (a + b === 1 ? 1 : 0));
    assert.deepEqual(diverse(twins, [1, 0.9, 0.5], 1, 0.5, [0]), [2]);
    assert.deepEqual(diverse(twins, [1, 0.9, 0.5], 9, 0.5), [0, 2, 1]);
  });
});
