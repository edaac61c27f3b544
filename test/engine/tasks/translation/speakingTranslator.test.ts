import assert from 'node:assert/strict';
import { editorModels, type OtherModel, SpokenCount } from '../../../../src/engine/tasks/otherModel';
import { SentenceTranslator } from '../../../../src/engine/tasks/translation/sentenceTranslator';
import { SpeakingTranslator } from '../../../../src/engine/tasks/translation/speakingTranslator';
import type { AskResult } from '../../../../src/shared/protocol/speaker';
import { CancellationSource, neverCancelled, yieldToEventLoop } from '../../../../src/util/async';
import { parrotTranslator } from '../../../support/parrotTranslator';

const bundled = () => new SentenceTranslator(parrotTranslator({ 'The cat sat.': '고양이가 앉았습니다.' }), 'ko');
const choice = { kind: 'editor', id: 'm' } as const;

async function translate(model: OtherModel | undefined, token = neverCancelled) {
  const translator = bundled();
  const speaking = new SpeakingTranslator({ choice, model, count: new SpokenCount() }, translator, 'ko');
  const written = await speaking.translate(translator.place('The cat sat.'), 1, {
    token,
    yieldPoint: yieldToEventLoop,
  });
  return { written, spoken: speaking.spoken };
}

suite('SpeakingTranslator', () => {
  test('another model’s sentence has its words, their sources, and no probability of the bundled model’s', async () => {
    const ofEditor = editorModels(async () => ({ text: '그 고양이는 앉았습니다.', isWhole: true, model: 'M' }));
    const { written, spoken } = await translate(ofEditor(choice));
    assert.equal(written?.plain, '그 고양이는 앉았습니다.');
    assert.deepEqual([written?.by, written?.confidence, written?.isCut], ['editor', 1, false]);
    assert.equal(written?.words.length, 3);
    assert.deepEqual(spoken, { model: 'M', sentences: 1, instead: 0 });
  });

  test('a failed check lowers what it is trusted', async () => {
    const ofEditor = editorModels(async () => ({ text: '그 고양이는 앉지 않았습니다.', isWhole: true }));
    const { written } = await translate(ofEditor(choice));
    assert.ok(written!.failed.some(({ check }) => check === 'negation'));
    assert.ok(written!.confidence < 0.5);
  });

  const troubles: [AskResult | 'rejects', string][] = [
    [{ trouble: 'refused' }, 'refused'],
    [{ text: 'The cat sat.', isWhole: true }, 'unusable'],
    ['rejects', 'failed'],
  ];
  for (const [answer, trouble] of troubles) {
    test(`the bundled model stands in: ${trouble}`, async () => {
      const ofEditor = editorModels(async () => (answer === 'rejects' ? Promise.reject(new Error('no')) : answer));
      const { written, spoken } = await translate(ofEditor(choice));
      assert.deepEqual([written?.plain, written?.by], ['고양이가 앉았습니다.', undefined]);
      assert.deepEqual([spoken.instead, spoken.trouble], [1, trouble]);
    });
  }

  test('a cancelled sentence is none', async () => {
    const source = new CancellationSource();
    const ofEditor = editorModels(async () => {
      source.cancel();
      return { trouble: 'failed' };
    });
    assert.equal((await translate(ofEditor(choice), source.token)).written, undefined);
  });

  test('the editor’s models are asked for the editor’s choice alone', () =>
    assert.equal(editorModels(async () => ({ trouble: 'failed' }))({ kind: 'server' }), undefined));
});
