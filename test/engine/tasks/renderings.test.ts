import assert from 'node:assert/strict';
import type { WordContexts } from '../../../src/engine/decode/lexicon';
import { renderingsIn, writtenTokens } from '../../../src/engine/tasks/renderings';
import { shippedTokenizer } from '../../support/bundles';

suite('writtenTokens', () => {
  test('has each token once, and is counted once', () => {
    const contexts: WordContexts = new Map([
      [1, [{ id: 7, weight: 0.4 }]],
      [
        2,
        [
          { id: 7, weight: 0.2 },
          { id: 8, weight: 0.1 },
        ],
      ],
    ]);
    const tokens = writtenTokens(contexts);
    assert.deepEqual(
      [...tokens],
      [
        [7, { weight: 0.4, contexts: 2 }],
        [8, { weight: 0.1, contexts: 1 }],
      ],
    );
    assert.equal(writtenTokens(contexts), tokens);
  });
});

suite('renderingsIn', () => {
  const tokenizer = shippedTokenizer();
  const first = (text: string) => tokenizer.encode(` ${text}`)[0]!;

  test('has each token that begins a word once, with its greatest weight and what it stood behind', () => {
    const [server, 를] = [first('서버'), tokenizer.encode('서버를').at(-1)!];
    const contexts: WordContexts = new Map([
      [1, [{ id: server, weight: 0.4 }]],
      [2, [{ id: server, weight: 0.9 }]],
      [server, [{ id: 를, weight: 0.5 }]],
    ]);
    assert.deepEqual(renderingsIn(contexts, tokenizer), [{ id: server, text: '서버', weight: 0.9, contexts: 2 }]);
  });

  test('says them in small letters', () => {
    const texts = renderingsIn(new Map([[1, [{ id: first('Server'), weight: 0.4 }]]]), tokenizer);
    assert.deepEqual(
      texts.map(({ text }) => text),
      ['server'],
    );
  });
});
