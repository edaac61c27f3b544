import assert from 'node:assert/strict';
import {
  type GraphSignature,
  readSeq2seqConfig,
  readSeq2seqShape,
  type Seq2seqConfig,
} from '../../../src/engine/models/seq2seqSignature';
import type { TensorInfo } from '../../../src/engine/models/session';

const info = { vocabSize: 352, contextTokens: 64 };
const t5 = { pad_token_id: 0, d_model: 32, d_kv: 16, d_ff: 64, num_heads: 2, num_layers: 3, num_decoder_layers: 1 };

suite('readSeq2seqConfig', () => {
  test('reads a T5’s sizes, and what a token costs the encoder', () => {
    assert.deepEqual(readSeq2seqConfig(t5, info), {
      ...info,
      padTokenId: 0,
      decoderLayers: 1,
      heads: 2,
      headDim: 16,
      width: 32,
      encoderTokenCost: 3 * (4 * 32 * 32 + 3 * 32 * 64),
    });
  });

  test('leaves out what is not said', () => {
    const config = readSeq2seqConfig({ pad_token_id: 5, num_layers: 4 }, info);
    assert.deepEqual(config, { ...info, padTokenId: 5, decoderLayers: 4, encoderTokenCost: 0 });
  });

  test('a padding token that is none is modelInvalid', () => {
    for (const pad_token_id of [undefined, -1, 352, '0'])
      assert.throws(() => readSeq2seqConfig({ ...t5, pad_token_id }, info), { code: 'modelInvalid' });
  });
});

suite('readSeq2seqShape', () => {
  const config = readSeq2seqConfig(t5, info);
  const tensor = (name: string, shape: TensorInfo['shape'] = [], type = 'float32'): TensorInfo => ({
    name,
    type,
    shape,
  });
  const cache = (prefix: string) =>
    ['decoder.key', 'decoder.value', 'encoder.key', 'encoder.value'].map((side) =>
      tensor(`${prefix}.0.${side}`, ['batch_size', 2, 'length', 16]),
    );
  const encoder: GraphSignature = {
    inputs: [tensor('input_ids', [], 'int64'), tensor('attention_mask', [], 'int64')],
    outputs: [tensor('last_hidden_state', ['batch_size', 'length', 32])],
  };
  const decoder: GraphSignature = {
    inputs: [
      tensor('input_ids', [], 'int64'),
      tensor('encoder_attention_mask', [], 'int64'),
      tensor('encoder_hidden_states', ['batch_size', 'length', 32]),
      tensor('use_cache_branch', [1], 'bool'),
      ...cache('past_key_values'),
    ],
    outputs: [
      tensor('logits', ['batch_size', 'length', 352]),
      ...cache('present'),
      tensor('cross_attentions'),
      tensor('given_log_probs'),
    ],
  };
  const read = (changes: { encoder?: GraphSignature; decoder?: GraphSignature; config?: Partial<Seq2seqConfig> }) =>
    readSeq2seqShape(changes.encoder ?? encoder, changes.decoder ?? decoder, { ...config, ...changes.config });
  const without = ({ inputs, outputs }: GraphSignature, name: string): GraphSignature => ({
    inputs: inputs.filter((each) => each.name !== name),
    outputs: outputs.filter((each) => each.name !== name),
  });
  const having = (signature: GraphSignature, input: TensorInfo): GraphSignature => ({
    ...signature,
    inputs: [...without(signature, input.name).inputs, input],
  });

  test('reads the shape', () => {
    const shape = { contextTokens: 64, vocabSize: 352, decoderLayers: 1, heads: 2, headDim: 16, width: 32 };
    assert.deepEqual(read({}), shape);
  });

  test('disagreement with config.json is modelInvalid and named', () => {
    for (const key of ['vocabSize', 'decoderLayers', 'heads', 'headDim', 'width'] as const)
      assert.throws(() => read({ config: { [key]: 7 } }), { code: 'modelInvalid', message: new RegExp(key) });
  });

  test('a graph that lacks an input or an output is modelUnsupported', () => {
    for (const name of ['input_ids', 'attention_mask', 'last_hidden_state'])
      assert.throws(() => read({ encoder: without(encoder, name) }), { code: 'modelUnsupported' });
    const names = ['use_cache_branch', 'encoder_hidden_states', 'cross_attentions', 'logits', 'present.0.encoder.key'];
    for (const name of [...names, 'past_key_values.0.decoder.value', 'present.0.decoder.value', 'given_log_probs'])
      assert.throws(() => read({ decoder: without(decoder, name) }), { code: 'modelUnsupported' });
  });

  test('a graph that wants more, or other types, is modelUnsupported', () => {
    const unsupported = { code: 'modelUnsupported' };
    assert.throws(() => read({ encoder: having(encoder, tensor('token_type_ids', [], 'int64')) }), unsupported);
    assert.throws(() => read({ decoder: having(decoder, tensor('decoder_position_ids', [], 'int64')) }), unsupported);
    assert.throws(() => read({ decoder: having(decoder, tensor('use_cache_branch', [1], 'float32')) }), unsupported);
    const half = tensor('past_key_values.0.decoder.key', ['batch_size', 2, 'length', 16], 'float16');
    assert.throws(() => read({ decoder: having(decoder, half) }), unsupported);
  });

  test('a graph that does not state its sizes is modelUnsupported', () => {
    const silent = tensor('encoder_hidden_states');
    assert.deepEqual(read({ decoder: having(decoder, silent) }).width, 32);
    const states = { ...encoder, outputs: [tensor('last_hidden_state', ['batch_size', 'length', 'width'])] };
    assert.throws(() => read({ encoder: states }), { code: 'modelUnsupported', message: /width/ });
  });
});
