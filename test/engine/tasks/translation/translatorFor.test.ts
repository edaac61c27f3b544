import assert from 'node:assert/strict';
import type { EngineError } from '../../../../src/engine/errors';
import { OwnForms, type OwnTools } from '../../../../src/engine/tasks/ownTools';
import { OwnTranslator } from '../../../../src/engine/tasks/translation/ownTranslator';
import { SentenceTranslator } from '../../../../src/engine/tasks/translation/sentenceTranslator';
import { translatorFor } from '../../../../src/engine/tasks/translation/translatorFor';
import { neverCancelled, yieldToEventLoop } from '../../../../src/util/async';
import { parrotTranslator } from '../../../support/parrotTranslator';

/** Tools of a model that knows German by heart, around the bundled tokenizer. */
function ownTools(known: Readonly<Record<string, string | string[]>>): OwnTools {
  const { tokenizer, model, characters, specials } = parrotTranslator(known);
  const translates = [{ from: ['en', 'fr'], to: ['de'] }];
  const formOf = () => ({ before: [], after: [], forced: [] });
  const forms = new OwnForms(specials.start, specials.end, [], translates, formOf, undefined);
  return { tokenizer, model, characters: () => characters, forms };
}

const isSaying = (pattern: RegExp) => (error: EngineError) =>
  error.code === 'inputInvalid' && pattern.test(error.message);

suite('translatorFor', () => {
  test('the bundled model has English and Korean, and says so of others', () => {
    const tools = parrotTranslator({});
    assert.ok(translatorFor(tools, { from: 'en', to: 'ko' }) instanceof SentenceTranslator);
    assert.throws(
      () => translatorFor(tools, { from: 'en', to: 'de' }),
      isSaying(/English \(en\) and Korean \(ko\) alone/),
    );
  });

  test('a model of one’s own has the languages that it says, and names them', () => {
    const tools = ownTools({});
    assert.ok(tools.forms.hasPair('fr', 'de') && !tools.forms.hasPair('de', 'de'));
    assert.ok(translatorFor(tools, { from: 'en', to: 'de' }) instanceof OwnTranslator);
    assert.throws(() => translatorFor(tools, { from: 'en', to: 'ko' }), isSaying(/from en, fr into de/));
  });

  test('what is kept goes through such a model as a name, and comes back in its place', async () => {
    const translator = translatorFor(ownTools({ 'Run X1 once.': 'Starte X1 einmal.' }), { from: 'en', to: 'de' });
    const source = translator.place('Run \ue000 once.');
    const [written] = (await translator.translate([source], 1, neverCancelled, yieldToEventLoop))!;
    assert.equal(written!.plain, 'Starte \ue000 einmal.');
    assert.deepEqual(written!.failed, []);
  });
});
