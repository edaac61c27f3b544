// Encoder-decoders of a person's own, whole: folders as people have them, the languages they have, documents through them.

import assert from 'node:assert/strict';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSeq2seq } from '../../../src/engine/openModel';
import { openOwnSeq2seq } from '../../../src/engine/tasks/ownSeq2seq';
import { Seq2seqModel } from '../../../src/engine/tasks/seq2seqModel';
import type { TranslateParams } from '../../../src/shared/protocol/translation';
import { neverCancelled } from '../../../src/util/async';
import { asHubCache, makeSeq2seqFolder, type OwnFolder, seq2seqExports, writeJson } from '../../support/ownFolders';
import { tinySeq2seqDir } from '../../support/tinySeq2seq';

const options = { threads: 1, bundleDir: tinySeq2seqDir };
const markdown =
  '# Guide\n\nRun `npm run build` once. Open **the file**, then [save it](https://a.b/c).\n\n| a | Two |\n|---|---|\n| 1 | One |\n';

const pairs = { marian: ['en', 'ko'], t5: ['en', 'de'], m2m_100: ['en', 'ko'], nllb: ['en', 'ko'] } as const;

const asked = (text: string, [from, to]: readonly [string, string], more: Partial<TranslateParams> = {}) =>
  ({ text, format: 'plain', from, to, beams: 1, glossary: [], ...more }) satisfies TranslateParams;

for (const name of seq2seqExports) {
  suite(`The person's own ${name}`, () => {
    let folder: OwnFolder;
    let model: Seq2seqModel;

    suiteSetup(async () => {
      folder = makeSeq2seqFolder(name);
      model = await Seq2seqModel.openOwn(folder.dir, options);
    });
    suiteTeardown(async () => {
      await model?.dispose();
      folder.dispose();
    });

    const translate = async (text: string, more?: Partial<TranslateParams>) =>
      (await model.translate(asked(text, pairs[name], more), neverCancelled))!;

    test('writes the text that transformers writes, as far as it does not go round', async () => {
      const { cases } = JSON.parse(readFileSync(join(folder.dir, 'expected.json'), 'utf8')) as {
        cases: { text: string; said: string }[];
      };
      for (const { text, said } of cases) {
        if (/[가-힣]/.test(text)) continue; // it is in the target's language, and stays as it is
        const { sentences } = await translate(text);
        const written = sentences.map(({ plain }) => plain).join(' ');
        const wanted = said.replace(/\s+/g, ' ').trim();
        assert.ok(written.length >= 4 && wanted.startsWith(written.slice(0, 6)), `${written}\n${wanted}`);
      }
    });

    test('keeps all of a document but its words', async () => {
      for (const beams of [1, 3]) {
        const { text, sentences } = await translate(markdown, { format: 'markdown', beams });
        assert.match(text, /^# \S/);
        for (const kept of ['`npm run build`', '](https://a.b/c)', '|---|---|'])
          assert.equal(text.split(kept).length, 2, text);
        assert.equal(text.trimEnd().split('\n').length, 7);
        assert.ok(sentences.every(({ confidence }) => confidence >= 0 && confidence <= 1));
      }
    });

    test('has the same answer for a text in single letters', async () => {
      const text = 'Das Café öffnet.';
      const [composed, decomposed] = [await translate(text), await translate(text.normalize('NFD'))];
      assert.equal(decomposed.sentences[0]!.plain, composed.sentences[0]!.plain);
    });

    test('tells of a sentence that its vocabulary cannot spell', async () => {
      const isTold = async (text: string) => {
        const { sentences } = await translate(text);
        const unknown = sentences[0]?.failed?.find(({ check }) => check === 'unknown');
        if (unknown) assert.ok(sentences[0]!.confidence <= 0.35);
        return unknown?.source;
      };
      // Between English and Korean a word in another script is kept, and so never asked for.
      const strange = name === 't5' ? 'ตอบ คำขอ' : 'ŵŷẅ ðþæ';
      assert.equal(await isTold(`The server ${strange} answers.`), strange);
      assert.equal(await isTold('The server answers.'), undefined);
    });

    test('has other words at a place of a translation', async () => {
      const translation = asked(markdown, pairs[name], { format: 'markdown' });
      const sentence = (await model.translate(translation, neverCancelled))!.sentences[1]!;
      for (const at of [0, 1]) {
        const kept = sentence.plain.slice(0, sentence.words[at]?.plainStart ?? 0);
        const given = { translation, sentence: sentence.source, kept, count: 4 };
        const found = (await model.translateAlternatives(given, neverCancelled))!.alternatives;
        assert.ok(found.length > 0);
        assert.ok(found.every(({ sentence: one }) => one.plain.startsWith(kept)));
      }
    });

    test('refuses languages that it has not, and names those it has', async () => {
      await assert.rejects(model.translate(asked('a', ['fr', 'it']), neverCancelled), {
        code: 'inputInvalid',
        message: /does not translate from "fr" into "it"\. It translates from .*\ben\b/,
      });
    });

    test('leaves a summary’s sentences to the bundled model, and drafts updates where it has the pair', async () => {
      const text = 'The server answers requests. It reads a file of settings when it starts.';
      const summary = await model.summarize(
        { text, format: 'plain', type: 'keyPoints', length: 'short', from: 'en', to: 'en' },
        neverCancelled,
      );
      assert.equal(summary?.points[0]?.origin, 'extracted');
      const updated = await model.update(
        { source: 'A.', translation: '가.', format: 'plain', draft: false, beams: 1, glossary: [] },
        neverCancelled,
      );
      assert.ok(updated);
      const drafted = (await model.update(
        {
          source: 'A.\n\nThe server answers.\n',
          base: 'A.\n',
          translation: '가.\n',
          format: 'markdown',
          draft: true,
          beams: 1,
          glossary: [],
        },
        neverCancelled,
      ))!;
      assert.equal(drafted.drafts, 1);
      if (pairs[name][1] !== 'ko') return;
      const said = (await translate('The server answers.')).text.trim();
      assert.equal(drafted.items.find(({ isDraft }) => isDraft)?.after?.trim(), said);
    });
  });
}

suite('Languages of a person’s own encoder-decoder', () => {
  const translatesOf = async (name: (typeof seq2seqExports)[number], change: (dir: string) => void = () => {}) => {
    const folder = makeSeq2seqFolder(name);
    try {
      change(folder.dir);
      const { info, session } = await openOwnSeq2seq(folder.dir, 1);
      await session.dispose();
      return info.translates;
    } finally {
      folder.dispose();
    }
  };

  test('are those that its files say, by their shortest tags', async () => {
    assert.deepEqual(await translatesOf('marian'), [{ from: ['en'], to: ['ko'] }]);
    assert.deepEqual(await translatesOf('t5'), [{ from: ['en'], to: ['de', 'fr'] }]);
    const all = ['en', 'ko', 'ja', 'de'];
    assert.deepEqual(await translatesOf('m2m_100'), [{ from: all, to: all }]);
    const nllb = ['en', 'ko', 'ja', 'zh-TW'];
    assert.deepEqual(await translatesOf('nllb'), [{ from: nllb, to: nllb }]);
  });

  test('of a Marian pair are in its name, or in localtext.json, else it is refused with what to write there', async () => {
    const silent = (dir: string) => writeJson(dir, 'tokenizer_config.json', {});
    await assert.rejects(translatesOf('marian', silent), {
      code: 'modelInvalid',
      message: /^localText\.models\.seq2seq \(marian\).*which languages.*localtext\.json/,
    });
    const named = (dir: string) => {
      silent(dir);
      const config = JSON.parse(readFileSync(join(dir, 'config.json'), 'utf8'));
      writeJson(dir, 'config.json', { ...config, _name_or_path: 'Helsinki-NLP/opus-mt-tc-big-en-ko' });
    };
    assert.deepEqual(await translatesOf('marian', named), [{ from: ['en'], to: ['ko'] }]);
    const noted = (dir: string) => {
      silent(dir);
      writeJson(dir, 'localtext.json', { translate: { 'deu>zh_Hant': '' } });
    };
    assert.deepEqual(await translatesOf('marian', noted), [{ from: ['de'], to: ['zh-TW'] }]);
  });

  test('of a T5 without tasks are in localtext.json', async () => {
    const without = (dir: string) => {
      const config = JSON.parse(readFileSync(join(dir, 'config.json'), 'utf8'));
      writeJson(dir, 'config.json', { ...config, task_specific_params: null });
    };
    await assert.rejects(translatesOf('t5', without), {
      code: 'modelInvalid',
      message: /task_specific_params.*localtext/,
    });
    const noted = (dir: string) => {
      without(dir);
      writeJson(dir, 'localtext.json', { translate: { 'en>ko': 'en2ko: ', 'ko>en': 'ko2en: ' } });
    };
    assert.deepEqual(await translatesOf('t5', noted), [
      { from: ['en'], to: ['ko'] },
      { from: ['ko'], to: ['en'] },
    ]);
  });
});

suite('Folders of encoder-decoders', () => {
  const opened = async (
    name: (typeof seq2seqExports)[number],
    change: (folder: OwnFolder) => string | undefined,
    own?: (dir: string) => string,
  ) => {
    const folder = makeSeq2seqFolder(name);
    try {
      const dir = change(folder) ?? folder.dir;
      const model = await openSeq2seq({ ...options, own: own?.(dir) ?? dir });
      await model.dispose();
      return model.info;
    } finally {
      folder.dispose();
    }
  };

  test('a snapshot of a hub cache, whose files are links, is read', async () => {
    assert.equal((await opened('marian', asHubCache)).own, 'abc123');
  });

  test('one graph of several may be named: its variant is taken', async () => {
    const named = await opened(
      'm2m_100',
      () => undefined,
      (dir) => join(dir, 'onnx', 'decoder_model_merged_fp16.onnx'),
    );
    assert.equal(named.ownTrouble, undefined);
    assert.equal(named.own, 'm2m_100');
  });

  const faults: [string, (typeof seq2seqExports)[number], (dir: string) => void, string, RegExp][] = [
    [
      'no tokenizer.json',
      'marian',
      (dir) => {
        rmSync(join(dir, 'tokenizer.json'));
        for (const file of ['source.spm', 'target.spm', 'vocab.json']) writeFileSync(join(dir, file), '{}');
      },
      'modelMissing',
      /source\.spm.*vocab\.json.*not read.*transformers saves none.*Xenova/,
    ],
    [
      'no tokenizer.json, of a family that has one',
      't5',
      (dir) => rmSync(join(dir, 'tokenizer.json')),
      'modelMissing',
      /save_pretrained/,
    ],
    [
      'no graph',
      't5',
      (dir) => rmSync(join(dir, 'onnx'), { recursive: true }),
      'modelMissing',
      /encoder_model.*optimum-cli/,
    ],
    [
      'a decoder without past',
      'marian',
      (dir) => rmSync(join(dir, 'decoder_with_past_model.onnx')),
      'modelMissing',
      /decoder_with_past_model.*with-past/,
    ],
    [
      'two graphs exchanged',
      'marian',
      (dir) => {
        renameSync(join(dir, 'decoder_with_past_model.onnx'), join(dir, 'other'));
        renameSync(join(dir, 'decoder_model.onnx'), join(dir, 'decoder_with_past_model.onnx'));
        renameSync(join(dir, 'other'), join(dir, 'decoder_model.onnx'));
      },
      'modelUnsupported',
      /decoder's graph/,
    ],
    [
      'a graph cut off',
      't5',
      (dir) => writeFileSync(join(dir, 'onnx/encoder_model.onnx'), 'x'),
      'modelInvalid',
      /encoder_model/,
    ],
    [
      'a family that is not known',
      't5',
      (dir) => writeJson(dir, 'config.json', { model_type: 'bart', vocab_size: 10 }),
      'modelUnsupported',
      /"bart".*marian/,
    ],
  ];
  for (const [fault, name, change, code, message] of faults) {
    test(`${fault}: the bundled model speaks, and says why`, async () => {
      const { own, ownTrouble, architecture } = await opened(name, ({ dir }) => {
        change(dir);
        return undefined;
      });
      assert.deepEqual([own, ownTrouble?.code, architecture], [undefined, code, 't5']);
      assert.match(ownTrouble!.message, message);
      assert.match(ownTrouble!.message, /^localText\.models\.seq2seq/);
      assert.doesNotMatch(ownTrouble!.message, /Reinstall/);
    });
  }
});
