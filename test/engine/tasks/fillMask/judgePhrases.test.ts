import assert from 'node:assert/strict';
import { type JudgedPhrase, judgePhrases } from '../../../../src/engine/tasks/fillMask/judgePhrases';
import { CancellationSource, neverCancelled } from '../../../../src/util/async';
import { tokenId, tokenIds } from '../../../../src/util/tokenId';
import { FakeMasked } from '../../../support/fakeMasked';

const mask = tokenId(31);
const context = (before: number) => {
  return { before: tokenIds([1, before]), after: tokenIds([4, 2]), mask, beforeStarts: [-1, 0], afterStarts: [9, -1] };
};
const here = context(3);
const phrase = (ids: number[], proposed: number, at = here): JudgedPhrase => {
  return { ids: tokenIds(ids), proposed, context: at };
};

/** Says 5 and then 6 behind a 3, 7 and then 6 behind another. */
const model = () =>
  new FakeMasked((ids, at) => new Map([[at === 2 ? (ids[1] === 3 ? 5 : 7) : 6, 0]]), { vocabSize: 32 });

suite('judgePhrases', () => {
  test('what both models think likely comes before what one of them does', async () => {
    const phrases = [phrase([5, 6], -1), phrase([5, 6], -4), phrase([8, 9], -1)];
    const [both, masked, decoder] = (await judgePhrases(model(), phrases, [-1, -4, -1], neverCancelled))!;
    assert.ok(both! > masked! && masked! > decoder!, `${both} ${masked} ${decoder}`);
  });

  test('the decoder speaks by shares of all it proposed, so that a constant of the place is nothing', async () => {
    const judged = (shift: number) =>
      judgePhrases(model(), [phrase([5, 6], -1 + shift)], [-1 + shift, -2 + shift], neverCancelled);
    const [[near], [far]] = [(await judged(0))!, (await judged(-9))!];
    assert.ok(Math.abs(near! - far!) < 1e-5);
  });

  test('each phrase is judged where it would stand', async () => {
    const there = context(9);
    const phrases = [phrase([5, 6], -1, there), phrase([5, 6], -1), phrase([7, 6], -1, there)];
    const [wrong, right, alsoRight] = (await judgePhrases(model(), phrases, [-1, -1, -1], neverCancelled))!;
    assert.ok(right! > wrong! && Math.abs(right! - alsoRight!) < 1e-6);
  });

  test('is undefined when cancelled', async () => {
    const source = new CancellationSource();
    source.cancel();
    assert.equal(await judgePhrases(model(), [phrase([5, 6], -1)], [-1], source.token), undefined);
  });
});
