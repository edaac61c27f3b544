import assert from 'node:assert/strict';
import type { Tokenizer } from '../../../src/engine/vocabulary/tokenizer';
import { VocabularyIndex } from '../../../src/engine/vocabulary/vocabularyIndex';
import { shippedTokenizer } from '../../support/bundles';

suite('VocabularyIndex', () => {
  let tokenizer: Tokenizer;
  let index: VocabularyIndex;

  suiteSetup(() => {
    tokenizer = shippedTokenizer();
    index = new VocabularyIndex(tokenizer);
  });

  test('finds exactly the tokens that a search through all would find', () => {
    for (const bytes of [' inter', ' ', '\n', 'a', ' 한', '한', '``', ' zzzz']) {
      const latin1 = Buffer.from(bytes).toString('latin1');
      const expected: number[] = [];
      for (let id = 0; id < tokenizer.vocabSize; id++) if (tokenizer.bytesOf(id)?.startsWith(latin1)) expected.push(id);
      assert.deepEqual(
        [...index.startingWith(latin1)].sort((a, b) => a - b),
        expected,
      );
    }
  });

  test('leaves unsaid what a token does not say', () => {
    for (const { id, rest } of index.beginningsOf(' inter')) assert.equal(tokenizer.bytesOf(id)! + rest, ' inter');
    assert.ok(index.beginningsOf(' inter').every(({ rest }) => rest !== ''));
    assert.deepEqual(index.beginningsOf(''), []);
  });

  test('knows what would break a character', () => {
    const bytes = (id: number) => Buffer.from(tokenizer.bytesOf(id)!, 'latin1');
    const begun = Buffer.from('가').subarray(0, 1);
    const breaking = new Set<number>(index.breakingCharacter(2));
    for (let id = 64; id < tokenizer.vocabSize; id += 7) {
      if (!tokenizer.bytesOf(id)) continue;
      const together = Buffer.concat([begun, bytes(id)]).toString('utf8');
      const isBroken = /^\ufffd./s.test(together);
      if (isBroken) assert.ok(breaking.has(id), tokenizer.bytesOf(id));
    }
    assert.ok(index.breakingCharacter(0).every((id) => (bytes(id)[0]! & 0xc0) === 0x80));
  });
});
