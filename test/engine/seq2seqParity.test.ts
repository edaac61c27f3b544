// The folder, unchanged, in transformers.js's translation pipeline: the same greedy tokens there as from our search.
// The tiny bundle stands in where the shipped weights are missing.

import assert from 'node:assert/strict';
import { basename, dirname } from 'node:path';
import type { Tensor, TranslationPipeline } from '@huggingface/transformers';
import { beamSearch } from '../../src/engine/decode/beamSearch';
import { Seq2seqModel } from '../../src/engine/tasks/seq2seqModel';
import { neverCancelled, yieldToEventLoop } from '../../src/util/async';
import { type TokenId, tokenIds } from '../../src/util/tokenId';
import { hasSeq2seqWeights, seq2seqDir, tinySeq2seqDir } from '../support/tinySeq2seq';

const NEW_TOKENS = 40;

const sentences: readonly [tags: string, text: string][] = [
  ['<to_ko><human>', 'Save the file.'],
  ['<to_ko><human>', 'The server does not answer.'],
  ['<to_ko><human>', 'Click the button to open the settings.'],
  ['<to_ko><human>', 'This method returns a new array.'],
  ['<to_ko><human>', 'It was cold, and nobody came.'],
  ['<to_ko><human>', 'Why?'],
  ['<to_ko><human>', 'To install the package, open a terminal.'],
  ['<to_ko><human>', 'He has 3 cats (and a dog).'],
  ['<to_ko><human>', 'Run <extra_0> now.'],
  ['<to_ko><human>', 'word word word word word word'],
  ['<to_en><human>', '파일을 저장합니다.'],
  ['<to_en><human>', '서버가 응답하지 않습니다.'],
  ['<to_en><human>', '설정을 열려면 단추를 누르세요.'],
  ['<to_en><human>', '오늘은 날씨가 좋다.'],
  ['<to_en><human>', '이 함수는 새 배열을 반환합니다.'],
  ['<to_en><human>', '왜?'],
  ['<to_en><human>', '그는 고양이 세 마리와 산다.'],
  ['<to_en><human>', '<extra_0>을 먼저 실행한 다음 <extra_1>을 여세요.'],
  ['<to_en><human>', '2026년 11월 25일'],
  ['<to_en><human>', '😀 좋아요'],
  ['<summarize><description><en>', 'A small tool for text files. It reads them and writes them.'],
  ['<headline><ko>', '작은 도구입니다. 글을 읽고 씁니다.'],
];

const dir = hasSeq2seqWeights() ? seq2seqDir : tinySeq2seqDir;

suite(`${basename(dir)} in transformers.js`, () => {
  let ours: Seq2seqModel;
  let theirs: TranslationPipeline;

  suiteSetup(async function () {
    this.timeout(120_000);
    const { env, pipeline } = await import('@huggingface/transformers');
    env.allowRemoteModels = false;
    env.localModelPath = dirname(dir);
    theirs = (await pipeline('translation', basename(dir))) as TranslationPipeline;
    ours = await Seq2seqModel.open(dir, { threads: 1 });
  });

  suiteTeardown(async () => {
    await theirs?.dispose();
    await ours?.dispose();
  });

  for (const [tags, text] of sentences) {
    test(`writes the same behind ${tags} ${JSON.stringify(text)}`, async function () {
      this.timeout(60_000);
      const inputs = theirs.tokenizer(tags + text) as { input_ids: Tensor };
      const options = { max_new_tokens: NEW_TOKENS, do_sample: false };
      const output = (await theirs.model.generate({ ...inputs, ...options })) as Tensor;
      const expected = Array.from(output.data as BigInt64Array, Number).slice(1);
      const source = tokenIds(Array.from(inputs.input_ids.data as BigInt64Array, Number));
      const { ids, stop } = await writeGreedily(source);
      // Ours ends when it goes round, theirs goes on.
      const count = stop === 'repetition' ? ids.length : NEW_TOKENS;
      assert.deepEqual(ids.slice(0, count), expected.slice(0, count));
      if (stop !== 'end' || ids.length > NEW_TOKENS) return;
      const [{ translation_text }] = (await theirs(tags + text, options as Parameters<typeof theirs>[1])) as [
        { translation_text: string },
      ];
      assert.equal((await ours.tools).tokenizer.decode(ids), translation_text);
    });
  }

  test('sources are the same ids there', async () => {
    for (const [tags, text] of sentences.filter(([, text]) => !text.includes('<'))) {
      const { input_ids } = theirs.tokenizer(tags + text) as { input_ids: Tensor };
      const ids = Array.from(input_ids.data as BigInt64Array, Number);
      const { tokenizer, specials } = await ours.tools;
      const tagIds = [...tags.matchAll(/<\w+>/g)].map(([tag]) => tokenizer.requireSpecial(tag));
      assert.deepEqual(ids, [...tagIds, ...tokenizer.encode(text), specials.end]);
    }
  });

  /** The end token, where it comes, is the last id. */
  async function writeGreedily(source: TokenId[]): Promise<{ ids: TokenId[]; stop: string }> {
    const { model, specials } = await ours.tools;
    const options = { beams: 1, start: specials.start, end: specials.end };
    const [decoded] = (await beamSearch(model, [{ source }], options, neverCancelled, yieldToEventLoop))!;
    const ids = decoded!.tokens.map(({ id }) => id);
    return { ids: decoded!.stop === 'end' ? [...ids, specials.end] : ids, stop: decoded!.stop };
  }
});

suite('Parity sentences of the encoder-decoder', () => {
  test('are 20 at least, half of them Korean', () => {
    const korean = sentences.filter(([, text]) => /\p{Script=Hangul}/u.test(text));
    assert.ok(sentences.length >= 20 && korean.length >= 10);
  });
});
