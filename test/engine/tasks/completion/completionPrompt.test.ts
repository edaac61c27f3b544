import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PromptBuilder, type PromptText } from '../../../../src/engine/tasks/completion/completionPrompt';
import { recipeFormat } from '../../../../src/engine/tasks/completion/sequenceFormat';
import type { Tokenizer } from '../../../../src/engine/vocabulary/tokenizer';
import { shippedTokenizer } from '../../../support/bundles';

const budget = { promptTokens: 96, suffixTokens: 16, slideTokens: 16 };

suite('PromptBuilder', () => {
  let tokenizer: Tokenizer;
  let builder: PromptBuilder;
  const build = (text: Partial<PromptText>) => builder.build({ prefix: '', suffix: '', header: '', ...text });
  const words = (ids: readonly number[]) =>
    ids.map((id) => tokenizer.bytesOf(id) ?? (id === tokenizer.special('<bos>') ? '^' : '#'));

  suiteSetup(() => {
    tokenizer = shippedTokenizer();
    builder = new PromptBuilder(tokenizer, budget, recipeFormat(tokenizer));
  });

  test('is the text behind <bos> at the end of a document', () => {
    const { ids, typed } = build({ prefix: 'See the doc' });
    assert.deepEqual([words(ids).join(''), typed], ['^See the', ' doc']);
  });

  test('puts the suffix first, between its marks', () => {
    const { ids } = build({ prefix: 'See the ', suffix: ' for more.' });
    assert.deepEqual(words(ids), ['^', '#', ' for', ' more', '.', '#', 'See', ' the']);
  });

  test('takes a suffix of white space for none', () => {
    assert.equal(words(build({ prefix: 'See', suffix: '\n' }).ids).includes('#'), false);
  });

  test('gives back exactly what it takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (prefix) => {
        const { ids, typed, unhealed } = build({ prefix });
        assert.equal(
          unhealed
            .slice(ids.length)
            .map((id) => tokenizer.bytesOf(id))
            .join(''),
          typed,
        );
        assert.deepEqual(unhealed.slice(0, ids.length), ids);
        assert.ok(ids.length >= 1);
      }),
    );
  });

  test('shows the headings that the prefix does not', () => {
    const { ids } = build({ header: '# Guide\n## Install', prefix: '## Install\n\nRun ' });
    assert.equal(words(ids).join(''), '^# Guide\n\n## Install\n\nRun');
  });

  test('keeps within the budget, and its start stays while one types', () => {
    let prefix = 'Words of a line that goes on.\n'.repeat(40);
    let moves = 0;
    let last = '';
    for (let typed = 0; typed < 64; typed++) {
      prefix += typed % 8 === 7 ? '\n' : ' new';
      const { ids, unhealed } = build({ prefix, header: '# Guide' });
      assert.ok(unhealed.length <= budget.promptTokens);
      assert.equal(words(ids).slice(0, 4).join(''), '^# Guide\n\n');
      const start = ids.slice(0, 20).join();
      if (start !== last) moves++;
      last = start;
    }
    assert.ok(moves <= 6, `the window moved ${moves} times`);
  });

  test('a prefix that ends with half a surrogate pair loses the half', () => {
    assert.equal(build({ prefix: 'ab\ud83c' }).typed, 'ab');
  });
});
