// A person's own folders in the ecosystem's own runtime: the same ids and greedy tokens there as here.

import assert from 'node:assert/strict';
import { basename, dirname } from 'node:path';
import type { Tensor } from '@huggingface/transformers';
import { KvCache } from '../../src/engine/decode/kvCache';
import { argmax } from '../../src/engine/decode/logits';
import { Bundle } from '../../src/engine/models/bundle';
import { DecoderSession } from '../../src/engine/models/decoderSession';
import { Tokenizer } from '../../src/engine/vocabulary/tokenizer';
import { neverCancelled } from '../../src/util/async';
import type { TokenId } from '../../src/util/tokenId';
import { makeOwnFolder, moveToOnnx, writeJson } from '../support/ownFolders';

const newTokens = 12;
const text = 'The server answers when 서버가 요청을 처리할 수 있으면 it';

for (const [architecture, tokenizerKind, dtype] of [
  ['llama', 'llama2', 'fp32'],
  ['llama-fp16', 'llama3', 'fp16'],
  ['qwen2', 'qwen2', 'fp32'],
  ['gpt2', 'gpt2', 'fp32'],
  ['gpt_neox', 'gpt2', 'fp32'],
  ['gemma', 'gemma', 'fp32'],
  ['phi', 'gpt2', 'fp32'],
] as const) {
  test(`${architecture} with the tokenizer of ${tokenizerKind} goes on as in transformers.js`, async () => {
    const { AutoModelForCausalLM, AutoTokenizer, env } = await import('@huggingface/transformers');
    const folder = makeOwnFolder(architecture, tokenizerKind);
    moveToOnnx(folder);
    writeJson(folder.dir, 'tokenizer_config.json', { tokenizer_class: 'PreTrainedTokenizerFast' });
    env.allowRemoteModels = false;
    env.localModelPath = dirname(folder.dir);
    const theirTokenizer = await AutoTokenizer.from_pretrained(basename(folder.dir));
    const theirs = await AutoModelForCausalLM.from_pretrained(basename(folder.dir), { dtype });
    const bundle = await Bundle.open(folder.dir, 'completion', { origin: 'own' });
    const ours = await DecoderSession.open(bundle.graph().path, bundle.decoderConfig, { threads: 1 });
    try {
      const inputs = theirTokenizer(text, { add_special_tokens: false }) as { input_ids: Tensor };
      const ids = new Tokenizer(bundle.tokenizer, bundle.tokenizerConfig).encodeStart(text);
      assert.deepEqual(ids, Array.from(inputs.input_ids.data as BigInt64Array, Number));
      const output = (await theirs.generate({
        ...inputs,
        max_new_tokens: newTokens,
        do_sample: false,
        eos_token_id: -1,
      })) as Tensor;
      const cache = new KvCache(ours);
      let row = (await cache.extend(ids, neverCancelled))!;
      const said: TokenId[] = [];
      while (said.length < newTokens) {
        said.push(argmax(row));
        row = await cache.append(said.at(-1)!);
      }
      assert.deepEqual(said, Array.from(output.data as BigInt64Array, Number).slice(ids.length));
    } finally {
      await theirs.dispose();
      await ours.dispose();
      folder.dispose();
    }
  });
}
