import assert from 'node:assert/strict';
import { sourceRuns } from '../../../../src/engine/tasks/translation/sourceRuns';
import { CharacterTokens } from '../../../../src/engine/vocabulary/characterTokens';
import type { TextLanguage } from '../../../../src/shared/protocol/text';
import type { TokenId } from '../../../../src/util/tokenId';
import { shippedTokenizer } from '../../../support/bundles';

const tokenizer = shippedTokenizer();
const tools = { tokenizer, characters: new CharacterTokens(tokenizer) };

/** Whether each token of a target may follow those before it. */
function isAllowed(source: string, target: string, to: TextLanguage = 'ko'): boolean {
  const rule = sourceRuns(source, to, tools);
  let state = rule.start;
  for (const id of tokenizer.encode(target)) {
    if (rule.refuses!(state, id)) return false;
    state = rule.advance(state, id);
  }
  return !rule.refuses!(state, tokenizer.requireSpecial('<eos>'));
}

suite('sourceRuns', () => {
  test('Latin words of the source may stand in Korean text, whole', () => {
    assert.ok(isAllowed('The MIT licence of GitHub', 'GitHub의 MIT 라이선스'));
    assert.ok(isAllowed('Use the APIs.', 'API를 사용합니다.'));
    assert.ok(!isAllowed('The MIT licence', 'MIT 랜ence'));
    assert.ok(!isAllowed('The MIT licence', 'MI'));
    assert.ok(!isAllowed('Open it.', 'XML을 엽니다.'));
  });
  test('figures of the source may stand in the target, whole', () => {
    assert.ok(isAllowed('It emitted 2,200,112 kg in 2019.', '2019년에 2,200,112kg을 배출했습니다.'));
    assert.ok(!isAllowed('It emitted 2,200,112 kg.', '2,200,12kg'));
    assert.ok(!isAllowed('It takes 30 days.', '20일'));
    assert.ok(!isAllowed('7일 동안', 'for 30 days', 'en'));
  });
  test('number words may stand as digits', () => {
    assert.ok(isAllowed('It takes seven days.', '7일 걸립니다.'));
    assert.ok(isAllowed('a hundred and twenty rows', '120개 행'));
    assert.ok(isAllowed('In January', '1월'));
    assert.ok(isAllowed('열두 글자', '12 letters', 'en'));
  });
  test('inside a run exactly those tokens are left that are not refused', () => {
    const rule = sourceRuns('The GitHub API took 1,200 ms.', 'ko', tools);
    for (const begun of ['G', 'gi', 'A', '12']) {
      const state = tokenizer.encode(begun).reduce((before, id) => rule.advance(before, id), rule.start);
      const logits = new Float32Array(tokenizer.vocabSize);
      rule.restrict(state, logits, 9);
      const isLeft = (id: number) => logits[id] === 0;
      const isMeant = (id: number) => !rule.refuses!(state, id as TokenId);
      const wrong = [...logits.keys()].filter((id) => !tokenizer.isSpecial(id) && isLeft(id) !== isMeant(id));
      assert.deepEqual(wrong, [], begun);
    }
  });
  test('an English target may have any word', () => assert.ok(isAllowed('파일을 엽니다.', 'Open the file.', 'en')));
});
