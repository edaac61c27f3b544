import assert from 'node:assert/strict';
import { editorModels } from '../../../../src/engine/tasks/otherModel';
import { SentenceWriter } from '../../../../src/engine/tasks/translation/sentenceWriter';
import { neverCancelled, yieldToEventLoop } from '../../../../src/util/async';
import { parrotTranslator } from '../../../support/parrotTranslator';

const pace = { token: neverCancelled, yieldPoint: yieldToEventLoop };
const pair = { from: 'en', to: 'ko' } as const;
const tools = parrotTranslator({ 'The cat sat.': '고양이가 앉았습니다.', 'See it.': '그것을 보세요.' });

suite('SentenceWriter', () => {
  test('the opened model writes sentences of like length at once, and nobody is counted', async () => {
    const writer = new SentenceWriter(tools, pair);
    const batches = writer.batches([5, 5, 5, 5], 4);
    assert.deepEqual(batches.flat(), [0, 1, 2, 3]);
    assert.ok(batches.length < 4);
    const placed = ['The cat sat.', 'See it.'].map((text) => writer.translator.place(text));
    const written = await writer.write(placed, 1, pace);
    assert.deepEqual(
      written?.map(({ plain }) => plain),
      ['고양이가 앉았습니다.', '그것을 보세요.'],
    );
    assert.deepEqual(writer.spoken, {});
  });

  test('another one is asked for one after the other, in order, and counted', async () => {
    const others = editorModels(async () => ({ text: '그것을 봐요.', isWhole: true, model: 'M' }));
    const writer = new SentenceWriter(tools, pair, { by: { kind: 'editor', id: 'm' }, others });
    assert.deepEqual(writer.batches([5, 90, 5], 4), [[0], [1], [2]]);
    const [written] = (await writer.write([writer.translator.place('See it.')], 1, pace))!;
    assert.deepEqual([written!.plain, written!.by], ['그것을 봐요.', 'editor']);
    assert.deepEqual(writer.spoken, { spoken: { model: 'M', sentences: 1, instead: 0 } });
  });
});
