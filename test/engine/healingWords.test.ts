// Healing with the shipped decoder, at every cursor position within a few hundred words of both languages. That the
// tokens spell the typed characters, all of them and nothing else, is checked by SuggestionBuilder on every token;
// here it meets the real vocabulary and the real probabilities.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CompletionModel } from '../../src/engine/tasks/completion/completionModel';
import type { CompleteParams } from '../../src/shared/protocol/completion';
import { neverCancelled } from '../../src/util/async';
import { completionDir, hasCompletionWeights } from '../support/bundles';

const samples = path.resolve(__dirname, '../fixtures/sample');
const wordsTried = 220;

const request = (prefix: string): CompleteParams => ({
  prefix,
  suffix: '',
  header: '',
  maxTokens: 2,
  alternatives: 1,
  stopAt: 'word',
  caution: 0,
  raw: true,
});

/** Each different word of a text with the sentence before it. */
function wordsInPlace(file: string): { before: string; word: string }[] {
  const text = readFileSync(path.join(samples, file), 'utf8');
  const seen = new Set<string>();
  const found: { before: string; word: string }[] = [];
  for (const { index, 0: word } of text.matchAll(/\p{L}[\p{L}\p{N}'’-]+/gu)) {
    if (seen.has(word)) continue;
    seen.add(word);
    found.push({ before: text.slice(Math.max(0, index - 60), index), word });
  }
  return found.slice(0, wordsTried);
}

suite('Healing in real words', () => {
  let model: CompletionModel;

  suiteSetup(async function () {
    if (!hasCompletionWeights()) this.skip();
    model = await CompletionModel.open(completionDir, { threads: 1 });
  });
  suiteTeardown(() => model?.dispose());

  for (const files of [
    ['guide.md', 'README.md', 'garden.md'],
    ['guide.ko.md', 'letter-ko.md', 'travel-ko.md'],
  ]) {
    test(`continues the typed characters exactly: ${files.join(', ')}`, async function () {
      this.timeout(300_000);
      const words = files.flatMap(wordsInPlace).slice(0, wordsTried);
      assert.ok(words.length >= 150, `${words.length} words`);
      let positions = 0;
      for (const { before, word } of words) {
        for (let split = 0; split <= word.length; split++) {
          const { suggestions } = await model.complete(request(before + word.slice(0, split)), neverCancelled);
          assert.doesNotMatch(suggestions[0]!.text, /\uFFFD/);
          positions++;
        }
      }
      assert.ok(positions > 500);
    });
  }
});
