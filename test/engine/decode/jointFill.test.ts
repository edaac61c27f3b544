import assert from 'node:assert/strict';
import { fillJointly } from '../../../src/engine/decode/jointFill';

interface Choice {
  name: string;
  score: number;
}

/** Blank 0 alone prefers "bank", blank 1 alone "tree"; together bank/river and apple/tree are what goes. */
const together: Record<string, number> = { 'bank river': -1, 'apple tree': -0.5, 'bank tree': -4, 'apple river': -5 };

function fill(n: number, others: readonly (Choice | undefined)[]): Promise<Choice[]> {
  const names = n === 0 ? ['bank', 'apple'] : ['river', 'tree'];
  const alone: Record<string, number> = { bank: -0.4, apple: -1, river: -1.2, tree: -0.3 };
  const other = others[1 - n]?.name;
  const score = (name: string) => {
    const pair = n === 0 ? `${name} ${other}` : `${other} ${name}`;
    return other === undefined ? alone[name]! : together[pair]!;
  };
  return Promise.resolve(names.map((name) => ({ name, score: score(name) })).sort((a, b) => b.score - a.score));
}
const key = ({ name }: Choice) => name;

suite('fillJointly', () => {
  test('ranks what goes together before what is best alone', async () => {
    const found = (await fillJointly([0, 1], { count: 4, beam: 4 }, fill, key))!;
    assert.deepEqual(found.map(({ fillings }) => fillings.map(key).join(' ')).slice(0, 2), [
      'apple tree',
      'bank river',
    ]);
    assert.deepEqual(found.length, 4);
  });

  test('fillings come in the blanks order, whatever was filled first', async () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const [best] = (await fillJointly(order, { count: 1, beam: 4 }, fill, key))!;
      assert.deepEqual(best!.fillings.map(key), ['apple', 'tree']);
    }
  });

  test('three blanks, a narrow beam', async () => {
    const choose = async (n: number) => [
      { name: `${n}a`, score: -1 },
      { name: `${n}b`, score: -2 },
    ];
    const found = (await fillJointly([2, 0, 1], { count: 3, beam: 2 }, choose, key))!;
    assert.deepEqual(found[0]!.fillings.map(key), ['0a', '1a', '2a']);
    assert.equal(found[0]!.score, -3);
    assert.ok(found.length <= 3);
  });

  test('a cancelled step ends it', async () => {
    assert.equal(await fillJointly([0, 1], { count: 1, beam: 1 }, async () => undefined, key), undefined);
  });
});
