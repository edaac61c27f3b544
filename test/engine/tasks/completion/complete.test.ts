import assert from 'node:assert/strict';
import { KvCache } from '../../../../src/engine/decode/kvCache';
import { CompleteTask } from '../../../../src/engine/tasks/completion/complete';
import { recipeFormat } from '../../../../src/engine/tasks/completion/sequenceFormat';
import type { Tokenizer } from '../../../../src/engine/vocabulary/tokenizer';
import type { CompleteParams } from '../../../../src/shared/protocol/completion';
import { CancellationSource, neverCancelled } from '../../../../src/util/async';
import { shippedTokenizer } from '../../../support/bundles';
import { parrotDecoder } from '../../../support/parrotDecoder';

const defaults: CompleteParams = {
  prefix: '',
  suffix: '',
  header: '',
  maxTokens: 32,
  alternatives: 1,
  stopAt: 'line',
  caution: 0,
  raw: false,
};

const english = 'Unbelievably, the internationalisation of documentation straightforwardly outperforms expectations.';
const korean = '문서의 국제화는 예상보다 훨씬 간단하며, 사용자가 입력하는 동안 자동으로 완성됩니다.';

suite('CompleteTask', () => {
  let tokenizer: Tokenizer;
  const taskFor = (text: string) => {
    const decoder = parrotDecoder(tokenizer, text);
    return { decoder, task: new CompleteTask(tokenizer, new KvCache(decoder), recipeFormat(tokenizer)) };
  };
  const complete = async (task: CompleteTask, params: Partial<CompleteParams>, token = neverCancelled) =>
    (await task.run({ ...defaults, ...params }, token)).suggestions[0]!;

  suiteSetup(() => {
    tokenizer = shippedTokenizer();
  });

  for (const text of [english, korean]) {
    test(`goes on exactly where the cursor is, at every point of "${text.slice(0, 12)}..."`, async function () {
      this.timeout(60_000);
      const { task } = taskFor(text);
      for (let at = 1; at < text.length; at++) {
        const { text: suggested, stop } = await complete(task, { prefix: text.slice(0, at) });
        assert.equal(text.slice(0, at) + suggested, text, `cursor at ${at}`);
        assert.equal(stop, 'endOfText');
      }
    });
  }

  test('does the same before existing text', async () => {
    const { task } = taskFor(english);
    const { text } = await complete(task, { prefix: english.slice(0, 30), suffix: '\n\nAnother paragraph.' });
    assert.equal(english.slice(0, 30) + text, english);
  });

  test('ends at a sentence, a line, a word as asked', async () => {
    const { task } = taskFor('One two. Three four.\nFive.');
    const at = async (stopAt: CompleteParams['stopAt']) => (await complete(task, { prefix: 'One', stopAt })).text;
    assert.equal(await at('word'), ' two.');
    assert.equal(await at('sentence'), ' two.');
    assert.equal(await at('line'), ' two. Three four.');
    assert.equal(await at('paragraph'), ' two. Three four.\nFive.');
  });

  test('typing on runs only what is new', async () => {
    const { task } = taskFor(english);
    await complete(task, { prefix: english.slice(0, 40) });
    const { timing } = await task.run({ ...defaults, prefix: english.slice(0, 41) }, neverCancelled);
    assert.ok(timing.promptTokens - timing.reusedTokens <= 3, JSON.stringify(timing));
  });

  test('gives different alternatives, and each goes on from what was typed', async () => {
    const { task } = taskFor(english);
    const { suggestions } = await task.run({ ...defaults, prefix: 'Unbeliev', alternatives: 3 }, neverCancelled);
    assert.ok(english.startsWith(`Unbeliev${suggestions[0]!.text}`));
    assert.ok(suggestions[0]!.text.length > 4);
    const words = suggestions.map(({ text }) => /\p{L}+/u.exec(text)?.[0]);
    assert.equal(new Set(words).size, suggestions.length);
  });

  test('when asked behind a whole word, goes on with the next one', async () => {
    const text = 'The cat sat on the mat and the dog on their bed.';
    const { task } = taskFor(text);
    const asked = { ...defaults, prefix: 'The cat sat on the', alternatives: 4 };
    const { suggestions } = await task.run(asked, neverCancelled);
    assert.match(suggestions[0]!.text, /^ mat\b/);
    assert.ok(suggestions.every((suggestion) => suggestion.text.trim() !== ''));
  });

  test('when asked, never answers with nothing but a line break or an end', async () => {
    const text = 'It is done.\n\nThe next paragraph.';
    const { task } = taskFor(text);
    for (const prefix of ['It is done.', text]) {
      const { suggestions } = await task.run({ ...defaults, prefix, alternatives: 4 }, neverCancelled);
      for (const suggestion of suggestions) assert.match(suggestion.text, /^[^\n]*[^\s]/, prefix);
    }
  });

  test('proposes what the document says above the window and under it, but not as raw text', async () => {
    const { task } = taskFor('');
    const name = 'Call the Zanzibar Quetzal Adapter.\n';
    const params = { prefix: 'Call the Zanzibar', maxTokens: 6 };
    for (const around of [
      { above: name.repeat(3), below: '' },
      { above: '', below: name.repeat(3) },
    ]) {
      const { text } = await complete(task, { ...params, around });
      assert.ok(text.startsWith(' Quetzal'), text);
      const raw = await complete(task, { ...params, around, raw: true });
      assert.ok(!raw.text.includes('Quetzal'), raw.text);
    }
    assert.ok(!(await complete(task, params)).text.includes('Quetzal'));
  });

  test('says cancelled when cancelled, and serves the next request', async () => {
    const { task } = taskFor(english);
    const source = new CancellationSource();
    source.cancel();
    assert.equal((await complete(task, { prefix: 'Unb' }, source.token)).stop, 'cancelled');
    assert.equal(`Unb${(await complete(task, { prefix: 'Unb' })).text}`, english);
  });

  test('has nothing to say about nothing', async () => {
    const { task, decoder } = taskFor(english);
    assert.equal((await complete(task, { prefix: ' \n' })).stop, 'empty');
    assert.equal(decoder.runs.length, 0);
  });

  test('stays within the window however long the document is', async () => {
    const { task } = taskFor(english);
    const prefix = `${'A long line of text. '.repeat(400)}\n${english.slice(0, 20)}`;
    const { timing } = await task.run(
      { ...defaults, prefix, suffix: 'x '.repeat(4000), maxTokens: 256 },
      neverCancelled,
    );
    assert.ok(timing.promptTokens <= 256);
  });
});
