import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { PromptBuilder } from '../../../../src/engine/tasks/completion/completionPrompt';
import { foreignFormat, inReadingOrder, recipeFormat } from '../../../../src/engine/tasks/completion/sequenceFormat';
import { Tokenizer } from '../../../../src/engine/vocabulary/tokenizer';
import { shippedTokenizer } from '../../../support/bundles';

const tokenizerOf = (kind: string) => {
  const path = resolve(__dirname, '../../../fixtures/tokenizers', kind, 'tokenizer.json');
  return new Tokenizer(JSON.parse(readFileSync(path, 'utf8')), {});
};
const nothing = { config: {}, generationConfig: {}, tokenizerConfig: {} };
const budget = { promptTokens: 200, suffixTokens: 40, slideTokens: 40 };

suite('sequenceFormat', () => {
  test('a model without a beginning begins with what stands between two texts', () => {
    const tokenizer = tokenizerOf('gpt2');
    const end = tokenizer.special('<|endoftext|>');
    assert.equal(
      foreignFormat(tokenizer, { ...nothing, config: { bos_token_id: null, eos_token_id: end } }).start,
      end,
    );
    const tokenizerConfig = { bos_token: { content: '<|endoftext|>' } };
    assert.equal(foreignFormat(tokenizer, { ...nothing, tokenizerConfig }).start, end);
    assert.throws(() => foreignFormat(tokenizer, nothing), { code: 'modelInvalid', file: 'config.json' });
  });

  test('a model that nobody taught to fill in is not told what follows', () => {
    const format = foreignFormat(tokenizerOf('llama3'), { ...nothing, config: { bos_token_id: 0 } });
    assert.equal(format.middle, undefined);
  });

  test('our own models keep their own format, in a folder of one’s own too', () => {
    const tokenizer = shippedTokenizer();
    assert.deepEqual(foreignFormat(tokenizer, nothing), recipeFormat(tokenizer));
  });

  for (const [kind, order] of [
    ['starcoder', 'suffixFirst'],
    ['qwen2', 'prefixFirst'],
  ] as const) {
    test(`${kind} is told the text after the cursor in its order`, () => {
      const tokenizer = tokenizerOf(kind);
      const format = foreignFormat(tokenizer, { ...nothing, config: { bos_token_id: 0 } });
      const middle = format.middle!;
      assert.equal(middle.order, order);
      const { ids } = new PromptBuilder(tokenizer, budget, format).build({
        prefix: 'The server answers. The ',
        suffix: ' is closed.',
        header: '',
      });
      const words = ids
        .map(
          (id) =>
            tokenizer.bytesOf(id) ??
            { [middle.prefix!]: '<P>', [middle.suffix]: '<S>', [middle.middle]: '<M>' }[id] ??
            '^',
        )
        .join('');
      const expected =
        order === 'prefixFirst'
          ? '^<P>The server answers. The<S> is closed.<M>'
          : '^<P><S> is closed.<M>The server answers. The';
      assert.equal(words, expected);
      const read = inReadingOrder([...ids, ...tokenizer.encode(' door')], middle);
      assert.ok(tokenizer.decode(read).endsWith('The door'));
    });
  }
});
