import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sourceWords, stemOf } from '../../../src/engine/vocabulary/sourceWords';
import { Tokenizer } from '../../../src/engine/vocabulary/tokenizer';
import { type TokenId, tokenIds } from '../../../src/util/tokenId';
import { modelsDir } from '../../support/bundles';

interface Cases {
  stems: Record<string, string>;
  runs: { ids: number[]; words: [start: number, end: number, stem: string][] }[];
}

const read = (...names: string[]) => JSON.parse(readFileSync(path.join(modelsDir, ...names), 'utf8'));
const cases = read('recipe', 'tests', 'source_words.json') as Cases;
const tokenizer = new Tokenizer(read('seq2seq', 'tokenizer.json'), read('seq2seq', 'tokenizer_config.json'));

suite('words of a source', () => {
  test('have the stems that the recipe counted by', () => {
    for (const [word, stem] of Object.entries(cases.stems)) assert.equal(stemOf(word), stem, word);
  });

  test('are the runs of tokens that the recipe counted', () => {
    for (const { ids, words } of cases.runs) {
      const made = sourceWords(tokenIds(ids), tokenizer).map(({ start, end, stem }) => [start, end, stem]);
      assert.deepEqual(made, words);
    }
  });

  test('special tokens are words without a stem', () => {
    const [tag, atom] = ['<to_ko>', '<extra_0>'].map((name) => tokenizer.requireSpecial(name)) as [TokenId, TokenId];
    const ids = [tag, ...tokenizer.encode('Run'), atom, ...tokenizer.encode(' now')];
    assert.deepEqual(
      sourceWords(ids, tokenizer).map(({ stem }) => stem),
      ['', 'run', '', 'now'],
    );
  });
});
