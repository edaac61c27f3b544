import assert from 'node:assert/strict';
import { SuggestionBuilder, type SuggestionRules } from '../../../../src/engine/tasks/completion/suggestionBuilder';
import type { Suggestion } from '../../../../src/shared/protocol/completion';

const rules: SuggestionRules = { stopAt: 'line', minConfidence: 0.1, floor: 0.3, raw: false };

/** Feeds `tokens` (text, probability) until the builder has enough. */
function build(tokens: [string, number][], options: Partial<SuggestionRules> & { typed?: string; end?: number } = {}) {
  const builder = new SuggestionBuilder('The cat', options.typed ?? '', { ...rules, ...options });
  let isOpen = true;
  let used = 0;
  for (const [text, probability] of tokens) {
    if (!isOpen) break;
    used++;
    isOpen = builder.push(used, Buffer.from(text).toString('latin1'), Math.log(probability));
  }
  if (isOpen && options.end) builder.pushEnd(Math.log(options.end));
  return { ...builder.result(), used };
}

const outcome = ({ text, stop }: Suggestion) => ({ text, stop });

suite('SuggestionBuilder', () => {
  test('keeps all words that are sure enough, and no half word', () => {
    const built = build([
      [' sat', 0.9],
      [' on', 0.8],
      [' the', 0.5],
      [' mat', 0.1],
      ['ernal', 0.9],
    ]);
    assert.deepEqual(outcome(built), { text: ' sat on the', stop: 'confidence' });
    assert.equal(built.used, 4);
    assert.equal(built.tokens, 3);
    assert.ok(Math.abs(built.confidence - 0.36) < 1e-9);
  });

  test('shows nothing when the first word is under the floor', () => {
    assert.deepEqual(outcome(build([[' sat', 0.2]])), { text: '', stop: 'floor' });
    assert.deepEqual(
      outcome(
        build([
          [' sa', 0.5],
          ['ddle', 0.5],
        ]),
      ),
      { text: '', stop: 'floor' },
    );
  });

  test('ends where the model says that the text ends', () => {
    assert.deepEqual(outcome(build([[' sat.', 0.9]], { end: 0.9 })), { text: ' sat.', stop: 'endOfText' });
  });

  test('ends at the line break', () => {
    const built = build([
      [' sat.', 0.9],
      ['\n\n', 0.9],
    ]);
    assert.deepEqual(outcome(built), { text: ' sat.', stop: 'boundary' });
  });

  test('cuts the word that the length limit left open', () => {
    const built = build([
      [' sat', 0.9],
      [' o', 0.9],
    ]);
    assert.deepEqual(outcome(built), { text: ' sat', stop: 'length' });
  });

  test('leaves out the characters that were typed', () => {
    const built = build(
      [
        [' sat', 0.9],
        [' on', 0.9],
        [' it', 0.9],
      ],
      { typed: ' s' },
    );
    assert.equal(built.text, 'at on');
  });

  test('ends a loop before it goes round again', () => {
    const loop = new SuggestionBuilder('The cat', '', rules);
    const tokens = [' sat', ' and', ' sat', ' and', ' sat', ' and'];
    const goesOn = tokens.map((text) => loop.push(text === ' sat' ? 1 : 2, text, Math.log(0.99)));
    assert.equal(goesOn.at(-1), false);
    assert.equal(loop.result().stop, 'repetition');
  });

  test('does not say the same words twice', () => {
    const words = ' had been a great man and had been a great man again'.match(/ \S+/g)!;
    const built = build(words.map((word) => [word, 0.99]));
    assert.deepEqual(outcome(built), { text: ' had been a great man and', stop: 'repetition' });
  });

  test('raw keeps everything', () => {
    const built = build(
      [
        [' sat', 0.01],
        ['\n\n', 0.01],
        ['A', 0.01],
      ],
      { raw: true },
    );
    assert.deepEqual(outcome(built), { text: ' sat\n\nA', stop: 'length' });
  });

  test('never shows half a character', () => {
    const builder = new SuggestionBuilder('', '', { ...rules, raw: true });
    const bytes = Buffer.from(' 한국').toString('latin1');
    builder.push(1, bytes.slice(0, -1), Math.log(0.9));
    assert.equal(builder.result().text, ' 한');
  });
});
