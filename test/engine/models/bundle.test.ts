import assert from 'node:assert/strict';
import { cpSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Bundle,
  checkVocabulary,
  countTokens,
  readConfig,
  readDecoderConfig,
  readModelCard,
} from '../../../src/engine/models/bundle';
import { DecoderSession } from '../../../src/engine/models/decoderSession';
import { graphNames, type Json, leavesFolder } from '../../../src/engine/models/modelFiles';
import { concat, externalTensor, modelOf, node } from '../../support/protobuf';
import { copyTinyDecoder, tinyDecoderDir } from '../../support/tinyDecoder';

const GQA = node('GroupQueryAttention', 'com.microsoft');

suite('Bundle', () => {
  let dir: string;
  let dispose: () => void;

  setup(() => {
    ({ dir, dispose } = copyTinyDecoder());
  });
  teardown(() => dispose());

  const open = () => Bundle.open(dir, 'completion');
  const edit = (file: string, change: (json: Record<string, unknown>) => void) => {
    const json = JSON.parse(readFileSync(join(dir, file), 'utf8')) as Record<string, unknown>;
    change(json);
    writeFileSync(join(dir, file), JSON.stringify(json));
  };

  test('tells what the folder holds', async () => {
    const bundle = await Bundle.open(tinyDecoderDir, 'completion');
    const { sizeBytes, ...info } = bundle.info;
    assert.deepEqual(info, {
      kind: 'completion',
      architecture: 'llama',
      parameters: 33440,
      vocabSize: 272,
      contextTokens: 96,
      licence: 'mit',
    });
    assert.equal(sizeBytes, readFileSync(bundle.graph().path).length);
    assert.equal(bundle.graph().file, 'onnx/model.onnx');
    assert.equal(bundle.generationConfig.eos_token_id, 1);
    assert.deepEqual(bundle.decoderConfig, { vocabSize: 272, contextTokens: 96, layers: 2, kvHeads: 2, headDim: 16 });
  });

  test('a folder or file that is missing is modelMissing and named', async () => {
    await assert.rejects(Bundle.open(join(dir, 'nothing'), 'completion'), { code: 'modelMissing' });
    const files = [
      'config.json',
      'generation_config.json',
      'tokenizer.json',
      'tokenizer_config.json',
      'onnx/model.onnx',
    ];
    for (const file of files) {
      renameSync(join(dir, file), join(dir, 'aside'));
      await assert.rejects(open(), {
        code: 'modelMissing',
        file,
        message: `${file} is missing. Reinstall the extension.`,
      });
      renameSync(join(dir, 'aside'), join(dir, file));
    }
    await open();
  });

  test('JSON that is cut off or no object is modelInvalid and named', async () => {
    for (const file of ['config.json', 'generation_config.json', 'tokenizer.json', 'tokenizer_config.json']) {
      const whole = readFileSync(join(dir, file));
      for (const bad of [whole.subarray(0, whole.length >> 1), '[]', 'null', '']) {
        writeFileSync(join(dir, file), bad);
        await assert.rejects(open(), { code: 'modelInvalid', file, message: /Reinstall/ });
      }
      writeFileSync(join(dir, file), whole);
    }
  });

  test('a truncated graph is modelInvalid and named, wherever it was cut', async () => {
    const path = join(dir, 'onnx/model.onnx');
    const whole = readFileSync(path);
    for (const length of [0, 1, 100, whole.length >> 1, whole.length - 1]) {
      writeFileSync(path, whole.subarray(0, length));
      await assert.rejects(
        open(),
        { code: 'modelInvalid', file: 'onnx/model.onnx', message: /Reinstall/ },
        `${length}`,
      );
    }
  });

  test('a graph that parses and cannot be run is modelInvalid when it is loaded', async () => {
    writeFileSync(join(dir, 'onnx/model.onnx'), modelOf(GQA));
    const bundle = await open();
    await assert.rejects(DecoderSession.open(bundle.graph().path, bundle.decoderConfig, { threads: 1 }), {
      code: 'modelInvalid',
      message: /^model.onnx could not be loaded.*Reinstall/,
    });
  });

  test('vocabulary sizes that disagree are modelInvalid', async () => {
    edit('config.json', (json) => {
      json.vocab_size = 271;
    });
    await assert.rejects(open(), { code: 'modelInvalid', message: /272 tokens.*vocab_size 271/ });
    edit('config.json', (json) => {
      json.vocab_size = 320; // padding, as far as the tokenizer knows; the graph knows better
    });
    const bundle = await open();
    await assert.rejects(DecoderSession.open(bundle.graph().path, bundle.decoderConfig, { threads: 1 }), {
      code: 'modelInvalid',
      message: /vocabSize is 272.*says 320/,
    });
  });

  test('an unknown architecture is modelUnsupported', async () => {
    edit('config.json', (json) => {
      json.model_type = 'mamba';
    });
    await assert.rejects(open(), { code: 'modelUnsupported', file: 'config.json', message: /"mamba".*llama/ });
    await assert.rejects(Bundle.open(tinyDecoderDir, 'fill-mask'), { code: 'modelUnsupported' });
  });

  test('a decoder whose keys cannot stay in place is modelUnsupported', async () => {
    writeFileSync(join(dir, 'onnx/model.onnx'), modelOf(node('Softmax')));
    await assert.rejects(open(), { code: 'modelUnsupported', message: /GroupQueryAttention/ });
  });

  test('external data beside the graph is counted', async () => {
    const graph = modelOf(GQA, externalTensor('model.onnx_data'));
    writeFileSync(join(dir, 'onnx/model.onnx'), graph);
    await assert.rejects(open(), { code: 'modelMissing', file: 'onnx/model.onnx_data' });
    writeFileSync(join(dir, 'onnx/model.onnx_data'), new Uint8Array(1000));
    assert.equal((await open()).info.sizeBytes, graph.length + 1000);
  });

  test('external data that leaves the folder is modelInvalid, before anything opens it', async () => {
    writeFileSync(join(dir, '../secret'), 'not ours');
    for (const location of ['../../secret', '/etc/hostname', 'C:\\secret', '..\\..\\secret', 'a/../../../secret', '']) {
      writeFileSync(join(dir, 'onnx/model.onnx'), concat(modelOf(GQA, externalTensor(location))));
      await assert.rejects(open(), { code: 'modelInvalid', file: 'onnx/model.onnx', message: /outside/ }, location);
    }
  });

  test('a link that leaves the folder is modelInvalid', async function () {
    if (process.platform === 'win32') this.skip(); // links need a privilege there
    const outside = join(dir, '../outside.json');
    cpSync(join(dir, 'tokenizer.json'), outside);
    rmSync(join(dir, 'tokenizer.json'));
    symlinkSync(outside, join(dir, 'tokenizer.json'));
    await assert.rejects(open(), { code: 'modelInvalid', file: 'tokenizer.json', message: /link/ });
    rmSync(join(dir, 'tokenizer.json'));
    cpSync(outside, join(dir, 'kept.json'));
    symlinkSync('kept.json', join(dir, 'tokenizer.json')); // within the folder a link is welcome
    await open();
    writeFileSync(join(dir, 'onnx/model.onnx'), modelOf(GQA, externalTensor('weights')));
    symlinkSync(outside, join(dir, 'onnx/weights'));
    await assert.rejects(open(), { code: 'modelInvalid', file: 'onnx/weights', message: /link/ });
  });
});

suite('bundle facts', () => {
  const config = { model_type: 'llama', vocab_size: 10, max_position_embeddings: 64 };

  test('config.json must state sizes', () => {
    assert.equal(readConfig(config, 'completion').contextTokens, 64);
    for (const change of [
      { vocab_size: 0 },
      { vocab_size: '10' },
      { max_position_embeddings: 1.5 },
      { model_type: 3 },
    ]) {
      assert.throws(() => readConfig({ ...config, ...change }, 'completion'), { code: 'modelInvalid' });
    }
  });

  test('what config.json leaves out is not checked against the graph', () => {
    const info = { vocabSize: 10, contextTokens: 64 };
    assert.deepEqual(readDecoderConfig({}, info), info);
    assert.deepEqual(readDecoderConfig({ num_attention_heads: 4, hidden_size: 32 }, info), {
      ...info,
      kvHeads: 4,
      headDim: 8,
    });
  });

  test('counts added tokens', () => {
    assert.equal(countTokens({ model: { vocab: { a: 0, b: 1 } }, added_tokens: [{ id: 4, content: '<x>' }] }), 5);
    assert.throws(() => countTokens({ model: {} }), { code: 'modelInvalid' });
  });

  test('a vocabulary may be padded, not short', () => {
    checkVocabulary(1024, 1000);
    assert.throws(() => checkVocabulary(1000, 1001), { code: 'modelInvalid' });
    assert.throws(() => checkVocabulary(24576, 16384), { code: 'modelInvalid' });
  });

  test('the model card states licence and size', () => {
    const card = '---\nlicense: "apache-2.0"  # text\nparameters: 36_200_000\n---\n# A model\nlicense: none\n';
    assert.deepEqual(readModelCard(card), { licence: 'apache-2.0', parameters: 36_200_000 });
    assert.deepEqual(readModelCard(card.replaceAll('\n', '\r\n')), { licence: 'apache-2.0', parameters: 36_200_000 });
    assert.deepEqual(readModelCard('# No front matter\nlicense: mit\n'), { licence: 'unknown', parameters: 0 });
    assert.deepEqual(readModelCard('---\nparameters: many\n---'), { licence: 'unknown', parameters: 0 });
  });

  test('the graph is the one that config.json names for transformers.js', () => {
    const named = (dtype: unknown): Json => ({ 'transformers.js_config': { dtype } });
    assert.deepEqual(graphNames('model', named('q4')), ['model_q4.onnx']);
    assert.deepEqual(graphNames('model', named('q8')), ['model_quantized.onnx']);
    assert.deepEqual(graphNames('encoder_model', named({ encoder_model: 'fp32' })), ['encoder_model.onnx']);
    assert.deepEqual(graphNames('model', {}).slice(0, 3), ['model_q4.onnx', 'model_quantized.onnx', 'model.onnx']);
    assert.throws(() => graphNames('model', named('q3')), { code: 'modelUnsupported' });
  });

  test('locations that leave the folder are known', () => {
    for (const location of ['', '/a', '\\a', 'c:a', '../a', 'a/../../b', 'a\\..\\b', '..', 'a\0b']) {
      assert.ok(leavesFolder(location), location);
    }
    for (const location of ['model.onnx_data', 'weights/a.bin', 'a..b', '.hidden']) {
      assert.ok(!leavesFolder(location), location);
    }
  });
});
