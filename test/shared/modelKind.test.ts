import assert from 'node:assert/strict';
import { classOfModel, kindOfModel } from '../../src/shared/modelKind';

suite('kindOfModel', () => {
  const kind = (architecture: string | undefined, type: string, more = {}) =>
    kindOfModel({ ...(architecture && { architectures: [architecture] }), model_type: type, ...more });

  test('is told by the class, and where none is named by the family', () => {
    assert.equal(kind('Qwen3ForCausalLM', 'qwen3'), 'completion');
    assert.equal(kind('BertForMaskedLM', 'bert'), 'fill-mask');
    assert.equal(kind('BertLMHeadModel', 'bert'), 'completion');
    assert.equal(kind('MBartForConditionalGeneration', 'mbart'), 'seq2seq');
    assert.equal(kind(undefined, 'marian'), 'seq2seq');
    assert.equal(kind(undefined, 'anything', { is_encoder_decoder: true }), 'seq2seq');
  });

  test('is not known of classes that classify, of halves and of models with pictures', () => {
    assert.equal(kind('BertModel', 'bert'), undefined);
    assert.equal(kind('T5EncoderModel', 't5'), undefined);
    assert.equal(kind('BartForCausalLM', 'bart'), undefined);
    assert.equal(kind('Gemma3ForConditionalGeneration', 'gemma3'), undefined);
    assert.equal(kind(undefined, 'llama'), undefined);
    assert.equal(kindOfModel({ architectures: 'BertForMaskedLM', model_type: 7 }), undefined);
  });

  test('the class is the first that is named', () => {
    assert.equal(classOfModel({ architectures: [1, 'A', 'B'] }), 'A');
    assert.equal(classOfModel({}), undefined);
  });
});
