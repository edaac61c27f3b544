import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type OwnModelFacts, readOwnForms } from '../../../src/engine/tasks/ownTools';
import { Tokenizer } from '../../../src/engine/vocabulary/tokenizer';
import { makeSeq2seqFolder, type seq2seqExports } from '../../support/ownFolders';

function formsOf(name: (typeof seq2seqExports)[number], change: Partial<OwnModelFacts> = {}) {
  const folder = makeSeq2seqFolder(name);
  const read = (file: string) => JSON.parse(readFileSync(join(folder.dir, file), 'utf8'));
  const config = read('config.json');
  const facts: OwnModelFacts = {
    dir: folder.dir,
    info: { architecture: config.model_type, vocabSize: config.vocab_size },
    config,
    generationConfig: read('generation_config.json'),
    tokenizer: read('tokenizer.json'),
    tokenizerConfig: read('tokenizer_config.json'),
    notes: {},
    ...change,
  };
  folder.dispose();
  const tokenizer = new Tokenizer(facts.tokenizer, facts.tokenizerConfig);
  return { tokenizer, forms: readOwnForms(tokenizer, facts), facts };
}

suite('How families are asked', () => {
  test('Marian: the source and its end; a target is asked for by its token where there are several', () => {
    const { forms } = formsOf('marian');
    assert.deepEqual(forms.translation('en', 'ko'), { before: [], after: [forms.end], forced: [] });
    const json = formsOf('marian').facts.tokenizer;
    const model = json.model as { vocab: [string, number][] };
    const vocab = [...model.vocab];
    vocab[9] = ['>>deu<<', -20];
    vocab[10] = ['>>fra<<', -20];
    const several = formsOf('marian', { tokenizer: { ...json, model: { ...model, vocab } } }).forms;
    assert.deepEqual(several.translates, [{ from: ['en'], to: ['de', 'fr'] }]);
    assert.deepEqual(several.translation('en', 'fr').before, [10]);
  });

  test('M2M100 and NLLB: codes that are special tokens, the target’s as the first that is written', () => {
    for (const [name, from, to] of [
      ['m2m_100', '__en__', '__ko__'],
      ['nllb', 'eng_Latn', 'kor_Hang'],
    ] as const) {
      const { tokenizer, forms } = formsOf(name);
      const [source, target] = [tokenizer.requireSpecial(from), tokenizer.requireSpecial(to)];
      assert.deepEqual(forms.translation('en', 'ko'), { before: [source], after: [forms.end], forced: [target] });
      // As words of the text they may be; as what the model writes they may not.
      assert.ok(forms.never.includes(target) && !forms.never.includes(forms.end));
    }
    const legacy = formsOf('nllb', { tokenizerConfig: { legacy_behaviour: true } });
    const code = legacy.tokenizer.requireSpecial('eng_Latn');
    assert.deepEqual(legacy.forms.translation('en', 'ko').after, [legacy.forms.end, code]);
  });

  test('T5: in words, as if they stood before the text', () => {
    const { tokenizer, forms } = formsOf('t5');
    const { before, after } = forms.translation('en', 'de');
    const text = 'The server answers.';
    const whole = [...tokenizer.encodeStart(`translate English to German: ${text}`), forms.end];
    assert.deepEqual([...before, ...tokenizer.encodeStart(text), ...after], whole);
    assert.deepEqual(forms.summary?.before, tokenizer.encodeStart('summarize:'));
  });

  test('a language that a model has not is refused with those that it has', () => {
    assert.throws(() => formsOf('t5').forms.translation('de', 'en'), {
      code: 'inputInvalid',
      message: /from en into de, fr/,
    });
  });

  test('rows behind the vocabulary, and words that config.json forbids, are never written', () => {
    const { forms, facts } = formsOf('marian', { info: { architecture: 'marian', vocabSize: 580 } });
    assert.ok(forms.never.includes(579 as never));
    assert.ok(forms.never.includes(facts.config.pad_token_id as never));
  });
});
