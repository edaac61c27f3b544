// Two dependent blanks filled together against each alone, with the shipped weights, on the sentences that joint filling
// was tuned on and on others that nothing was. The figures: test/bench/jointBlanks.ts.

import assert from 'node:assert/strict';
import { findMarkers } from '../../src/engine/tasks/fillMask/blankPlaces';
import { MaskedModel } from '../../src/engine/tasks/fillMask/maskedModel';
import { compareJoint, type JointFigures } from '../bench/jointBlanks';
import { dependentBlanks, heldOutBlanks } from '../fixtures/dependentBlanks';
import { hasMaskedWeights, maskedDir } from '../support/maskedBundle';

const sets = { 'tuned on': dependentBlanks, 'held out': heldOutBlanks };

suite('Two dependent blanks', () => {
  for (const [name, sentences] of Object.entries(sets)) {
    test(`there are at least 50 sentences ${name}, in both languages`, () => {
      assert.ok(sentences.length >= 50);
      assert.ok(sentences.some(({ text }) => /[가-힣]/.test(text)));
      for (const { text } of sentences) assert.equal(findMarkers(text).length, 2, text);
    });
  }

  test('no sentence held out is among those tuned on', () => {
    const texts = new Set(dependentBlanks.map(({ text }) => text));
    assert.deepEqual(
      heldOutBlanks.filter(({ text }) => texts.has(text)),
      [],
    );
  });

  test('filled together make likelier sentences than filled alone', async function () {
    if (!hasMaskedWeights()) {
      console.warn('    skipped: no weights in models/fill-mask, so joint filling is not compared');
      return this.skip();
    }
    this.timeout(600_000);
    const model = await MaskedModel.open(maskedDir, { threads: 1 });
    for (const [name, sentences] of Object.entries(sets)) {
      const figures = await compareJoint(model, sentences);
      console.log(`      ${name}: ${told(figures)}`);
      assert.ok(figures.jointLogProb > figures.independentLogProb, name);
      assert.ok(figures.jointLikelier > figures.different / 2, name);
    }
    await model.dispose();
  });
});

function told(figures: JointFigures): string {
  const words = `${figures.jointWords} against ${figures.independentWords} of ${2 * figures.sentences} words as meant`;
  const likelihood = `${figures.jointLogProb.toFixed(3)} against ${figures.independentLogProb.toFixed(3)} nats a token`;
  return `${likelihood}; likelier in ${figures.jointLikelier} of the ${figures.different} that differ; ${words}`;
}
