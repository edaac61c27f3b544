import assert from 'node:assert/strict';
import type { TiedWord } from '../../../src/engine/documents/spanEvidence';
import { likeliestRun, spanFeatures } from '../../../src/engine/documents/spanRanges';
import { spanWeights } from '../../../src/engine/documents/spanWeights';
import { kindCounts } from '../../../src/engine/documents/wordKinds';

/** Each word of the target with the word of the source that it came from, surely. */
function written(source: string, span: string, words: readonly (readonly [string, string?])[]) {
  const start = source.indexOf(span);
  const plain = words.map(([text]) => text).join(' ');
  const marked = { start, end: start + span.length, open: '**', close: '**' };
  const sentence = { start: 0, end: source.length, plain: source, atoms: [], spans: [marked], offsets: [] };
  let at = 0;
  const tied = words.map(([text, from]): TiedWord => {
    const place = from === undefined ? -1 : source.indexOf(from);
    const tie = { start: place, end: place + (from?.length ?? 0), look: 0.8, back: 0.8, known: 0.5, knownBack: 0.5 };
    const word = { start: at, end: at + text.length, text, ties: place < 0 ? [] : [tie] };
    at += text.length + 1;
    return word;
  });
  const searched = { source: sentence, target: { plain, links: [] }, words: tied };
  const inside = { source: { start: 0, end: source.length }, words: { start: 0, end: words.length } };
  return { marked, inside, searched };
}

suite('likeliestRun', () => {
  test('takes the words that came from the span, in either language', () => {
    const ko = written('Click the green button to save the file.', 'green button', [
      ['파일을', 'file'],
      ['저장하려면', 'save'],
      ['녹색', 'green'],
      ['단추를', 'button'],
      ['클릭하세요.', 'Click'],
    ]);
    const { run, sure } = likeliestRun(ko.marked, ko.inside, ko.searched)([ko.inside.words]);
    assert.deepEqual(run, { start: 2, end: 4 });
    assert.ok(sure > 0.5 && sure <= 1);
    const en = written('파일을 저장하려면 녹색 단추를 클릭하세요.', '녹색 단추', [
      ['Click', '클릭하세요'],
      ['the'],
      ['green', '녹색'],
      ['button', '단추를'],
      ['to', '저장하려면'],
      ['save', '저장하려면'],
      ['the'],
      ['file.', '파일을'],
    ]);
    assert.deepEqual(likeliestRun(en.marked, en.inside, en.searched)([en.inside.words]).run, { start: 2, end: 4 });
  });

  test('keeps to the runs that are free', () => {
    const { marked, inside, searched } = written('Read the log now', 'log', [
      ['지금', 'now'],
      ['로그를', 'log'],
      ['읽으세요', 'Read'],
    ]);
    assert.deepEqual(likeliestRun(marked, inside, searched)([{ start: 2, end: 3 }]).run, { start: 2, end: 3 });
  });

  test('is not much longer than the span', () => {
    const words = Array.from({ length: 30 }, () => ['로그', 'log'] as const);
    const { marked, inside, searched } = written('Read the log now', 'log', words);
    const { run } = likeliestRun(marked, inside, searched)([inside.words]);
    assert.ok(run.end - run.start <= 12);
  });

  test('there is a weight for all that a run is weighed by', () => {
    for (const to of ['ko', 'en'] as const) {
      const from = to === 'ko' ? 'en' : 'ko';
      const { searched } = written('a b', 'b', [
        ['A', 'a'],
        ['B', 'b'],
      ]);
      const features = spanFeatures({ source: 'a b', span: { start: 2, end: 3 } }, searched.words, to);
      const weights = spanWeights[to];
      assert.equal(features.words[0]!.length, weights.word.length);
      assert.equal(features.starts[0]!.length, weights.start.length);
      assert.equal(features.ends[0]!.length, weights.end.length);
      const kinds = [weights.startKind, weights.kindBefore, weights.endKind, weights.kindBehind, weights.firstKind];
      for (const each of [...kinds, weights.lastKind]) assert.equal(each.length, kindCounts[to]);
      for (const row of [...weights.firstKind, ...weights.lastKind]) assert.equal(row.length, kindCounts[from]);
    }
  });
});
