import assert from 'node:assert/strict';
import { mergedTies, tiedWords } from '../../../src/engine/documents/tiedWords';

const tie = (start: number, look: number, known = 0) => ({ start, end: start + 1, look, back: 0, known, knownBack: 0 });

suite('tiedWords', () => {
  const source = (plain: string) => ({ start: 0, end: plain.length, plain, atoms: [], spans: [], offsets: [] });

  test('a word has the ties of all links in it, a kept thing its own', () => {
    const plain = '\ue000를 가-나(다)';
    const links = [
      { target: { start: 3, end: 4 }, sources: [], ties: [tie(2, 0.5)] },
      { target: { start: 5, end: 6 }, sources: [], ties: [tie(2, 0.25), tie(4, 0.5)] },
    ];
    const words = tiedWords(source('\ue000 b c d'), { plain, links });
    assert.deepEqual(
      words.map(({ text }) => text),
      ['\ue000', '를', '가-나', '(다)'],
    );
    assert.deepEqual(words[0]!.ties, [{ start: 0, end: 1, look: 1, back: 1, known: 0, knownBack: 0 }]);
    assert.deepEqual(words[2]!.ties, [tie(2, 0.75), tie(4, 0.5)]);
    assert.deepEqual(words[3]!.ties, []);
  });

  test('where sources are all that is known, the first is worth most', () => {
    const links = [
      {
        target: { start: 0, end: 1 },
        sources: [
          { start: 2, end: 3 },
          { start: 0, end: 1 },
        ],
      },
    ];
    const [word] = tiedWords(source('a b'), { plain: '가', links });
    assert.ok(word!.ties[0]!.look > word!.ties[1]!.look && word!.ties[0]!.start === 2);
  });

  test('looks add up, and of what is known the surest counts', () => {
    assert.deepEqual(mergedTies([[tie(0, 0.2, 0.3)], [tie(0, 0.1, 0.1)]])[0]!.known, 0.3);
    assert.ok(Math.abs(mergedTies([[tie(0, 0.2)], [tie(0, 0.1)]])[0]!.look - 0.3) < 1e-9);
  });
});
