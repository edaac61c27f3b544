import assert from 'node:assert/strict';
import { isEnough, serverSuggestion } from '../../src/remote/serverAnswer';

const rules = { prefix: 'The cat sat on th', stopAt: 'sentence', caution: 1, alternatives: 1 } as const;
const streamed = (...texts: string[]) => ({
  tokens: texts.map((text) => ({ text, logProb: -0.01 })),
  text: texts.join(''),
  finish: 'stop',
  model: undefined,
  completionTokens: texts.length,
});

suite('serverSuggestion', () => {
  test('is enough at the end of a sentence, or when it goes another way', () => {
    assert.ok(!isEnough(' th', ' th', rules));
    assert.ok(isEnough(' a', ' th', rules));
    assert.ok(!isEnough(' the mat', ' th', rules));
    assert.ok(isEnough(' the mat. It', ' th', rules));
  });

  test('the probability of the typed letters does not count', () => {
    const tokens = [
      { text: ' th', logProb: -9 },
      { text: 'e', logProb: -0.01 },
      { text: ' kitchen', logProb: -0.01 },
    ];
    const suggestion = serverSuggestion({ ...streamed(), tokens, text: ' the kitchen' }, ' th', rules);
    assert.equal(suggestion.text, 'e kitchen');
    assert.ok(suggestion.confidence > 0.9);
  });

  test('ends before it repeats itself', () => {
    const { text } = serverSuggestion(
      streamed(' the', ' big', ' red', ' mat', ' big', ' red', ' mat', ' big', ' red', ' mat'),
      ' th',
      rules,
    );
    assert.ok(text.length < 30, text);
  });
});
