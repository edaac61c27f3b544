// The shipped fill-mask folder, unchanged, in transformers.js's fill-mask pipeline: the same ranking of single tokens.

import assert from 'node:assert/strict';
import type { FillMaskPipeline } from '@huggingface/transformers';
import { type ScoredToken, topK } from '../../src/engine/decode/logits';
import { logProbOf } from '../../src/engine/decode/maskedModel';
import { Bundle } from '../../src/engine/models/bundle';
import { MaskedSession } from '../../src/engine/models/maskedSession';
import { readPlace } from '../../src/engine/tasks/fillMask/blankPlaces';
import { BlankSequence } from '../../src/engine/tasks/fillMask/blankSequence';
import { Tokenizer } from '../../src/engine/vocabulary/tokenizer';
import { tokenId } from '../../src/util/tokenId';
import { hasMaskedWeights, maskedDir, modelsDir } from '../support/maskedBundle';

const sentences = [
  'The <mask> opens the file.',
  'Click the <mask> button to continue.',
  'To install the package, run the following <mask>.',
  'This method returns a new <mask> that contains the elements.',
  'The value must be a positive <mask>.',
  'She opened the <mask> and went in.',
  'If the server does not respond, check the <mask> settings.',
  'You can <mask> the file in a text editor.',
  'For more information, <mask> the documentation.',
  '<mask> the package before you run the program.',
  '# Getting <mask>\n\nThis page shows the first steps.',
  'The `fetch()` function returns a <mask>.',
  'It was a dark and stormy <mask>.',
  'The old man lived in a small <mask> by the sea.',
  'There <mask> three files in the folder.',
  'The function takes two arguments: a name and a <mask>.',
  'He said that he <mask> not go.',
  'An <mask> occurs when the file is missing.',
  'See the (<mask>) section.',
  'Use the arrow keys to <mask> through the list, then press Enter.',
  '파일을 <mask> 저장합니다.',
  '이 함수는 새로운 <mask> 반환합니다.',
  '자세한 내용은 다음 <mask> 참조하세요.',
  '<mask> 이름을 입력합니다.',
  '서버가 요청을 <mask> 수 없습니다.',
  '오늘은 날씨가 <mask>.',
  '다음 명령을 <mask> 패키지를 설치합니다.',
  '이 옵션은 기본적으로 <mask> 있습니다.',
  '브라우저에서 <mask> 페이지를 엽니다.',
  '나는 <mask>에 갔다.',
];

suite('The shipped masked model in transformers.js', () => {
  let ours: { session: MaskedSession; tokenizer: Tokenizer };
  let theirs: FillMaskPipeline;

  suiteSetup(async function () {
    if (!hasMaskedWeights()) {
      console.warn('    skipped: no weights in models/fill-mask, so agreement with transformers.js is not checked');
      return this.skip();
    }
    this.timeout(120_000);
    const { env, pipeline } = await import('@huggingface/transformers');
    env.allowRemoteModels = false;
    env.localModelPath = modelsDir;
    theirs = (await pipeline('fill-mask', 'fill-mask')) as FillMaskPipeline;
    const bundle = await Bundle.open(maskedDir, 'fill-mask');
    const tokenizer = new Tokenizer(bundle.tokenizer, bundle.tokenizerConfig);
    const config = { ...bundle.info, padTokenId: tokenizer.requireSpecial('<pad>') };
    ours = { session: await MaskedSession.open(bundle.graph().path, config, { threads: 1 }), tokenizer };
  });

  suiteTeardown(async () => {
    await theirs?.dispose();
    await ours?.session.dispose();
  });

  for (const sentence of sentences) {
    test(`ranks ${JSON.stringify(sentence)} alike`, async function () {
      this.timeout(60_000);
      const expected = (await theirs(sentence, { top_k: 10 })) as { token: number; score: number }[];
      const { row, best } = await askOurs(sentence);
      assert.equal(best[0]?.id, expected[0]?.token);
      for (const [n, { token, score }] of expected.entries()) {
        assert.ok(Math.abs(Math.exp(logProbOf(row, tokenId(token))) - score) < 1e-3);
        // Where two probabilities are as good as equal, either may come first.
        const isTie = expected.some((other, at) => at !== n && Math.abs(other.score - score) < 1e-5);
        assert.ok(isTie || best[n]?.id === token, `place ${n}`);
      }
    });
  }

  async function askOurs(sentence: string): Promise<{ row: Float32Array; best: ScoredToken[] }> {
    const { session, tokenizer } = ours;
    const start = sentence.indexOf('<mask>');
    const place = readPlace(sentence, { start, end: start + '<mask>'.length });
    const specials = {
      first: tokenizer.requireSpecial('<bos>'),
      last: tokenizer.requireSpecial('<eos>'),
      mask: tokenizer.requireSpecial('<mask>'),
    };
    const window = { preferred: 128, most: session.shape.contextTokens };
    const sequence = new BlankSequence(sentence, [place], tokenizer, specials, window);
    const { before, after, mask } = sequence.context(0, [{ masks: 1 }], {}, 1);
    const row = (await session.forward([{ ids: [...before, mask, ...after], wanted: [before.length] }])).slice();
    return { row, best: topK(row, 10) };
  }
});

suite('Fill-mask sentences', () => {
  test('are 30, a third of them Korean', () => {
    assert.ok(sentences.length >= 30);
    assert.ok(sentences.filter((sentence) => /[가-힣]/.test(sentence)).length >= 10);
  });
});
