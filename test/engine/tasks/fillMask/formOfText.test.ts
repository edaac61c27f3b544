import assert from 'node:assert/strict';
import { inCanonicalForm } from '../../../../src/engine/tasks/fillMask/formOfText';
import type { FillMaskParams, FillMaskResult } from '../../../../src/shared/protocol/fillMask';

const rest = { candidates: 1, maxSpanTokens: 1, exclude: [], explain: true };

suite('the form of a passage with blanks', () => {
  test('the model sees line feeds and syllables; its answer is in the places and the form of the passage', async () => {
    const text = '한글을\r\n___을 쓴다.'.normalize('NFD');
    const start = text.indexOf('_');
    const params: FillMaskParams = { ...rest, text, blanks: [{ start, end: start + 3 }] };
    let seen: FillMaskParams | undefined;
    const result = await inCanonicalForm(params, async (asked) => {
      seen = asked;
      const adjustments = [{ range: { start: 7, end: 8 }, text: '를' }];
      const candidate = { text: '글씨', probability: 1, tokens: 1, adjustments, evidence: [{ start: 0, end: 2 }] };
      const joint = [{ texts: ['글씨'], probability: 1, adjustments }];
      return { blanks: [{ candidates: [candidate] }], joint, ms: 0 } satisfies FillMaskResult;
    });
    assert.deepEqual([seen!.text, seen!.blanks], ['한글을\n___을 쓴다.', [{ start: 4, end: 7 }]]);
    const { text: said, adjustments, evidence } = result!.blanks[0]!.candidates[0]!;
    assert.equal(said, '글씨'.normalize('NFD'));
    const { start: from, end: to } = adjustments[0]!.range;
    assert.equal(text.slice(from, to), '을'.normalize('NFD'));
    assert.equal(text.slice(evidence[0]!.start, evidence[0]!.end), '한글'.normalize('NFD'));
    assert.equal(result!.joint[0]!.texts[0], '글씨'.normalize('NFD'));
  });

  test('a passage in that form is handed on as it is', async () => {
    const params: FillMaskParams = { ...rest, text: '___', blanks: [{ start: 0, end: 3 }] };
    let seen: FillMaskParams | undefined;
    await inCanonicalForm(params, async (asked) => {
      seen = asked;
      return undefined;
    });
    assert.equal(seen, params);
  });
});
