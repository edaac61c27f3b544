// Which of a repository's files are needed, by kind and variant, as real repositories lay them out.

import assert from 'node:assert/strict';
import { kindOf, variantsOf } from '../../src/hub/chooseFiles';
import { HubError } from '../../src/modelStore/storeError';
import type { BundleKind } from '../../src/shared/protocol/engine';
import type { HubFile } from '../../src/shared/protocol/hub';

const file = (path: string, sizeBytes = 10): HubFile => ({ path, sizeBytes, hash: { type: 'sha256', hex: '00' } });
const base = ['config.json', 'tokenizer.json'];
const choose = (paths: readonly (string | HubFile)[], kind: BundleKind = 'completion', mostBytes = 1e9) =>
  variantsOf(
    [...base, ...paths].map((path) => (typeof path === 'string' ? file(path) : path)),
    {
      repo: 'a/b',
      kind,
      mostBytes,
    },
  );
const names = (...given: Parameters<typeof choose>) => choose(...given).map(({ name }) => name);
const graphs = (...given: Parameters<typeof choose>) =>
  choose(...given)[0]!
    .files.map(({ path }) => path)
    .filter((path) => !base.includes(path));
const codeOf = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    assert.ok(error instanceof HubError);
    return error.trouble;
  }
  return assert.fail('it went well');
};

suite('which files of a model', () => {
  test('8 bits first, then 32; 16-bit floats last on a CPU', () => {
    const all = ['', '_fp16', '_q4f16', '_q4', '_bnb4', '_uint8', '_int8', '_quantized'];
    const paths = all.map((suffix) => `onnx/model${suffix}.onnx`);
    assert.deepEqual(names(paths), ['q8', 'int8', 'uint8', 'fp32', 'q4', 'bnb4', 'q4f16', 'fp16']);
    assert.deepEqual(names(['onnx/model_fp16.onnx', 'onnx/model.onnx']), ['fp32', 'fp16']);
  });

  test('what does not fit in memory comes behind what does', () => {
    assert.deepEqual(names([file('onnx/model.onnx', 5e9), file('onnx/model_q4.onnx', 5e8)]), ['q4', 'fp32']);
  });

  test('graphs in the root, as Optimum writes them; those in onnx/ before', () => {
    assert.deepEqual(graphs(['model.onnx', 'model.onnx_data']), ['model.onnx', 'model.onnx_data']);
    assert.deepEqual(graphs(['model.onnx', 'onnx/model.onnx']), ['onnx/model.onnx']);
    assert.deepEqual(names(['model_quantized.onnx', 'onnx/model.onnx']), ['q8', 'fp32']);
  });

  test('external data of the graph alone, whatever it is called', () => {
    const paths = ['onnx/model.onnx', 'onnx/model.onnx_data', 'onnx/model.onnx_data_1', 'onnx/model.onnx.data'];
    assert.deepEqual(
      graphs([...paths, 'onnx/model_q4.onnx_data', 'onnx/model.onnx_database', 'onnx/model.onnxx']),
      paths,
    );
  });

  test('decoders that were exported for another use are taken where they stand alone', () => {
    assert.deepEqual(graphs(['onnx/decoder_model_merged_quantized.onnx', 'onnx/decoder_model_quantized.onnx']), [
      'onnx/decoder_model_merged_quantized.onnx',
    ]);
  });

  test('an encoder-decoder needs both of its graphs in the same variant', () => {
    const both = ['onnx/encoder_model.onnx', 'onnx/decoder_model_merged.onnx'];
    const half = ['onnx/encoder_model_quantized.onnx', 'onnx/decoder_model_quantized.onnx'];
    assert.deepEqual(names([...both, ...half], 'seq2seq'), ['fp32']);
    assert.equal(codeOf(() => choose(half, 'seq2seq')).code, 'noOnnx');
    const split = ['encoder_model.onnx', 'decoder_model.onnx', 'decoder_with_past_model.onnx'];
    assert.deepEqual(graphs(split, 'seq2seq'), split);
    assert.deepEqual(
      graphs([...both, 'onnx/decoder_model.onnx', 'onnx/decoder_with_past_model.onnx'], 'seq2seq'),
      both,
    );
  });

  test('card, licence and the small files beside', () => {
    const useful = ['README.md', 'LICENSE.txt', 'LICENCE', 'NOTICE', 'USE_POLICY.md', 'generation_config.json'];
    const others = [
      'vocab.json',
      'licenses/all.txt',
      'model.safetensors',
      'LICENSE/x',
      'onnx/README.md',
      '.gitattributes',
    ];
    assert.deepEqual(graphs([...useful, ...others, 'onnx/model.onnx']), [...useful, 'onnx/model.onnx']);
  });

  test('no graphs: which copy to look for', () => {
    assert.deepEqual(
      codeOf(() => choose(['model.safetensors'])),
      {
        code: 'noOnnx',
        repo: 'a/b',
        detail: 'onnx-community/b-ONNX',
      },
    );
  });

  test('no tokenizer.json: what is there instead', () => {
    const files = ['config.json', 'source.spm', 'target.spm', 'vocab.json', 'onnx/model.onnx'].map((path) =>
      file(path),
    );
    const trouble = codeOf(() => variantsOf(files, { repo: 'a/b', kind: 'seq2seq', mostBytes: 1e9 }));
    assert.deepEqual([trouble.code, trouble.detail], ['noTokenizer', 'source.spm, target.spm, vocab.json']);
  });

  test('the kind is told from config.json', () => {
    const kind = (architecture: string | undefined, type: string, more = {}) =>
      kindOf({ ...(architecture && { architectures: [architecture] }), model_type: type, ...more }, 'a/b').kind;
    assert.equal(kind('LlamaForCausalLM', 'llama'), 'completion');
    assert.equal(kind('GPT2LMHeadModel', 'gpt2'), 'completion');
    assert.equal(kind('XLMRobertaForMaskedLM', 'xlm-roberta'), 'fill-mask');
    assert.equal(kind('MarianMTModel', 'marian', { is_encoder_decoder: true }), 'seq2seq');
    assert.equal(kind('M2M100ForConditionalGeneration', 'm2m_100'), 'seq2seq');
    assert.equal(kind('T5ForConditionalGeneration', 't5', { is_encoder_decoder: true }), 'seq2seq');
    assert.equal(kind(undefined, 't5'), 'seq2seq');
  });

  test('models for something else are refused by name', () => {
    const others: [string | undefined, string, object?][] = [
      ['BertModel', 'bert'],
      ['BertForSequenceClassification', 'bert'],
      ['WhisperForConditionalGeneration', 'whisper', { is_encoder_decoder: true, num_mel_bins: 80 }],
      ['Gemma3ForConditionalGeneration', 'gemma3', { vision_config: {} }],
      ['BartForCausalLM', 'bart', { is_encoder_decoder: true }],
      [undefined, 'llama'],
    ];
    for (const [architecture, type, more] of others) {
      const config = { ...(architecture && { architectures: [architecture] }), model_type: type, ...more };
      assert.equal(codeOf(() => kindOf(config, 'a/b')).code, 'notForWriting', architecture);
    }
    for (const config of [{}, { architectures: 3 }, { architectures: [null], model_type: 4 }])
      assert.equal(codeOf(() => kindOf(config, 'a/b')).code, 'notForWriting');
  });
});
