import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bestOffer, type Cut } from '../../../../src/engine/tasks/completion/offerRule';

const options = { caution: 1, isKorean: false, isInWord: false };
const text = ' configuration of the build';
const at = (...cuts: [length: number, probability: number][]): Cut[] =>
  cuts.map(([length, probability]) => ({ length, probability }));

suite('bestOffer', () => {
  test('weighs the keys against a look in vain', () => {
    assert.equal(bestOffer(text, at([14, 0.4]), options)?.length, 14);
    assert.equal(bestOffer(text, at([14, 0.15]), options), undefined);
    assert.equal(bestOffer(' the', at([4, 0.4]), options), undefined);
  });

  test('goes on while the expectation grows, and no further', () => {
    const sure = at([14, 0.8], [17, 0.78], [21, 0.76], [27, 0.7]);
    assert.equal(bestOffer(text, sure, options)?.length, 27);
    const doubtful = at([14, 0.8], [17, 0.78], [21, 0.01], [27, 0.005]);
    assert.equal(bestOffer(text, doubtful, options)?.length, 17);
  });

  test('offers more with less caution, and whatever saves a key with none', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), fc.boolean(), (probability, isKorean) => {
        const offered = [0, 0.4, 1, 2.5].map(
          (caution) => bestOffer(text, at([14, probability]), { ...options, isKorean, caution }) !== undefined,
        );
        assert.ok(offered[0]);
        for (let n = 1; n < offered.length; n++) assert.ok(offered[n - 1] || !offered[n]);
      }),
    );
  });

  test('offers nothing that saves fewer than two keys', () => {
    assert.equal(bestOffer(' a', at([2, 0.99]), { ...options, caution: 0 }), undefined);
  });
});
