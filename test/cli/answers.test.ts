import assert from 'node:assert/strict';
import { answerFill } from '../../src/cli/answers';
import type { MaskedModel } from '../../src/engine/tasks/fillMask/maskedModel';
import type { FillMaskParams } from '../../src/shared/protocol/fillMask';

/** Answers with the words it was made with and remembers what it was asked. */
function fakeModel(words: string[]) {
  const asked: FillMaskParams[] = [];
  const fillMask: MaskedModel['fillMask'] = async (params) => {
    asked.push(params);
    const candidates = words.map((text) => ({ text, probability: 0.5, tokens: 1, adjustments: [], evidence: [] }));
    return { blanks: params.blanks.map(() => ({ candidates })), joint: [], ms: 1.2345 };
  };
  return { asked, model: { fillMask } as MaskedModel };
}

suite('answerFill', () => {
  test('finds the blanks and answers with texts and probabilities', async () => {
    const { model, asked } = fakeModel(['cat', 'dog']);
    const answer = await answerFill(model, { text: 'The ___ and the <mask>.' }, {});
    const words = [
      { text: 'cat', probability: 0.5 },
      { text: 'dog', probability: 0.5 },
    ];
    assert.deepEqual(answer, { blanks: [words, words], joint: [], ms: 1.23 });
    assert.deepEqual(asked[0]?.blanks, [
      { start: 4, end: 7 },
      { start: 16, end: 22 },
    ]);
  });

  test('says what must change beside a blank, and nothing where nothing must', async () => {
    const adjustments = [{ range: { start: 0, end: 1 }, text: 'An' }];
    const more = { tokens: 1, evidence: [] };
    const fillMask: MaskedModel['fillMask'] = async () => ({
      blanks: [
        {
          candidates: [
            { text: 'owl', probability: 0.5, adjustments, ...more },
            { text: 'cow', probability: 0.2, adjustments: [], ...more },
          ],
        },
      ],
      joint: [{ texts: ['owl'], probability: 0.1, adjustments }],
      ms: 1,
    });
    const { blanks, joint } = await answerFill({ fillMask } as MaskedModel, { text: 'A ___.' }, {});
    assert.deepEqual(blanks[0], [
      { text: 'owl', probability: 0.5, adjustments },
      { text: 'cow', probability: 0.2 },
    ]);
    assert.deepEqual(joint, [{ texts: ['owl'], probability: 0.1, adjustments }]);
  });

  test('a request has the last word over flags', async () => {
    const { model, asked } = fakeModel([]);
    await answerFill(model, { text: '___', candidates: 3 }, { candidates: 5, maxSpanTokens: 2 });
    assert.deepEqual([asked[0]?.candidates, asked[0]?.maxSpanTokens], [3, 2]);
  });

  test('a text without a blank, or without text, is refused', async () => {
    const { model } = fakeModel([]);
    await assert.rejects(answerFill(model, { text: 'No blank.' }, {}), { code: 'inputInvalid', message: /blank/ });
    await assert.rejects(answerFill(model, {}, {}), { code: 'inputInvalid' });
    await assert.rejects(answerFill(model, { text: '___', candidates: 99 }, {}), { code: 'inputInvalid' });
  });

  test('phrases of the decoder go to the masked model, where there is a decoder', async () => {
    const { model, asked } = fakeModel(['sat']);
    const phrases = [{ text: 'lay down', logProb: -1 }];
    await answerFill(model, { text: 'The cat ___ here.' }, {}, async ({ prefix, suffix }) => {
      assert.deepEqual([prefix, suffix], ['The cat ', ' here.']);
      return { phrases, ms: 1 };
    });
    await answerFill(model, { text: 'The cat ___ here.' }, {});
    assert.deepEqual(
      asked.map(({ proposals }) => proposals),
      [phrases, undefined],
    );
  });
});
