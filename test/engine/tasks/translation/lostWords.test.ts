import assert from 'node:assert/strict';
import type { WordContexts } from '../../../../src/engine/decode/lexicon';
import { placeSource } from '../../../../src/engine/tasks/placedText';
import { tokensIn } from '../../../../src/engine/tasks/translation/alignedWords';
import { lostWords } from '../../../../src/engine/tasks/translation/lostWords';
import { SentenceTranslator } from '../../../../src/engine/tasks/translation/sentenceTranslator';
import type { TextLanguage } from '../../../../src/shared/protocol/text';
import { neverCancelled, yieldToEventLoop } from '../../../../src/util/async';
import { shippedTokenizer } from '../../../support/bundles';
import { parrotTranslator } from '../../../support/parrotTranslator';

const tokenizer = shippedTokenizer();

/** What people wrote for each stem, behind five tokens, or behind ten where it is well known. */
const renderings: Readonly<Record<string, readonly string[]>> = {
  clock: ['시계', '클록'],
  formatter: ['포맷터'],
  end: ['종료', '있습니다'],
  paid: ['결제'],
  twice: ['두'],
  forum: ['토론'],
  once: ['한번'],
  squash: [],
  보고서: ['report'],
  이동: ['move', 'the'],
};
const wellKnown = new Set(['paid']);
const lexicon = {
  contextsOf(stem: string): WordContexts | undefined {
    const said = renderings[stem]?.map((text) => ({ id: tokenizer.encode(` ${text}`)[0]!, weight: 0.5 }));
    const times = wellKnown.has(stem) ? 10 : 5;
    return said && new Map(Array.from({ length: 10 }, (_, before) => [before, before < times ? said : []]));
  },
};

/** @param logProbs Of words that are not certain. */
function lost(source: string, target: string, logProbs: Record<string, number>, to: TextLanguage = 'ko'): string[] {
  const placed = placeSource(source, tokenizer, []);
  const back = new Float32Array(placed.ids.length + 1);
  for (const [word, logProb] of Object.entries(logProbs)) {
    const start = source.indexOf(word);
    const tokens = tokensIn({ start, end: start + word.length }, placed.places);
    for (const token of tokens) back[token] = logProb / tokens.length;
  }
  return lostWords(placed, target, back, to, { lexicon, tokenizer }).map(({ source: said }) => said);
}

suite('lostWords', () => {
  test('names what the translation neither leads back to nor has a rendering of', () => {
    assert.deepEqual(lost('It fails since the clock is wrong.', '누구가 잘못되어 실패합니다.', { clock: -9 }), [
      'clock',
    ]);
    assert.deepEqual(lost('보고서는 내보낼 수 있습니다.', 'You can export it.', { 보고서는: -13 }, 'en'), ['보고서는']);
  });

  test('does not mind what is rendered freely, or stands there though it does not lead back', () => {
    assert.deepEqual(lost('It fails since the clock is wrong.', '누구가 잘못되어 실패합니다.', { clock: -3 }), []);
    assert.deepEqual(lost('It fails since the clock is wrong.', '시계가 틀려 실패합니다.', { clock: -9 }), []);
    assert.deepEqual(lost('보고서는 내보낼 수 있습니다.', 'Reports can be exported.', { 보고서는: -13 }, 'en'), []);
  });

  test('words of grammar render nothing', () => {
    assert.deepEqual(lost('The sync ends.', '동기화가 있습니다.', { ends: -12 }), ['ends']);
    assert.deepEqual(lost('이동 평균이 추가되었습니다.', 'The same average was added.', { 이동: -9 }, 'en'), ['이동']);
  });

  test('a word that is spelt as it sounds, or kept as it is, is there', () => {
    assert.deepEqual(lost('Search the forum first.', '먼저 포럼을 검색하세요.', { forum: -12 }), []);
    assert.deepEqual(lost('Search the forum first.', '먼저 forum을 검색하세요.', { forum: -12 }), []);
  });

  test('of a word whose renderings the lexicon hardly knows the way back must be sure; of others nothing is said', () => {
    const squashed = (logProb: number) => lost('Then squash them.', '그런 다음 신속합니다.', { squash: logProb });
    assert.deepEqual(squashed(-10), []);
    assert.deepEqual(squashed(-20), ['squash']);
    assert.deepEqual(lost('Then mumble it.', '그런 다음 신속합니다.', { mumble: -20 }), []);
  });

  test('of one whose renderings are well known less is asked for', () => {
    assert.deepEqual(lost('The bill is paid.', '청구서가 유료입니다.', { paid: -6 }), ['paid']);
    assert.deepEqual(lost('The bill is paid.', '청구서가 결제됩니다.', { paid: -6 }), []);
    assert.deepEqual(lost('The clock is wrong.', '누구가 잘못되었습니다.', { clock: -6 }), []);
  });

  test('neighbours are one, and need not be as improbable', () => {
    assert.deepEqual(lost('The clock of the formatter stops.', '멈춥니다.', { clock: -6, formatter: -6 }), [
      'clock of the formatter',
    ]);
    assert.deepEqual(lost('The clock of the formatter stops.', '멈춥니다.', { clock: -6 }), []);
  });

  test('names two at most, the least probable first', () => {
    const said = lost('The clock, the formatter: it ends.', '멈춥니다.', { clock: -9, formatter: -11, ends: -10 });
    assert.deepEqual(said, ['formatter', 'ends']);
  });

  test('figures have a check of their own, and some words go without saying', () => {
    assert.deepEqual(lost('Once the clock stops.', '시계가 멈추면.', { Once: -12 }), []);
    assert.deepEqual(lost('보고서를 열고 있습니다.', 'A report.', { 있습니다: -20 }, 'en'), []);
  });

  test('without a lexicon nothing is said', () => {
    const placed = placeSource('The clock.', tokenizer, []);
    const back = new Float32Array(placed.ids.length + 1).fill(-20);
    assert.deepEqual(lostWords(placed, '누구.', back, 'ko', { tokenizer }), []);
  });

  test('marks a sentence of the model, once a word', async () => {
    const tools = parrotTranslator({
      'The clock is wrong.': '누구가 잘못되었습니다.',
      '누구가 잘못되었습니다.': 'Somebody is wrong.',
    });
    const translator = new SentenceTranslator({ ...tools, lexicon }, 'ko');
    const sources = [translator.place('The clock is wrong.')];
    const [said] = (await translator.translate(sources, 4, neverCancelled, yieldToEventLoop))!;
    const named = said!.failed.map(({ source }) => source).filter((source) => source.includes('clock'));
    assert.equal(named.length, 1);
  });
});
