import assert from 'node:assert/strict';
import { SuggestionBuilder, type SuggestionRules } from '../../../../src/engine/tasks/completion/suggestionBuilder';
import type { Suggestion } from '../../../../src/shared/protocol/completion';

const rules: SuggestionRules = { stopAt: 'line', caution: 1, raw: false };

interface Options extends Partial<SuggestionRules> {
  before?: string;
  typed?: string;
  /** Probability that the text ends behind the tokens. */
  end?: number;
}

/** Feeds `tokens` (text, probability) until the builder has enough. */
function build(tokens: [string, number][], options: Options = {}) {
  const builder = new SuggestionBuilder(options.before ?? 'The cat', options.typed ?? '', { ...rules, ...options });
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
const words = (text: string, probability: number) =>
  (text.match(/ \S+/g) ?? []).map((word): [string, number] => [word, probability]);

suite('SuggestionBuilder', () => {
  test('keeps the words that are expected to save more, and no half word', () => {
    const built = build([
      [' slept', 0.9],
      [' soundly', 0.8],
      [' the', 0.8],
      [' who', 0.1],
      ['lesome', 0.9],
    ]);
    assert.deepEqual(outcome(built), { text: ' slept soundly the', stop: 'confidence' });
    assert.equal(built.used, 4);
    assert.equal(built.tokens, 3);
    assert.ok(Math.abs(built.confidence - 0.576) < 1e-9);
  });

  test('shows nothing whose keys are not worth the look', () => {
    const nothing = { text: '', stop: 'unsure' };
    const next: [string, number] = [' x', 0.01];
    assert.deepEqual(outcome(build([[' sat', 0.3], next])), nothing);
    assert.deepEqual(outcome(build([[' internationally', 0.3], next])), {
      text: ' internationally',
      stop: 'confidence',
    });
    assert.deepEqual(outcome(build([[' internationally', 0.3], next], { caution: 3 })), nothing);
    assert.equal(build([[' sat', 0.3], next], { caution: 0 }).text, ' sat');
    const half: [string, number][] = [
      [' sa', 0.3],
      ['ddle', 0.4],
    ];
    assert.deepEqual(outcome(build(half)), nothing);
  });

  test('shows no function word alone, unless it is the rest of one or wanted', () => {
    const next: [string, number] = [' x', 0.01];
    for (const word of [' the', ' and', ' The', ' which']) {
      assert.equal(build([[word, 0.99], next]).text, '', word);
      assert.equal(build([[word, 0.99], next], { caution: 0 }).text, word);
    }
    assert.equal(build([[' the', 0.99], [' mat', 0.9], next]).text, ' the mat');
    assert.equal(build([['ause', 0.99], next], { before: 'bec' }).text, 'ause');
    for (const particle of ['에서', '으로', '까지']) {
      assert.equal(build([[particle, 0.99], next], { before: '`API`' }).text, '', particle);
    }
  });

  test('when the person asked, says at least one word, however unsure, and no sign alone', () => {
    const asked = { caution: 0, asked: true };
    assert.equal(
      build(
        [
          [' the', 0.01],
          [' x', 0.01],
        ],
        asked,
      ).text,
      ' the',
    );
    const signs: [string, number][] = [
      [' **', 0.02],
      ['Note', 0.1],
      ['**', 0.9],
      [' x', 0.01],
    ];
    assert.match(build(signs, asked).text, /^ \*\*Note/);
  });

  test('ends before a particle or an ending in Korean where the rest is not known', () => {
    const built = build(
      [
        [' 데이터베이스', 0.9],
        ['를', 0.1],
      ],
      { before: '이 문서는' },
    );
    assert.deepEqual(outcome(built), { text: ' 데이터베이스', stop: 'confidence' });
  });

  test('ends where the model says that the text ends', () => {
    assert.deepEqual(outcome(build([[' slept.', 0.9]], { end: 0.9 })), { text: ' slept.', stop: 'endOfText' });
  });

  test('ends before a blank: it is the person who leaves one', () => {
    assert.deepEqual(
      outcome(
        build([
          [' sat', 0.9],
          [' on', 0.9],
          [' __', 0.9],
          ['__', 0.9],
          [' mat', 0.9],
        ]),
      ),
      {
        text: ' sat on',
        stop: 'boundary',
      },
    );
    assert.equal(
      build(
        [
          [' call', 0.9],
          [' __', 0.9],
          ['init', 0.9],
          ['__', 0.9],
        ],
        { end: 0.9 },
      ).text,
      ' call __init__',
    );
  });

  test('ends at the line break', () => {
    const built = build([
      [' slept.', 0.9],
      ['\n\n', 0.9],
    ]);
    assert.deepEqual(outcome(built), { text: ' slept.', stop: 'boundary' });
  });

  test('cuts the word that the length limit left open', () => {
    const built = build([
      [' slept', 0.9],
      [' o', 0.9],
    ]);
    assert.deepEqual(outcome(built), { text: ' slept', stop: 'length' });
  });

  test('leaves out the characters that were typed', () => {
    const built = build([...words(' sat on it', 0.9), [' x', 0.01]], { typed: ' s' });
    assert.equal(built.text, 'at on it');
  });

  test('ends a loop before it goes round again', () => {
    const loop = new SuggestionBuilder('The cat', '', rules);
    const tokens = [' sat', ' and', ' sat', ' and', ' sat', ' and'];
    const goesOn = tokens.map((text) => loop.push(text === ' sat' ? 1 : 2, text, Math.log(0.99)));
    assert.equal(goesOn.at(-1), false);
    assert.equal(loop.result().stop, 'repetition');
    assert.equal(loop.result().text, ' sat and');
  });

  test('does not say three words twice, in either language', () => {
    const built = build(words(' had been a great man and had been a great man again', 0.99));
    assert.deepEqual(outcome(built), { text: ' had been a great man and', stop: 'repetition' });
    const korean = build(words(' 설정을 변경하는 방법을 설정을 변경하는 방법을 설명합니다.', 0.99), {
      before: '이 문서는',
    });
    assert.deepEqual(outcome(korean), { text: ' 설정을 변경하는 방법을', stop: 'repetition' });
    const circling = build(words(' 다음과 같은 다음과 같은 다음과 같은 예', 0.99), { before: '이 문서는' });
    assert.equal(circling.text, ' 다음과 같은');
  });

  test('does not say the line again that it goes on', () => {
    const before = 'You can change the settings file and';
    const built = build(words(' change the settings file and more', 0.99), { before });
    assert.equal(built.text, '');
    assert.equal(built.stop, 'repetition');
  });

  test('leaves no half tag and no half address, which would break what follows', () => {
    const sure = (...tokens: string[]) => tokens.map((text): [string, number] => [text, 0.95]);
    const unsure: [string, number] = [' who', 0.01];
    assert.equal(build([...sure(' soundly', '</', 'b'), unsure]).text, ' soundly');
    assert.equal(build([...sure(' soundly', '</', 'b', '>'), unsure]).text, ' soundly</b>');
    assert.equal(build([...sure(' the guide', '](', 'guide'), unsure]).text, ' the guide');
    assert.equal(build([...sure(' the guide', '](', 'guide', ')'), unsure]).text, ' the guide](guide)');
    assert.equal(build([...sure(' where x', ' <', ' five'), unsure]).text, ' where x < five');
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
