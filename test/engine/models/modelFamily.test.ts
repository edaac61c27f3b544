import assert from 'node:assert/strict';
import { familyOf } from '../../../src/engine/models/modelFamily';
import type { BundleKind } from '../../../src/shared/protocol/engine';

suite('familyOf', () => {
  const config = (architecture: string, type: string, more = {}) => ({
    architectures: [architecture],
    model_type: type,
    ...more,
  });
  const bert = config('BertForMaskedLM', 'bert');
  const llama = config('LlamaForCausalLM', 'llama');
  const t5 = config('T5ForConditionalGeneration', 't5');
  const refusal = (each: object, kind: BundleKind) => {
    let message = '';
    assert.throws(
      () => familyOf({ ...each }, kind, 'own'),
      (error: Error & { code?: string; file?: string }) => {
        message = error.message;
        return error.code === 'modelUnsupported' && error.file === 'config.json';
      },
    );
    return message;
  };

  test('a person’s model of another kind is refused with the setting that takes it', () => {
    assert.match(
      refusal(bert, 'completion'),
      /masked model, which fills blanks \(BertForMaskedLM\)\. Name it in localText\.models\.fillMask, and a decoder/,
    );
    assert.match(refusal(bert, 'seq2seq'), /localText\.models\.fillMask, and an encoder-decoder here/);
    assert.match(refusal(llama, 'fill-mask'), /decoder.*localText\.models\.completion, and a masked model here/);
    assert.match(refusal(llama, 'seq2seq'), /decoder.*localText\.models\.completion/);
    assert.match(refusal(t5, 'completion'), /encoder-decoder.*localText\.models\.seq2seq, and a decoder here/);
    assert.match(refusal(t5, 'fill-mask'), /encoder-decoder.*localText\.models\.seq2seq/);
  });

  test('encoders that compare or classify texts write none', () => {
    for (const kind of ['completion', 'fill-mask'] as const) {
      assert.match(refusal(config('BertModel', 'bert'), kind), /a BertModel gives no words\. Choose a/);
      assert.match(refusal(config('XLMRobertaForSequenceClassification', 'xlm-roberta'), kind), /gives no words/);
    }
  });

  test('any decoder may do, also one without a class or with a class of its own', () => {
    for (const each of [llama, { model_type: 'new' }, config('NewModel', 'new'), config('BertLMHeadModel', 'bert')])
      assert.equal(familyOf(each, 'completion', 'own'), (each as { model_type: string }).model_type);
    assert.equal(familyOf(config('Gemma3ForConditionalGeneration', 'gemma3'), 'completion', 'own'), 'gemma3');
  });

  test('other families of masked models and encoder-decoders are refused by name', () => {
    assert.match(
      refusal(config('DebertaV2ForMaskedLM', 'deberta-v2'), 'fill-mask'),
      /"deberta-v2" can't be run \(known/,
    );
    assert.match(refusal(config('BartForConditionalGeneration', 'bart'), 'seq2seq'), /"bart" can't be run/);
    assert.throws(() => familyOf({}, 'completion', 'own'), { code: 'modelInvalid', message: /names no model_type/ });
  });
});
