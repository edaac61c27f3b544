import assert from 'node:assert/strict';
import { StreamReader } from '../../src/remote/streamedText';

const read = (...events: (object | string)[]) => {
  const reader = new StreamReader();
  for (const event of events) reader.push(typeof event === 'string' ? event : JSON.stringify(event));
  return reader.result();
};
const piece = (text: string, logprob: number) => ({
  choices: [{ text, logprobs: { content: [{ token: text, logprob }] } }],
});

suite('StreamReader', () => {
  test('reads completions with the probabilities of chats', () => {
    const result = read(
      piece(' a', -0.5),
      piece(' b', -1),
      { choices: [{ text: '', finish_reason: 'length' }] },
      '[DONE]',
    );
    assert.equal(result.text, ' a b');
    assert.deepEqual(
      result.tokens.map(({ logProb }) => logProb),
      [-0.5, -1],
    );
    assert.equal(result.finish, 'length');
  });

  test('reads the older parallel lists, and the deltas of a chat with null in them', () => {
    const old = read({ choices: [{ text: ' a b', logprobs: { tokens: [' a', ' b'], token_logprobs: [-0.1, -0.2] } }] });
    assert.deepEqual(old.tokens, [
      { text: ' a', logProb: -0.1 },
      { text: ' b', logProb: -0.2 },
    ]);
    const chat = read(
      { choices: [{ delta: { content: null } }] },
      { choices: [{ delta: { content: 'Hi' } }] },
      { choices: [] },
    );
    assert.equal(chat.text, 'Hi');
  });

  test('reads what llama.cpp’s own routes send', () => {
    const own = (content: string) => ({
      content,
      stop: false,
      completion_probabilities: [{ token: content, logprob: -1 }],
    });
    const result = read(own(' a'), own(' b'), { content: '', stop: true, stop_type: 'limit', tokens_predicted: 2 });
    assert.deepEqual([result.text, result.finish, result.tokens.length], [' a b', 'length', 2]);
    assert.equal(result.tokens[0]?.logProb, -1);
    assert.equal(read(own(' a'), { content: '', stop: true, stop_type: 'eos' }).finish, 'stop');
  });

  test('believes no probabilities that are fewer than the tokens counted', () => {
    const usage = (completion_tokens: number) => ({ choices: [], usage: { completion_tokens } });
    assert.equal(read(piece(' 가', -0.01), usage(3)).tokens[0]?.logProb, undefined);
    assert.equal(read(piece(' 가', -0.01), usage(1)).tokens[0]?.logProb, -0.01);
    assert.equal(read(piece(' 가', -0.01)).tokens[0]?.logProb, undefined, 'nothing counted, and not ASCII');
    assert.equal(read(piece(' a', -0.01)).tokens[0]?.logProb, -0.01);
  });

  test('a stream without a reason for its end has none', () =>
    assert.equal(read(piece(' a', -1), '[DONE]').finish, undefined));

  test('a failure in the stream is one', () => assert.throws(() => read({ error: { message: 'no' } })));
});
