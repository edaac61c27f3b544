// What a person sees who asks for suggestions by hand, with the shipped decoder: in mid-sentence behind a word that is whole, the
// alternatives are different next words, and each goes on with the sentence.

import assert from 'node:assert/strict';
import { CompletionModel } from '../../src/engine/tasks/completion/completionModel';
import { completionDefaults } from '../../src/shared/completionDefaults';
import { neverCancelled } from '../../src/util/async';
import { completionDir, hasCompletionWeights } from '../support/bundles';

suite('Asked by hand, with the shipped decoder', () => {
  let model: CompletionModel;

  suiteSetup(async function () {
    this.timeout(60_000);
    if (!hasCompletionWeights()) this.skip();
    model = await CompletionModel.open(completionDir, { threads: 0 });
  });
  suiteTeardown(() => model?.dispose());

  async function alternatives(prefix: string): Promise<string[]> {
    const params = { ...completionDefaults, prefix, suffix: '', header: '', alternatives: 4, raw: false };
    return (await model.complete(params, neverCancelled)).suggestions.map(({ text }) => text);
  }

  for (const prefix of ['The cat sat on the', 'To install the package, run the', 'She looked at the']) {
    test(`"${prefix}" goes on with different words, none of them a lone function word`, async () => {
      const texts = await alternatives(prefix);
      assert.ok(texts.length >= 3, JSON.stringify(texts));
      const words = texts.map((text) => /^ ?([\p{L}\p{N}`'’-]+)/u.exec(text)?.[1]?.toLowerCase());
      assert.equal(new Set(words).size, texts.length, JSON.stringify(texts));
      for (const word of words)
        assert.doesNotMatch(word ?? '', /^(the|a|an|of|and|to|is|was|in|on)?$/, JSON.stringify(texts));
    });
  }
});
