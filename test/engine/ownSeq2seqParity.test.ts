// Encoder-decoders of the families that are claimed, unchanged, in transformers.js: the same ids and the same greedy tokens as
// Python's transformers, and so as ours (models/seq2seqExports.test.ts).

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { makeSeq2seqFolder } from '../support/ownFolders';

/** Of float16 a few steps of one text: what is as good as equal may come out either way. */
for (const [name, dtype, count, steps] of [
  ['t5', 'fp32', 4, 16],
  ['m2m_100', 'fp16', 1, 5],
] as const) {
  test(`the export ${name} in transformers.js writes what it writes here`, async function () {
    this.timeout(60_000);
    const folder = makeSeq2seqFolder(name);
    try {
      const { AutoModelForSeq2SeqLM, env, Tensor } = await import('@huggingface/transformers');
      env.allowRemoteModels = false;
      env.localModelPath = dirname(folder.dir);
      const { cases } = JSON.parse(readFileSync(join(folder.dir, 'expected.json'), 'utf8')) as {
        cases: { ids: number[]; greedy: number[] }[];
      };
      const { added_tokens } = JSON.parse(readFileSync(join(folder.dir, 'tokenizer.json'), 'utf8')) as {
        added_tokens: { id: number; content: string }[];
      };
      const end = added_tokens.find(({ content }) => content === '</s>')!.id;
      const forced = name === 't5' ? undefined : cases[0]!.greedy[0]!;
      const never = added_tokens.filter(({ id }) => id !== end && id !== forced).map(({ id }) => [id]);
      const model = await AutoModelForSeq2SeqLM.from_pretrained(basename(folder.dir), { dtype });
      for (const { ids, greedy } of cases.slice(0, count)) {
        const dims = [1, ids.length];
        const output = await model.generate({
          inputs: new Tensor('int64', BigInt64Array.from(ids, BigInt), dims),
          attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), dims),
          max_new_tokens: steps,
          num_beams: 1,
          do_sample: false,
          bad_words_ids: never,
          ...(forced !== undefined && { forced_bos_token_id: forced }),
        } as never);
        const written = Array.from((output as { data: BigInt64Array }).data, Number).slice(1, steps);
        assert.deepEqual(written, greedy.slice(0, steps - 1));
      }
      await model.dispose();
    } finally {
      folder.dispose();
    }
  });
}
