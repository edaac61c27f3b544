import assert from 'node:assert/strict';
import type { PlacedText } from '../../../../src/engine/tasks/placedText';
import { type AlignedWord, wordStretches } from '../../../../src/engine/tasks/translation/alignedWords';
import { movedTies, withTies } from '../../../../src/engine/tasks/translation/wordTies';
import type { Tokenizer } from '../../../../src/engine/vocabulary/tokenizer';
import { tokenId } from '../../../../src/util/tokenId';

const texts: string[] = [];

/** Tokens are the parts of `text` between bars; each text is a token of its own. */
function placed(text: string): PlacedText {
  let plain = '';
  const tokens = text.split('|').map((token) => {
    if (!texts.includes(token)) texts.push(token);
    const start = plain.length;
    plain += token;
    return { id: tokenId(texts.indexOf(token)), place: { start, end: plain.length } };
  });
  return { plain, ids: tokens.map(({ id }) => id), places: tokens.map(({ place }) => place) };
}

const tokenizer = {
  bytesOf: (id: number) => (texts[id] === undefined ? undefined : Buffer.from(texts[id]).toString('latin1')),
} as Tokenizer;
const words = ({ plain }: PlacedText): AlignedWord[] =>
  wordStretches(plain).map((word) => ({ ...word, sources: [], probability: 1 }));
const row = (...values: number[]) => Float32Array.from(values);
const looks = (...attention: number[]) => ({ logProb: 0, attention: row(...attention) });

suite('withTies', () => {
  const source = placed('open| logs');
  const target = placed('로그|를| 열');

  test('looks of a word are a share of its tokens, on the way back of the source word', () => {
    const there = [looks(0, 1), looks(0.25, 0.5), looks(0.75, 0.25)];
    const back = [row(0, 0, 0.5), row(0.5, 0.25, 0), row(0, 0, 0)];
    const [first, second] = withTies(words(target), source, target, { there, back }, 'ko', { tokenizer });
    assert.deepEqual(first!.ties, [
      { start: 0, end: 4, look: 0.125, back: 0, known: 0, knownBack: 0 },
      { start: 5, end: 9, look: 0.75, back: 0.75, known: 0, knownBack: 0 },
    ]);
    assert.deepEqual(second!.ties![0], { start: 0, end: 4, look: 0.75, back: 0.5, known: 0, knownBack: 0 });
  });

  test('what the lexicon knows either way is told, less where it was seen seldom', () => {
    const id = (text: string) => texts.indexOf(text);
    const said = (text: string, weight: number, times: number) =>
      new Map(Array.from({ length: times }, (_, n) => [n, [{ id: id(text), weight }]] as const));
    const lexicon = {
      contextsOf: (stem: string, to: string) =>
        to === 'ko' && stem === 'log'
          ? said('로그', 0.6, 3)
          : to === 'en' && stem === '열'
            ? said('open', 0.9, 1)
            : undefined,
    };
    const there = [looks(0, 0), looks(0, 0), looks(0, 0)];
    const [first, second] = withTies(words(target), source, target, { there }, 'ko', { tokenizer, lexicon });
    assert.deepEqual(first!.ties, [{ start: 5, end: 9, look: 0, back: 0, known: 0.6, knownBack: 0 }]);
    assert.equal(second!.ties!.length, 1);
    assert.ok(Math.abs(second!.ties![0]!.knownBack - 0.3) < 1e-9);
  });

  test('a kept thing is tied to itself alone', () => {
    const [from, to] = [placed('see| |\ue000'), placed('\ue000|를')];
    const [kept] = withTies(words(to), from, to, { there: [looks(1, 0, 0), looks(1, 0, 0)] }, 'ko', { tokenizer });
    assert.deepEqual(kept!.ties, [{ start: 4, end: 5, look: 1, back: 1, known: 0, knownBack: 0 }]);
  });

  test('ties move with the source they lead to', () => {
    const tie = { start: 1, end: 2, look: 1, back: 0, known: 0, knownBack: 0 };
    assert.deepEqual(
      movedTies([tie], ({ start, end }) => ({ start: start + 3, end: end + 3 })),
      [{ ...tie, start: 4, end: 5 }],
    );
    assert.equal(
      movedTies(undefined, (one) => one),
      undefined,
    );
  });
});
