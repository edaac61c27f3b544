import assert from 'node:assert/strict';
import type { PlacedText } from '../../../../src/engine/tasks/placedText';
import { alignWords, wordStretches } from '../../../../src/engine/tasks/translation/alignedWords';
import { tokenId } from '../../../../src/util/tokenId';

/** Tokens are the parts of `text` between bars. */
function placed(text: string): PlacedText {
  const places: { start: number; end: number }[] = [];
  let plain = '';
  for (const token of text.split('|')) {
    places.push({ start: plain.length, end: plain.length + token.length });
    plain += token;
  }
  return { plain, ids: places.map((_, n) => tokenId(n)), places };
}

const looks = (logProb: number, ...attention: number[]) => ({ logProb, attention: Float32Array.from(attention) });

function check(source: string, target: string, rows: ReturnType<typeof looks>[], expected: [string, string[]][]) {
  const [from, to] = [placed(source), placed(target)];
  const words = alignWords(from, to, rows);
  const said = words.map(({ start, end, sources }) => [
    to.plain.slice(start, end),
    sources.map((one) => from.plain.slice(one.start, one.end)),
  ]);
  assert.deepEqual(said, expected);
  return words;
}

suite('wordStretches', () => {
  test('words, numbers and atoms, no signs', () => {
    const plain = 'It’s a state-of-the-art (v1.2) \ue000, 파일을 엽니다!';
    const words = wordStretches(plain).map(({ start, end }) => plain.slice(start, end));
    assert.deepEqual(words, ['It’s', 'a', 'state-of-the-art', 'v1.2', '\ue000', '파일을', '엽니다']);
  });
});

suite('alignWords', () => {
  test('a word is linked to the word it looked at', () => {
    const rows = [looks(-1, 0.1, 0.9, 0), looks(-1, 0.9, 0.1, 0), looks(0, 0, 0, 1)];
    check('Open| files|.', '파일을| 엽니다|.', rows, [
      ['파일을', ['files']],
      ['엽니다', ['Open']],
    ]);
  });

  test('the looks of all tokens of a word count, strongest source first', () => {
    const rows = [looks(-0.5, 0.3, 0.7), looks(-0.5, 0.7, 0.3), looks(-0.5, 0.1, 0.9)];
    const [word] = check('red| car', '붉|은|차', rows, [['붉은차', ['car', 'red']]]);
    assert.ok(Math.abs(word!.probability - Math.exp(-1.5)) < 1e-6);
  });

  test('a look in passing is no link, and looks at signs are none', () => {
    check('a| b| c|.', 'x', [looks(0, 0.06, 0.5, 0.04, 0.4)], [['x', ['b']]]);
    check('a|.', 'x', [looks(0, 0.05, 0.95)], [['x', []]]);
  });

  test('an atom is linked to itself, wherever the model looked', () => {
    const rows = [looks(0, 1, 0, 0), looks(0, 1, 0, 0)];
    check('Run |\ue000| now', '\ue000| 실행', rows, [
      ['\ue000', ['\ue000']],
      ['실행', ['Run']],
    ]);
  });
});
