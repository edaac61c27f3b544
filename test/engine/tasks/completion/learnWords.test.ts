import assert from 'node:assert/strict';
import { SiblingMemory } from '../../../../src/engine/decode/siblingMemory';
import { CompletionModel } from '../../../../src/engine/tasks/completion/completionModel';
import { learnWords } from '../../../../src/engine/tasks/completion/learnWords';
import { CancellationSource, neverCancelled } from '../../../../src/util/async';
import { type TokenId, tokenIds } from '../../../../src/util/tokenId';
import { completionDir } from '../../../support/bundles';
import { completeParams } from '../../../support/rawEngine';

/** A token a character. */
const tokenizer = { encode: (text: string) => tokenIds([...text].map((character) => character.codePointAt(0)!)) };
const context = (text: string) => tokenizer.encode(text);

suite('learning the words of other documents', () => {
  let memory: SiblingMemory;
  let pieces: number;
  const yieldPoint = async () => {
    pieces++;
  };
  const learn = (documents: { name: string; text: string }[], forget: true | string[] = []) =>
    learnWords({ forget, documents }, { memory, tokenizer }, { token: neverCancelled, yieldPoint });
  const next = (before: string, own?: string) =>
    (memory.opinions(context(before), own).at(-1)?.counts ?? new Map<TokenId, number>()).size;

  setup(() => {
    memory = new SiblingMemory();
    pieces = 0;
  });

  test('composed and with LF, as completions see a text', async () => {
    const result = await learn([{ name: 'a', text: 'x\r\n가'.normalize('NFD') }]);
    assert.equal(result?.documents, 1);
    assert.equal(result?.tokens, 3);
    assert.ok(memory.opinions(context('x\n')).some(({ counts }) => counts.has(context('가')[0]!)));
  });

  test('a document takes its own place, and is forgotten', async () => {
    await learn([{ name: 'a', text: 'one two' }]);
    await learn([{ name: 'a', text: 'one ten' }]);
    assert.equal(next('one t'), 1);
    assert.equal(next('one t', 'a'), 0, 'nor counts for itself');
    await learn([{ name: 'b', text: 'other' }], ['a']);
    assert.deepEqual([next('one t'), next('ot')], [0, 1]);
    await learn([], true);
    assert.equal(memory.size, 0);
  });

  test('a long text lets others pass, wherever it is cut', async () => {
    const text = `${'a line of some length\n'.repeat(1000)}${'😀'.repeat(20_000)}`;
    const result = await learn([{ name: 'a', text }]);
    assert.equal(result?.tokens, [...text].length);
    assert.ok(pieces > 5, String(pieces));
  });

  test('the shipped decoder then goes on as the others do, but not as the document itself once did', async () => {
    const model = await CompletionModel.open(completionDir, { threads: 1 });
    const text = 'Call `quillborough_init()` before the frobnicator of Marrowgate starts.\n\n'.repeat(3);
    const params = completeParams('# Notes\n\nCall `quillbo', { document: 'file:/own.md' });
    const said = async () => (await model.complete(params, neverCancelled)).suggestions[0]!.text;
    const tell = (name: string) => model.learnWords({ forget: true, documents: [{ name, text }] }, neverCancelled);
    try {
      const alone = await said();
      assert.doesNotMatch(alone, /^rough_init/);
      await tell('file:/other.md');
      assert.match(await said(), /^rough_init/);
      await tell('file:/own.md');
      assert.equal(await said(), alone, 'what lies on the disk is the document of before');
    } finally {
      await model.dispose();
    }
  });

  test('cancelled, half a document is not known', async () => {
    const cancelling = new CancellationSource();
    const pace = { token: cancelling.token, yieldPoint: async () => void (++pieces > 2 && cancelling.cancel()) };
    const documents = [{ name: 'a', text: 'line\n'.repeat(5000) }];
    assert.equal(await learnWords({ forget: [], documents }, { memory, tokenizer }, pace), undefined);
    assert.equal(memory.size, 0);
  });
});
