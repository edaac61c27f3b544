import assert from 'node:assert/strict';
import { doubtedMeaning } from '../../../../src/engine/tasks/translation/doubtedMeaning';
import { SentenceTranslator } from '../../../../src/engine/tasks/translation/sentenceTranslator';
import { neverCancelled, yieldToEventLoop } from '../../../../src/util/async';
import { tokenIds } from '../../../../src/util/tokenId';
import { parrotTranslator } from '../../../support/parrotTranslator';

/** A token a word; `logProbs` names what is not certain. */
function doubts(plain: string, there: number, logProbs: Readonly<Record<string, number>>): string[] {
  const words = [...plain.matchAll(/\S+/g)];
  const places = words.map(({ index, 0: word }) => ({ start: index, end: index + word.length }));
  const source = { plain, places, ids: tokenIds(words.map((_, n) => n)) };
  const back = new Float32Array([...words.map(([word]) => logProbs[word] ?? 0), 0]);
  return doubtedMeaning(source, there, back).map(({ source: said }) => said);
}

suite('doubtedMeaning', () => {
  test('names the words that a translation does not lead back to, the least probable first', () => {
    assert.deepEqual(doubts('Each tenant has a quota', -1, { tenant: -7, quota: -9 }), ['quota', 'tenant']);
    assert.deepEqual(doubts('손상된 파일은 건너뜁니다', -1, { 손상된: -14 }), ['손상된']);
  });
  test('doubts no sentence that is probable there and back together', () => {
    assert.deepEqual(doubts('Each tenant has a quota', -0.2, { quota: -9 }), []);
    assert.deepEqual(doubts('Each tenant has a quota', -3, { quota: -5 }), []);
  });
  test('does not mind another register, in which nothing is written back', () => {
    assert.deepEqual(doubts('빵은 위에 있어요.', -1, { '있어요.': -20 }), []);
    assert.deepEqual(doubts('빵은 위에 있다', -1, { 있다: -20 }), []);
    assert.deepEqual(doubts('빵은 위에 있어요.', -1, { '있어요.': -20, 빵은: -10 }), ['빵은']);
    assert.deepEqual(doubts('빵은 위에 필요', -1, { 필요: -20 }), ['필요']);
  });
  test('leaves figures to their own check, and names no kept thing and no word of grammar', () => {
    assert.deepEqual(doubts('Wait ten seconds', -1, { ten: -20 }), []);
    assert.deepEqual(doubts('Wait 10 seconds', -1, { 10: -20 }), []);
    assert.deepEqual(doubts('Use \ue000 with the quota', -1, { '\ue000': -20, with: -20 }), []);
  });
});

suite('a sentence that does not lead back', () => {
  const say = async (known: Record<string, string>, beams: number) => {
    const translator = new SentenceTranslator(parrotTranslator(known), 'ko');
    const placed = translator.place('The bakery sells bread.');
    return (await translator.translate([placed], beams, neverCancelled, yieldToEventLoop))![0]!;
  };
  const lost = { 'The bakery sells bread.': '배열을 팝니다.', '배열을 팝니다.': 'Arrays are for sale.' };
  test('is marked with its words and trusted less, where several beams are asked for', async () => {
    const { failed, confidence } = await say(lost, 4);
    assert.ok(failed.length > 0 && failed.every(({ check, target }) => check === 'meaning' && target === ''));
    assert.ok(confidence < 0.5);
    assert.deepEqual((await say(lost, 1)).failed, []);
  });
  test('and one that does is not', async () => {
    assert.deepEqual((await say({ 'The bakery sells bread.': '빵집은 빵을 팝니다.' }, 4)).failed, []);
  });
});
