import assert from 'node:assert/strict';
import { DocumentMemory } from '../../../src/engine/decode/documentMemory';
import { GreedyTrials } from '../../../src/engine/decode/greedyTrials';
import { tokenIds } from '../../../src/util/tokenId';
import { FakeDecoder } from '../../support/fakeDecoder';

suite('GreedyTrials', () => {
  test('asks for each token but the first once, in pieces', async () => {
    const model = new FakeDecoder({ vocabSize: 4, logitsFor: () => Float32Array.of(0, 5, 0, 0) });
    const ids = tokenIds([0, ...Array.from({ length: 40 }, (_, n) => (n % 4 === 3 ? 2 : 1))]);
    const reading = new GreedyTrials(model, ids, new DocumentMemory(4));
    let pieces = 0;
    for (; !reading.isDone; pieces++) await reading.step();
    assert.equal(pieces, 3);
    assert.equal(reading.trials.length, 40);
    // Three of four are the first choice anyway; of the rest the memory learns some.
    assert.ok(reading.trials.filter(({ isRight }) => isRight).length >= 30);
    assert.ok(reading.trials.every(({ probability }) => probability > 0.3 && probability <= 1));
    await reading.step();
    assert.equal(reading.trials.length, 40);
  });
});
