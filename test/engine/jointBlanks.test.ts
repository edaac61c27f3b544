// Two dependent blanks filled together against each alone, with the shipped weights. The figures: test/bench/jointBlanks.ts.

import assert from 'node:assert/strict';
import { MaskedModel } from '../../src/engine/tasks/maskedModel';
import { findMarkers } from '../../src/engine/text/blankPlaces';
import { compareJoint } from '../bench/jointBlanks';
import { dependentBlanks } from '../fixtures/dependentBlanks';
import { hasMaskedWeights, maskedDir } from '../support/maskedBundle';

suite('Two dependent blanks', () => {
  test('there are at least 50 sentences, in both languages', () => {
    assert.ok(dependentBlanks.length >= 50);
    assert.ok(dependentBlanks.some(({ text }) => /[가-힣]/.test(text)));
    for (const { text } of dependentBlanks) assert.equal(findMarkers(text).length, 2, text);
  });

  test('filled together make likelier sentences than filled alone', async function () {
    if (!hasMaskedWeights()) {
      console.warn('    skipped: no weights in models/fill-mask, so joint filling is not compared');
      return this.skip();
    }
    this.timeout(300_000);
    const model = await MaskedModel.open(maskedDir, { threads: 0 });
    const figures = await compareJoint(model);
    await model.dispose();
    const of = `of ${figures.sentences}`;
    console.log(
      `      joint ${figures.jointLogProb.toFixed(3)} against ${figures.independentLogProb.toFixed(3)} nats a token; ` +
        `both words as meant ${figures.jointBoth} against ${figures.independentBoth} ${of}; ` +
        `likelier in ${figures.jointLikelier} of the ${figures.different} that differ`,
    );
    assert.ok(figures.jointLogProb >= figures.independentLogProb);
    assert.ok(figures.jointWords >= figures.independentWords);
  });
});
