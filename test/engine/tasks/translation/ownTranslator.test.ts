// Sentences through a model of the person's own, which here knows texts by heart: what becomes of things that are kept.

import assert from 'node:assert/strict';
import { OwnForms } from '../../../../src/engine/tasks/ownTools';
import { OwnTranslator } from '../../../../src/engine/tasks/translation/ownTranslator';
import { CharacterTokens } from '../../../../src/engine/vocabulary/characterTokens';
import { neverCancelled, yieldToEventLoop } from '../../../../src/util/async';
import type { TokenId } from '../../../../src/util/tokenId';
import { shippedTokenizer } from '../../../support/bundles';
import { FakeEncoderDecoder } from '../../../support/fakeEncoderDecoder';

const tokenizer = shippedTokenizer();
const [start, end] = [tokenizer.requireSpecial('<bos>'), tokenizer.requireSpecial('<eos>')];

/** Says `target` to whatever it is asked; what it was asked is kept. */
function translatorThatSays(target: string, forced: readonly TokenId[] = []) {
  const asked: string[] = [];
  const ids = [...forced, ...tokenizer.encode(target), end];
  const model = new FakeEncoderDecoder(
    (source, written) => {
      if (written.length === 1) asked.push(tokenizer.decode(source));
      return new Map([[ids[written.length - 1] ?? end, 20]]);
    },
    { vocabSize: tokenizer.vocabSize, contextTokens: 256, width: 4 },
  );
  const form = { before: [], after: [end], forced };
  const forms = new OwnForms(start, end, [], [{ from: ['en'], to: ['de'] }], () => form, undefined);
  const tools = { tokenizer, model, forms, characters: () => new CharacterTokens(tokenizer) };
  return { asked, translator: new OwnTranslator(tools, { from: 'en', to: 'de' }) };
}

async function translated(source: string, target: string, forced: readonly TokenId[] = []) {
  const { asked, translator } = translatorThatSays(target, forced);
  const [written] = (await translator.translate([translator.place(source)], 1, neverCancelled, yieldToEventLoop))!;
  return { ...written!, asked };
}

suite('OwnTranslator', () => {
  test('kept things go through as short names and come back in their places', async () => {
    const { plain, asked, words, failed } = await translated(
      'Run \ue000 with \ue001, not \ue000.',
      'Mit X2 wird X1 gestartet.',
    );
    assert.equal(asked[0], 'Run X1 with X2, not X1.');
    assert.equal(plain, 'Mit \ue001 wird \ue000 gestartet.');
    assert.deepEqual(failed, []);
    const kept = words.find(({ start }) => plain[start] === '\ue001')!;
    assert.deepEqual(kept.sources, [{ start: 11, end: 12 }]);
    assert.ok(words.every(({ probability }) => probability > 0.9));
  });

  test('another letter is taken where the source has names of that kind', async () => {
    const { plain, asked } = await translated('Put X1 into \ue000.', 'X1 kommt in Z1.');
    assert.equal(asked[0], 'Put X1 into Z1.');
    assert.equal(plain, 'X1 kommt in \ue000.');
  });

  test('one that is written twice stands once, one that is not written stands at the end and is told', async () => {
    assert.equal((await translated('Run \ue000.', 'X1 und X1 laufen.')).plain, '\ue000 und  laufen.');
    const lost = await translated('Run \ue000.', 'Es läuft.');
    assert.equal(lost.plain, 'Es läuft. \ue000');
    assert.deepEqual(
      lost.failed.map(({ check }) => check),
      ['lost'],
    );
    assert.ok(lost.confidence <= 0.35);
  });

  test('what a target has to begin with is no part of it', async () => {
    const code = tokenizer.requireSpecial('<to_ko>');
    const { plain, tokens } = await translated('The end.', 'Das Ende.', [code]);
    assert.equal(plain, 'Das Ende.');
    assert.equal(tokens, tokenizer.encode('Das Ende.').length);
  });

  test('a model that says nothing leaves the sentence as it is', async () => {
    const { plain, isCut } = await translated('The end.', '');
    assert.deepEqual([plain, isCut], ['The end.', true]);
  });

  test('a sentence is cut where it is longer than a model reads well', () => {
    const { translator } = translatorThatSays('');
    assert.equal(translator.fits('word '.repeat(20)), true);
    assert.equal(translator.fits('word '.repeat(400)), false);
  });
});
