// A person's own decoder, opened and asked as the editor does: every architecture with a tokenizer of its kind, each layout
// of files, and what is said of what can't be used.

import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { checkRoom, resolveModelChoice } from '../../src/engine/models/ownFolder';
import { openCompletion } from '../../src/engine/openModel';
import { CompletionModel } from '../../src/engine/tasks/completion/completionModel';
import type { CompleteParams } from '../../src/shared/protocol/completion';
import { neverCancelled } from '../../src/util/async';
import { asHubCache, makeOwnFolder, moveToOnnx, type OwnFolder, ownPairs, writeJson } from '../support/ownFolders';
import { copySpeakingDecoder } from '../support/tinyDecoder';

const threads = { threads: 1 };

const params = (text: Partial<CompleteParams>): CompleteParams => ({
  prefix: '',
  suffix: '',
  header: '',
  maxTokens: 8,
  alternatives: 1,
  stopAt: 'line',
  caution: 0,
  raw: false,
  ...text,
});

for (const [architecture, tokenizer] of ownPairs) {
  suite(`A ${architecture} of one's own with the tokenizer of ${tokenizer}`, () => {
    let folder: OwnFolder;
    let model: CompletionModel;

    suiteSetup(async () => {
      folder = makeOwnFolder(architecture, tokenizer);
      model = await CompletionModel.openOwn(folder.dir, threads);
    });
    suiteTeardown(async () => {
      await model?.dispose();
      folder.dispose();
    });

    const complete = async (text: Partial<CompleteParams>) => {
      const { suggestions } = await model.complete(params(text), neverCancelled);
      return suggestions.map((suggestion) => suggestion.text);
    };

    test('writes on, at every place of a word, in English and in Korean', async () => {
      for (const text of ['The server ans', '서버가 요청을 처리', '# Title\n\n- one\n- tw', 'const x = {']) {
        for (let end = 1; end <= text.length; end++) {
          const [first] = await complete({ prefix: text.slice(0, end), suffix: '\nThe end.' });
          assert.ok(!/\ufffd/.test(first!), JSON.stringify(first));
        }
      }
    });

    test('is told the document, the headings and alternatives are asked for', async () => {
      const around = { above: 'The server answers slowly. '.repeat(20), below: '' };
      await complete({ prefix: 'word '.repeat(200), header: '# A heading', around });
      assert.ok((await complete({ prefix: 'The server ', alternatives: 4 })).length >= 1);
    });

    test('scores what repeats itself, and gives the same twice', async () => {
      const one = await model.score({ text: 'The server answers.', memory: true }, neverCancelled);
      const two = await model.score({ text: 'The server answers.', memory: true }, neverCancelled);
      assert.ok(one!.logProb < 0 && Math.abs(one!.logProb - two!.logProb) < 1e-3);
    });

    test('writes no language that it does not know: its figures are measured', () => {
      const { bits, written } = model.info.measured!;
      assert.ok(bits.en! > 2.2 && bits.ko! > 1.25, JSON.stringify(bits));
      assert.deepEqual(written, []);
    });

    test('says whose it is', () => {
      assert.equal(model.info.own, architecture);
      assert.equal(model.info.ownTrouble, undefined);
    });
  });
}

suite('A vocabulary that lacks letters', () => {
  test('is said to have no Korean, and how much of a document it cannot read is told from a twentieth on', async () => {
    const folder = makeOwnFolder('llama', 'unigram');
    const file = join(folder.dir, 'tokenizer.json');
    const json = JSON.parse(readFileSync(file, 'utf8'));
    const latin = json.model.vocab.filter(([piece]: [string]) => !/\p{scx=Hangul}/u.test(piece));
    json.model.vocab = latin.slice(0, 384); // as many as the graph has
    writeFileSync(file, JSON.stringify(json));
    const model = await CompletionModel.openOwn(folder.dir, threads);
    try {
      assert.equal(model.info.lacksKorean, true);
      const unreadOf = async (prefix: string) => (await model.complete(params({ prefix }), neverCancelled)).unread;
      const english = 'The server answers slowly. '.repeat(20);
      assert.equal(await unreadOf(english), undefined);
      assert.equal(await unreadOf(`${english}뷁`), undefined, 'a few are no trouble');
      const share = await unreadOf('뷁쿿 뛟 '.repeat(20));
      assert.ok(share! > 0.2 && share! <= 1, String(share));
    } finally {
      await model.dispose();
      folder.dispose();
    }
  });

  test('is none that spells by bytes', async () => {
    const folder = makeOwnFolder('gpt2', 'gpt2');
    const model = await CompletionModel.openOwn(folder.dir, threads);
    try {
      assert.equal(model.info.lacksKorean, undefined);
      assert.equal((await model.complete(params({ prefix: '뷁쿿 뛟 ' }), neverCancelled)).unread, undefined);
    } finally {
      await model.dispose();
      folder.dispose();
    }
  });
});

suite('A folder of one’s own', () => {
  let folder: OwnFolder;
  setup(() => {
    folder = makeOwnFolder('gpt2', 'gpt2');
  });
  teardown(() => folder.dispose());

  const opens = async (path: string) => {
    const model = await CompletionModel.openOwn(path, threads);
    await model.dispose();
    return model.info;
  };
  const refuses = (expected: object, path = folder.dir) => assert.rejects(opens(path), expected);

  test('may have its graph in the root or in onnx/, under any of the usual names', async () => {
    await opens(folder.dir);
    copyFileSync(join(folder.dir, 'model.onnx'), join(folder.dir, 'model_int8.onnx'));
    await opens(join(folder.dir, 'model_int8.onnx'));
    moveToOnnx(folder);
    await opens(folder.dir);
    for (const variant of ['model_quantized', 'model_int8', 'model_fp16', 'model_q4', 'decoder_model_merged']) {
      const { dir } = folder;
      rmSync(join(dir, 'onnx'), { recursive: true });
      mkdirSync(join(dir, 'onnx'));
      copyFileSync(join(__dirname, '../fixtures/exports/gpt2/model.onnx'), join(dir, 'onnx', `${variant}.onnx`));
      await opens(dir);
      await opens(join(dir, 'onnx', `${variant}.onnx`));
    }
  });

  test('may be a snapshot of a hub cache, whose files are links', async () => {
    await opens(asHubCache(folder));
  });

  test('is not read beyond what it holds', async () => {
    const outside = join(dirname(folder.dir), 'elsewhere.json');
    copyFileSync(join(folder.dir, 'config.json'), outside);
    rmSync(join(folder.dir, 'config.json'));
    symlinkSync(outside, join(folder.dir, 'config.json'));
    await refuses({ code: 'modelInvalid', file: 'config.json', message: /leads out/ });
  });

  test('whose transformers.js_config names a variant that was not downloaded is read all the same', async () => {
    const config = JSON.parse(readFileSync(join(folder.dir, 'config.json'), 'utf8'));
    writeJson(folder.dir, 'config.json', { ...config, 'transformers.js_config': { dtype: 'q4f16' } });
    await opens(folder.dir);
  });

  test('that lacks something ends in an error that names the file and what to do, never the extension’s reinstallation', async () => {
    const { dir } = folder;
    const message = (pattern: RegExp) => (error: Error & { code?: string }) => {
      assert.match(error.message, pattern);
      assert.match(error.message, /^localText\.models\.completion \(gpt2\): /);
      assert.doesNotMatch(error.message, /Reinstall/);
      return true;
    };
    await assert.rejects(opens('relative/path/of/it'), {
      code: 'inputInvalid',
      message: /absolute path.*Write the whole path/,
    });
    await assert.rejects(opens(`${dir}-none`), { code: 'modelMissing', message: /nothing at this path/ });
    rmSync(join(dir, 'tokenizer.json'));
    writeFileSync(join(dir, 'source.spm'), 'x');
    await refuses(message(/tokenizer\.json is missing\. It has source\.spm.*save_pretrained/));
    folder.dispose();
    folder = makeOwnFolder('gpt2', 'gpt2');
    truncateSync(join(folder.dir, 'model.onnx'), 50_000);
    await refuses(message(/model\.onnx.*Download or export it again/));
    writeFileSync(join(folder.dir, 'model.onnx'), 'version https://git-lfs.github.com/spec/v1\noid sha256:abc\n');
    await refuses(message(/Git LFS pointer.*git lfs pull/));
    rmSync(join(folder.dir, 'model.onnx'));
    await refuses(
      message(/model\.onnx is missing, here and in onnx\/.*Choose the folder of an ONNX export \(optimum-cli/),
    );
    rmSync(join(folder.dir, 'tokenizer.json'));
    writeFileSync(join(folder.dir, 'model-q8_0.gguf'), 'GGUF');
    await refuses(message(/llama\.cpp/));
    rmSync(join(folder.dir, 'config.json'));
    await refuses(message(/config\.json is missing.*llama\.cpp/));
    await assert.rejects(opens(join(folder.dir, 'model-q8_0.gguf')), {
      code: 'modelUnsupported',
      message: /llama\.cpp/,
    });
  });

  test('of another kind is refused with the setting that takes it, whatever else it lacks', async () => {
    const masked = makeOwnFolder('bert', 'wordpiece', 'masked-exports');
    const expected = {
      code: 'modelUnsupported',
      file: 'config.json',
      message: /masked model.*localText\.models\.fillMask/,
    };
    await refuses(expected, masked.dir);
    rmSync(join(masked.dir, 'tokenizer.json'));
    await refuses(expected, masked.dir);
    masked.dispose();
  });

  test('with a tokenizer of another model, or one that is done otherwise, is refused', async () => {
    const path = join(folder.dir, 'tokenizer.json');
    copyFileSync(join(__dirname, '../fixtures/tokenizers/unigram/tokenizer.json'), path);
    await refuses({ code: 'modelInvalid', file: 'tokenizer.json', message: /700 tokens.*384/ });
    const { pre_tokenizer: _, ...rest } = JSON.parse(
      readFileSync(join(__dirname, '../fixtures/tokenizers/gpt2/tokenizer.json'), 'utf8'),
    );
    writeJson(folder.dir, 'tokenizer.json', { ...rest, pre_tokenizer: { type: 'UnicodeScripts' } });
    await refuses({
      code: 'modelUnsupported',
      file: 'tokenizer.json',
      message: /UnicodeScripts.*Choose another model/,
    });
  });

  test('that does not fit in memory is refused before it is loaded', () => {
    assert.throws(() => checkRoom(4e9, 'onnx/model.onnx', 2e9), {
      code: 'outOfMemory',
      file: 'onnx/model.onnx',
      message: /needs about 5\.2 GB of memory, and 2\.0 GB are free.*smaller/,
    });
    checkRoom(1e9, 'model.onnx', 2e9);
  });

  test('is named by its path alone, ~ and a graph within', async () => {
    assert.deepEqual(await resolveModelChoice(`  ${folder.dir} `), { dir: folder.dir });
    assert.deepEqual(await resolveModelChoice(join(folder.dir, 'model.onnx')), {
      dir: folder.dir,
      graph: 'model.onnx',
    });
    moveToOnnx(folder);
    const choice = await resolveModelChoice(join(folder.dir, 'onnx/model.onnx'));
    assert.deepEqual(choice, { dir: folder.dir, graph: 'onnx/model.onnx' });
    assert.deepEqual(await resolveModelChoice(join(folder.dir, 'onnx')), { dir: folder.dir });
  });
});

suite('openCompletion', () => {
  test('the bundle speaks in the place of a model that can’t be used, and says why', async () => {
    const bundle = copySpeakingDecoder();
    const folder = makeOwnFolder('gpt2', 'gpt2');
    const open = async (own?: string) => {
      const model = await openCompletion({ bundleDir: bundle.dir, threads: 1, ...(own && { own }) });
      await model.dispose();
      return model.info;
    };
    const { own, ownTrouble, architecture } = await open(folder.dir);
    assert.deepEqual([own, ownTrouble, architecture], [basename(folder.dir), undefined, 'gpt2']);
    rmSync(join(folder.dir, 'tokenizer.json'));
    const instead = await open(folder.dir);
    assert.equal(instead.architecture, 'llama');
    assert.equal(instead.own, undefined);
    assert.equal(instead.ownTrouble?.code, 'modelMissing');
    assert.equal(instead.ownTrouble?.file, 'tokenizer.json');
    assert.equal((await open()).ownTrouble, undefined);
    const crashed = await openCompletion({ bundleDir: bundle.dir, threads: 1, own: folder.dir, ownCrashed: true });
    await crashed.dispose();
    assert.match(crashed.info.ownTrouble?.message ?? '', /ended several times.*smaller variant/);
    bundle.dispose();
    folder.dispose();
  });
});
