import assert from 'node:assert/strict';
import { score } from '../../../../src/engine/tasks/completion/score';
import type { Tokenizer } from '../../../../src/engine/vocabulary/tokenizer';
import { CancellationSource, neverCancelled } from '../../../../src/util/async';
import { tokenId, tokenIds } from '../../../../src/util/tokenId';
import { FakeDecoder } from '../../../support/fakeDecoder';

/** One token a character. */
const tokenizer = {
  encodeStart: (text: string) => tokenIds([...text].map(() => 1)),
} as unknown as Tokenizer;

const tools = () => ({
  start: tokenId(0),
  tokenizer,
  model: new FakeDecoder({ vocabSize: 4, logitsFor: () => new Float32Array(4) }),
});

suite('score', () => {
  test('counts tokens, and bytes as UTF-8', async () => {
    const result = await score({ text: '한글 a' }, tools(), neverCancelled, async () => {});
    assert.equal(result?.tokens, 4);
    assert.equal(result?.bytes, 8);
    assert.ok(Math.abs(result.logProb + 4 * Math.log(4)) < 1e-5);
  });

  test('with the memory, a text that repeats itself is more probable', async () => {
    const alone = await score({ text: 'aaaaaaaa' }, tools(), neverCancelled, async () => {});
    const remembered = await score({ text: 'aaaaaaaa', memory: true }, tools(), neverCancelled, async () => {});
    assert.ok(remembered!.logProb > alone!.logProb + 2, `${remembered!.logProb} ${alone!.logProb}`);
  });

  test('is undefined when cancelled', async () => {
    const source = new CancellationSource();
    source.cancel();
    assert.equal(await score({ text: 'abc' }, tools(), source.token, async () => {}), undefined);
  });
});
