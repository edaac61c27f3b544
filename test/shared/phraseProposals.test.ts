import assert from 'node:assert/strict';
import { withProposals } from '../../src/shared/phraseProposals';
import type { FillMaskParams, ProposePhrasesParams } from '../../src/shared/protocol/fillMask';

const params = (text: string, blanks: FillMaskParams['blanks']): FillMaskParams => {
  return { text, blanks, candidates: 10, maxSpanTokens: 6, exclude: [], explain: false };
};

async function ask(given: FillMaskParams, phrases = [{ text: 'in the', logProb: -2 }]) {
  const asked: ProposePhrasesParams[] = [];
  const result = await withProposals(given, async (wanted) => {
    asked.push(wanted);
    return { phrases, ms: 1 };
  });
  return { result, asked };
}

suite('withProposals', () => {
  test('asks with what stands on both sides and hands on what came back', async () => {
    const given = params('It is ___ box.', [{ start: 6, end: 9 }]);
    const { result, asked } = await ask(given);
    assert.deepEqual(asked, [{ prefix: 'It is ', suffix: ' box.', count: 40 }]);
    assert.deepEqual(result, { ...given, proposals: [{ text: 'in the', logProb: -2 }] });
  });

  test('white space at the ends of a selection belongs to what stands around it', async () => {
    const { asked } = await ask(params('It is in the box.', [{ start: 5, end: 13 }]));
    assert.deepEqual(asked, [{ prefix: 'It is ', suffix: ' box.', count: 40 }]);
  });

  test('an empty blank is a place', async () => {
    const { asked } = await ask(params('It is  box.', [{ start: 6, end: 6 }]));
    assert.deepEqual(asked, [{ prefix: 'It is ', suffix: ' box.', count: 40 }]);
  });

  test('several blanks are filled by words: nothing is asked', async () => {
    const given = params('___ is ___.', [
      { start: 0, end: 3 },
      { start: 7, end: 10 },
    ]);
    const { result, asked } = await ask(given);
    assert.deepEqual([result, asked], [given, []]);
  });

  test('without phrases the question is the very same', async () => {
    const given = params('It is ___ box.', [{ start: 6, end: 9 }]);
    assert.equal((await ask(given, [])).result, given);
    assert.equal(await withProposals(given, async () => undefined), given);
  });
});
