import assert from 'node:assert/strict';
import { KvCache } from '../../../../src/engine/decode/kvCache';
import { ProposeTask } from '../../../../src/engine/tasks/completion/proposePhrases';
import { recipeFormat } from '../../../../src/engine/tasks/completion/sequenceFormat';
import { CancellationSource, neverCancelled } from '../../../../src/util/async';
import { shippedTokenizer } from '../../../support/bundles';
import { FakeDecoder } from '../../../support/fakeDecoder';

const tokenizer = shippedTokenizer();
const format = recipeFormat(tokenizer);
const fimEnd = tokenizer.requireSpecial('<fim_end>');
const fimMiddle = tokenizer.requireSpecial('<fim_middle>');

/** Says one of the texts, those given first likelier, and ends there. */
function writerOf(prefix: string, texts: readonly string[]): FakeDecoder {
  const known = texts.map((text) => [...tokenizer.encode(prefix + text), fimEnd]);
  const logitsFor = (ids: readonly number[]) => {
    const said = ids.slice(ids.lastIndexOf(fimMiddle) + 1);
    const row = new Float32Array(tokenizer.vocabSize).fill(-20);
    for (const [n, text] of known.toReversed().entries()) {
      if (said.every((id, at) => text[at] === id) && text[said.length] !== undefined) row[text[said.length]!] = n + 5;
    }
    return row;
  };
  return new FakeDecoder({ vocabSize: tokenizer.vocabSize, contextTokens: 256, logitsFor });
}

async function propose(prefix: string, texts: readonly string[], suffix = ' the box.', count = 10) {
  const spoken = prefix.endsWith(' ') ? texts.map((text) => ` ${text}`) : texts;
  const task = new ProposeTask(tokenizer, new KvCache(writerOf(prefix.trimEnd(), spoken)), format);
  const result = await task.run({ prefix, suffix, count }, neverCancelled, async () => {});
  return result!.phrases.map(({ text }) => text).slice(0, texts.length);
}

suite('proposePhrases', () => {
  test('phrases and words that the decoder would write between the two texts, likeliest first', async () => {
    const texts = ['close to', 'in', 'right in front of'];
    assert.deepEqual(await propose('The cat sat ', texts), texts);
  });

  test('where no space stands before the blank the phrase begins without one', async () => {
    assert.deepEqual(await propose('The cat (', ['close to'], ' the box).'), ['close to']);
  });

  test('at most four words, and nothing but words', async () => {
    const texts = ['one two three four five', 'in, or on', 'in'];
    assert.deepEqual((await propose('The cat sat ', texts)).slice(0, 1), ['in']);
  });

  test('as many as are wanted', async () => {
    assert.deepEqual(await propose('The cat sat ', ['in', 'on'], ' the box.', 1), ['in']);
  });

  test('nothing behind a letter, and nothing where no text follows', async () => {
    assert.deepEqual(await propose('The cat sat', ['in']), []);
    assert.deepEqual(await propose('The cat sat ', ['in'], ' \n'), []);
  });

  test("nothing by a decoder that can't say where a middle ends", async () => {
    const task = new ProposeTask(tokenizer, new KvCache(writerOf('A', [' b'])), { ...format, middle: undefined });
    const result = await task.run({ prefix: 'A ', suffix: ' c.', count: 3 }, neverCancelled, async () => {});
    assert.deepEqual(result?.phrases, []);
  });

  test('is undefined when cancelled', async () => {
    const source = new CancellationSource();
    source.cancel();
    const task = new ProposeTask(tokenizer, new KvCache(writerOf('A', [' b'])), format);
    const params = { prefix: 'A ', suffix: ' c.', count: 3 };
    assert.equal(await task.run(params, source.token, async () => {}), undefined);
  });
});
