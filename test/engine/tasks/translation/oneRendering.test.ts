import assert from 'node:assert/strict';
import { wordStretches } from '../../../../src/engine/tasks/translation/alignedWords';
import { OneRendering } from '../../../../src/engine/tasks/translation/oneRendering';

/** Each word is linked to the place in the source that its number says. */
function written(plain: string) {
  const words = wordStretches(plain).map((word, n) => ({
    ...word,
    sources: [{ start: n, end: n + 1 }],
    probability: 0.5,
  }));
  return { plain, words, confidence: 0.5, failed: [], isCut: false, tokens: 9 };
}

/** What becomes of the sentences of a document. */
function unified(...pairs: [en: string, ko: string][]): string[] {
  const renderings = new OneRendering();
  return pairs.map(([en, ko]) => renderings.unify(en, written(ko)).plain);
}

suite('OneRendering', () => {
  test('a term is rendered as it was first, with the particle that wants', () => {
    const said = unified(
      ['Clone the repository.', '저장소를 복제합니다.'],
      ['The repository is public.', '리포지토리는 공개입니다.'],
      ['Repositories of a team', '팀의 리포지토리'],
    );
    assert.deepEqual(said, ['저장소를 복제합니다.', '저장소는 공개입니다.', '팀의 저장소']);
    assert.equal(unified(['An object', '객체'], ['The object is', '개체는'])[1], '객체는');
    assert.equal(unified(['a plugin', '플러그인'], ['A plugin', '플러그 인이'])[1], '플러그인이');
  });

  test('what may say something else stays', () => {
    const said = unified(
      ['The repository', '저장소'],
      ['The storage', '리포지토리'],
      ['A repository and a storage', '리포지토리 및 리포지토리'],
      ['object-oriented', '개체지향'],
    );
    assert.deepEqual(said.slice(1), ['리포지토리', '리포지토리 및 리포지토리', '개체지향']);
  });

  test('words keep to their places, and those of a rendering become one', () => {
    const renderings = new OneRendering();
    renderings.unify('a component', written('컴포넌트'));
    const { plain, words } = renderings.unify('Open the component now.', written('지금 구성 요소를 엽니다.'));
    assert.equal(plain, '지금 컴포넌트를 엽니다.');
    assert.deepEqual(
      words.map(({ start, end }) => plain.slice(start, end)),
      ['지금', '컴포넌트를', '엽니다'],
    );
    assert.deepEqual([words[1]!.sources.map(({ start }) => start), words[1]!.probability], [[1, 2], 0.25]);
  });
});
