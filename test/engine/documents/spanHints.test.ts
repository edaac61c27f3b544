import assert from 'node:assert/strict';
import { hintedRange, mendedRange } from '../../../src/engine/documents/spanHints';
import { tiedWords } from '../../../src/engine/documents/tiedWords';

function hinting(plain: string, said: string, translation: string) {
  const start = plain.indexOf(said);
  const span = { start, end: start + said.length, open: '**', close: '**' };
  const source = { start: 0, end: plain.length, plain, atoms: [], spans: [span], offsets: [] };
  const target = { plain: translation, links: [] };
  const words = tiedWords(source, target);
  return { span, placing: { source, target, words }, region: { start: 0, end: words.length } };
}

suite('spanHints', () => {
  test('a name letter by letter, and what alone stands in brackets, are where they are', () => {
    const name = hinting('Open Red Hat now.', 'Red Hat', '지금 Red Hat을 여세요.');
    assert.deepEqual(hintedRange(name.span, name.placing, name.region), { start: 1, end: 3 });
    const brackets = hinting('It runs (not yet) here.', '(not yet)', '여기서 (아직 아님) 실행됩니다.');
    assert.deepEqual(hintedRange(brackets.span, brackets.placing, brackets.region), { start: 1, end: 3 });
    const neither = hinting('It runs fast.', 'fast', '빠르게 실행됩니다.');
    assert.equal(hintedRange(neither.span, neither.placing, neither.region), undefined);
  });

  const mended = (plain: string, said: string, translation: string, range: { start: number; end: number }) => {
    const { span, placing, region } = hinting(plain, said, translation);
    return mendedRange(range, span, placing, region);
  };

  test('a verb is not marked for its object', () =>
    assert.deepEqual(mended('Open History.', 'History', '기록을 엽니다.', { start: 1, end: 2 }), { start: 0, end: 1 }));

  test('a name goes on up to what kind of thing it names', () =>
    assert.deepEqual(
      mended('Press the Add Rule button.', 'Add Rule', '규칙 추가 단추를 누릅니다.', { start: 0, end: 1 }),
      {
        start: 0,
        end: 2,
      },
    ));

  test('what is denied goes along with its denial, and what calls a thing is left out', () => {
    const denied = hinting('설정을 변경하지 마세요.', '변경하지 마세요', "Don't change the settings.");
    const tie = { start: 4, end: 8, look: 0.6, back: 0.5, known: 0.4, knownBack: 0.4 };
    const words = denied.placing.words.map((word) => (word.text === 'change' ? { ...word, ties: [tie] } : word));
    const range = mendedRange({ start: 0, end: 1 }, denied.span, { ...denied.placing, words }, denied.region);
    assert.deepEqual(range, { start: 0, end: 2 });
    assert.deepEqual(
      mended('위치는 요인이라고 합니다.', '요인', 'The location is called a factor.', { start: 3, end: 6 }),
      { start: 5, end: 6 },
    );
    assert.deepEqual(mended('이름이 요인이다.', '요인', 'It is called a factor.', { start: 2, end: 5 }), {
      start: 2,
      end: 5,
    });
  });

  test('a sign behind a kept thing is marked with it where it was', () => {
    assert.deepEqual(
      mended('Step \ue000: go on.', 'Step \ue000:', '단계 \ue000: 계속하세요.', { start: 0, end: 2 }).end,
      3,
    );
    assert.deepEqual(
      mended('Step \ue000: go on.', 'Step \ue000', '단계 \ue000: 계속하세요.', { start: 0, end: 2 }).end,
      2,
    );
  });
});
