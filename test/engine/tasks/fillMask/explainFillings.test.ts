import assert from 'node:assert/strict';
import { findMarkers, readPlace } from '../../../../src/engine/tasks/fillMask/blankPlaces';
import { BlankSequence } from '../../../../src/engine/tasks/fillMask/blankSequence';
import { explainFillings } from '../../../../src/engine/tasks/fillMask/explainFillings';
import { ModelText } from '../../../../src/engine/vocabulary/modelText';
import { CancellationSource, neverCancelled } from '../../../../src/util/async';
import { shippedTokenizer } from '../../../support/bundles';
import { FakeMasked } from '../../../support/fakeMasked';

const tokenizer = shippedTokenizer();
const specials = {
  first: tokenizer.requireSpecial('<bos>'),
  last: tokenizer.requireSpecial('<eos>'),
  mask: tokenizer.requireSpecial('<mask>'),
};

/** A model that expects `word` only where `reason` stands. */
function explain(author: string, reason: string, word: string, token = neverCancelled) {
  const passage = ModelText.of(author);
  const places = findMarkers(passage.text).map((marker) => readPlace(passage.text, marker));
  const sequence = new BlankSequence(passage.text, places, tokenizer, specials, { preferred: 128, most: 128 });
  const ids = tokenizer.encode(` ${word}`);
  const needed = tokenizer.encode(` ${reason}`);
  const has = (all: readonly number[]) => all.some((_, at) => needed.every((id, n) => all[at + n] === id));
  const say = (all: readonly number[]) => new Map(ids.map((id) => [id, has(all) ? 5 : -10]));
  const model = new FakeMasked(say, { vocabSize: tokenizer.vocabSize, contextTokens: 128 });
  const fillings = [
    { ids, forms: {} },
    { ids: tokenizer.encode(' red'), forms: {} },
  ];
  return explainFillings(0, fillings, [{ masks: ids.length }], { model, sequence, passage }, token);
}

suite('explainFillings', () => {
  test('names the word without which a filling is less probable, in the author’s text', async () => {
    const author = '// The sun was hot and\n// the sky was ___ today.';
    const [forBlue, forRed] = (await explain(author, 'sun', 'blue'))!;
    assert.deepEqual(
      forBlue!.map(({ start, end }) => author.slice(start, end)),
      ['sun'],
    );
    assert.deepEqual(forRed, []);
  });

  test('nothing speaks for what is expected anyway', async () => {
    const [evidence] = (await explain('The sky was ___ today.', 'nowhere', 'blue'))!;
    assert.deepEqual(evidence, []);
  });

  test('a cancelled explanation has no result', async () => {
    const source = new CancellationSource();
    source.cancel();
    assert.equal(await explain('The sky was ___ today.', 'sky', 'blue', source.token), undefined);
  });
});
