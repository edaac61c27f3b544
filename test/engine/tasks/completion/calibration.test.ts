import assert from 'node:assert/strict';
import {
  calibrated,
  DocumentCalibration,
  fitCalibration,
  readCalibration,
} from '../../../../src/engine/tasks/completion/calibration';
import { tokenId, tokenIds } from '../../../../src/util/tokenId';
import { FakeDecoder } from '../../../support/fakeDecoder';

/** Trials of a model that says `said` and is right `right` of the time, at three degrees of sureness. */
const trialsOf = (right: (said: number) => number) =>
  [0.3, 0.6, 0.9].flatMap((said) =>
    Array.from({ length: 400 }, (_, n) => ({ probability: said, isRight: n < 400 * right(said) })),
  );

suite('calibration', () => {
  test('of a model that says the truth changes next to nothing', () => {
    const { bias, scale } = fitCalibration(trialsOf((said) => said));
    assert.ok(Math.abs(bias) < 0.05 && Math.abs(scale - 1) < 0.05, `${bias} ${scale}`);
  });

  test('of one that is too sure lowers what it says to what comes true', () => {
    const fitted = fitCalibration(trialsOf((said) => said / 2));
    for (const said of [0.3, 0.6, 0.9]) assert.ok(Math.abs(calibrated(said, fitted) - said / 2) < 0.06);
  });

  test('of few trials stays near to what the model says', () => {
    const few = fitCalibration([{ probability: 0.9, isRight: false }]);
    assert.ok(calibrated(0.9, few) > 0.8);
    assert.deepEqual(fitCalibration([]), { bias: 0, scale: 1 });
  });

  test('is read from localtext.json, and a wrong one is named', () => {
    assert.deepEqual(readCalibration({ calibration: { bias: -0.5, scale: 0.9 } }), { bias: -0.5, scale: 0.9 });
    assert.equal(readCalibration({}), undefined);
    for (const calibration of [null, {}, { bias: 1 }, { bias: 0, scale: 0 }, { bias: '1', scale: 1 }]) {
      assert.throws(() => readCalibration({ calibration }), { code: 'modelInvalid', file: 'localtext.json' });
    }
  });

  test('is fitted to the open document, a piece at a request, once it is long enough', async () => {
    // Always sure of 1, and right every second time.
    const model = new FakeDecoder({ vocabSize: 4, logitsFor: () => Float32Array.of(0, 2, 0, 0) });
    const calibration = new DocumentCalibration(model, tokenId(0));
    const document = tokenIds(Array.from({ length: 200 }, (_, n) => (n % 2 === 0 ? 1 : 2 + ((n >> 1) % 2))));
    for (let n = 0; n < 30; n++) await calibration.step(document.slice(0, 50));
    assert.equal(calibration.current, undefined);
    let requests = 0;
    for (; !calibration.current && requests < 50; requests++) await calibration.step(document);
    assert.ok(requests > 3 && calibration.current, `${requests}`);
  });
});
