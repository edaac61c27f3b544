// The shipped folder, unchanged, in the ecosystem's own runtime: the same greedy tokens there as through our KV cache.

import assert from 'node:assert/strict';
import type { PreTrainedModel, PreTrainedTokenizer, Tensor } from '@huggingface/transformers';
import { KvCache } from '../../src/engine/decode/kvCache';
import { argmax } from '../../src/engine/decode/logits';
import { Bundle } from '../../src/engine/models/bundle';
import { DecoderSession } from '../../src/engine/models/decoderSession';
import { neverCancelled } from '../../src/util/async';
import { type TokenId, tokenIds } from '../../src/util/tokenId';
import { completionDir, hasCompletionWeights, modelsDir } from '../support/bundles';

const NEW_TOKENS = 16;

/** Half English, half Korean; the model's special tokens are read as such. */
const prompts = [
  '<bos>The quick brown fox jumps over',
  '<bos># Getting started\n\nTo install the package, run',
  '<bos>## Usage\n\n```js\nimport { readFile } from',
  '<bos>This method returns a new array that',
  '<bos>- First item\n- Second item\n-',
  '<bos>If the server responds with a status code of 404, it means that the',
  '<bos>The `fetch()` function returns a [Promise](https://example.org) which',
  '<bos>She opened the letter slowly, because',
  '<bos><fim_suffix> is a web browser.\n<fim_middle>Firefox',
  '<bos><fim_suffix>\n\n## License\n\nMIT\n<fim_middle># My project\n\nA small tool that',
  '<bos><fim_suffix>)\n<fim_middle>See also: [the documentation](',
  '<bos>서버가 요청을 처리할 수',
  '<bos># 시작하기\n\n패키지를 설치하려면',
  '<bos>이 메서드는 새로운 배열을',
  '<bos>## 사용법\n\n1. 파일을 엽니다.\n2.',
  '<bos>브라우저가 이미지를 불러오지 못하면',
  '<bos>`Array.prototype.map()`은 배열의 각 요소에 대해',
  '<bos>오늘은 날씨가 좋아서',
  '<bos>객체의 속성을 열거하려면 다음과 같이',
  '<bos>HTML 요소의 **너비**는 콘텐츠의',
  '<bos><fim_suffix> 반환합니다.\n<fim_middle>이 함수는 문자열을',
  '<bos><fim_suffix>\n\n## 같이 보기\n<fim_middle># 웹 접근성\n\n접근성이란',
  '<bos><fim_suffix>를 참고하세요.<fim_middle>자세한 내용은',
  // longer than several prefill pieces, and than the first memory for keys and values (256 positions)
  `<bos>${'The element has a width and a height. '.repeat(45)}The element`,
  `<bos>${'요소의 크기는 너비와 높이로 정해집니다. '.repeat(40)}요소의`,
];

suite('The shipped decoder in transformers.js', () => {
  let ours: { model: DecoderSession; ends: Set<number> };
  let theirs: { model: PreTrainedModel; tokenizer: PreTrainedTokenizer };

  suiteSetup(async function () {
    if (!hasCompletionWeights()) {
      console.warn('    skipped: no weights in models/completion, so parity with transformers.js is not checked');
      return this.skip();
    }
    this.timeout(120_000);
    const { AutoModelForCausalLM, AutoTokenizer, env } = await import('@huggingface/transformers');
    env.allowRemoteModels = false;
    env.localModelPath = modelsDir;
    theirs = {
      tokenizer: await AutoTokenizer.from_pretrained('completion'),
      model: await AutoModelForCausalLM.from_pretrained('completion'),
    };
    const bundle = await Bundle.open(completionDir, 'completion');
    const ends = new Set([bundle.generationConfig.eos_token_id as number | number[]].flat());
    ours = { model: await DecoderSession.open(bundle.graph().path, bundle.decoderConfig, { threads: 1 }), ends };
  });

  suiteTeardown(async () => {
    await theirs?.model.dispose();
    await ours?.model.dispose();
  });

  for (const prompt of prompts) {
    test(`continues ${JSON.stringify(prompt.slice(5, 45))} with the same tokens`, async function () {
      this.timeout(60_000);
      const inputs = theirs.tokenizer(prompt, { add_special_tokens: false }) as { input_ids: Tensor };
      const ids = tokenIds(Array.from(inputs.input_ids.data as BigInt64Array, Number));
      const output = (await theirs.model.generate({
        ...inputs,
        max_new_tokens: NEW_TOKENS,
        do_sample: false,
      })) as Tensor;
      const expected = Array.from(output.data as BigInt64Array, Number).slice(ids.length);
      assert.deepEqual(await continueGreedily(ids), expected);
    });
  }

  /** Up to NEW_TOKENS ids; the end token, where one comes, is the last of them. */
  async function continueGreedily(prompt: readonly TokenId[]): Promise<TokenId[]> {
    const cache = new KvCache(ours.model);
    const added: TokenId[] = [];
    let logits = (await cache.extend(prompt, neverCancelled))!;
    for (;;) {
      const next = argmax(logits);
      added.push(next);
      if (added.length === NEW_TOKENS || ours.ends.has(next)) return added;
      logits = await cache.append(next);
    }
  }
});

suite('Parity prompts', () => {
  test('are at least 20, half of them Korean, some filling in the middle', () => {
    const korean = prompts.filter((prompt) => /\p{Script=Hangul}/u.test(prompt));
    assert.ok(prompts.length >= 20 && Math.abs(korean.length * 2 - prompts.length) <= 3);
    assert.ok(prompts.filter((prompt) => prompt.includes('<fim_middle>')).length >= 4);
  });
});
