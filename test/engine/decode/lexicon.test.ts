import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mixIn, SourceLexicon, type WordContexts } from '../../../src/engine/decode/lexicon';
import type { TokenId } from '../../../src/util/tokenId';

const start = 2 as TokenId;
const before = 5 as TokenId;

function contexts(...all: readonly [before: number, id: number, weight: number][]): WordContexts {
  const made = new Map<number, { id: number; weight: number }[]>();
  for (const [token, id, weight] of all) made.set(token, [...(made.get(token) ?? []), { id, weight }]);
  return made;
}

const probabilities = (row: Float32Array, total: number) => [...row].map((value) => Math.exp(value - total));

suite('a lexicon beside the model', () => {
  test('says what followed the last token where the model looks at the word, as much as it looks and is unsure', () => {
    const lexicon = new SourceLexicon(
      [{ start: 1, end: 3, contexts: contexts([5, 9, 0.5], [5, 7, 0.25], [6, 8, 0.5]) }],
      start,
      0.4,
    );
    const look = Float32Array.of(0.2, 0.25, 0.25, 0.3);
    assert.deepEqual(
      [...lexicon.next(look, before, 0)],
      [
        [9, 0.4 * 0.5 * 0.5],
        [7, 0.4 * 0.5 * 0.25],
      ],
    );
    const sure = lexicon.next(look, before, 0.75);
    assert.ok(Math.abs(sure.get(9)! - 0.05) < 1e-6);
    assert.equal(lexicon.next(look, before, 1).get(9), 0);
    assert.equal(lexicon.next(Float32Array.of(1, 0, 0, 0), before, 0).size, 0);
  });

  test('at the beginning of a target what followed the start token', () => {
    const lexicon = new SourceLexicon([{ start: 0, end: 1, contexts: contexts([2, 9, 0.5]) }], start, 1);
    assert.deepEqual([...lexicon.next(Float32Array.of(1), undefined, 0)], [[9, 0.5]]);
  });

  test('two words that lead to one token add up', () => {
    const word = (at: number) => ({ start: at, end: at + 1, contexts: contexts([5, 9, 0.5]) });
    const taken = new SourceLexicon([word(0), word(1)], start, 1).next(Float32Array.of(0.5, 0.5), before, 0);
    assert.deepEqual([...taken], [[9, 0.5]]);
  });

  test('what is mixed is a distribution: the rest keeps its proportions, bounds hold', () => {
    const rows = fc.array(fc.float({ min: -9, max: 9, noNaN: true }), { minLength: 8, maxLength: 8 });
    const parts = fc.dictionary(
      fc.integer({ min: 0, max: 7 }).map(String),
      fc.double({ min: 0, max: 0.1, noNaN: true }),
    );
    const holds = fc.property(rows, parts, (values, given) => {
      const row = Float32Array.from(values);
      const total = Math.log(values.reduce((all, value) => all + Math.exp(value), 0));
      const was = probabilities(row, total);
      const bounds = Float32Array.of(Math.max(...row.subarray(0, 4)), Math.max(...row.subarray(4)));
      const taken = new Map(Object.entries(given).map(([id, part]) => [Number(id), part]));
      const left = 1 - [...taken.values()].reduce((all, part) => all + part, 0);
      const mixed = probabilities(row, mixIn(taken, row, total, bounds));
      for (const [id, one] of mixed.entries()) {
        assert.ok(Math.abs(one - (was[id]! * left + (taken.get(id) ?? 0))) < 1e-5);
        assert.ok(row[id]! <= bounds[Math.floor(id / 4)]!);
      }
    });
    fc.assert(holds);
  });

  test('a token that a constraint masked may come back only by what the lexicon gives it', () => {
    const row = Float32Array.of(Number.NEGATIVE_INFINITY, 0);
    const mixed = probabilities(row, mixIn(new Map([[0, 0.2]]), row, 0));
    assert.ok(Math.abs(mixed[0]! - 0.2) < 1e-6 && Math.abs(mixed[1]! - 0.8) < 1e-6);
  });
});
