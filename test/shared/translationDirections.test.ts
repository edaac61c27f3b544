import assert from 'node:assert/strict';
import { detectAmong } from '../../src/shared/textLanguage';
import { directionsOf, pairMeant } from '../../src/shared/translationDirections';

const marian = [{ from: ['en'], to: ['de'] }];
const t5 = [
  { from: ['en'], to: ['de', 'fr'] },
  { from: ['de'], to: ['en'] },
];
const tags = ['en', 'ko', 'ja', 'zh', 'zh-TW', 'de', 'fr', 'ru', 'th'];
const nllb = [{ from: tags, to: tags }];

suite('Directions to choose from', () => {
  test('are all pairs of a model that has few', () => {
    assert.deepEqual(directionsOf(marian, 'ko'), ['en>de']);
    assert.deepEqual(directionsOf(t5, 'en'), ['en>de', 'en>fr', 'de>en']);
  });

  test('of a model with many: each target, and each source into the person’s language', () => {
    const found = directionsOf(nllb, 'ko');
    assert.equal(found.length, 9 + 8);
    assert.ok(found.includes('>de') && found.includes('de>ko') && !found.includes('ko>ko') && !found.includes('de>en'));
  });

  test('mean a pair that the model has, whatever was chosen before', () => {
    const meant = (direction: string, text: string, translates = nllb, own = 'ko') => {
      const { from, to } = pairMeant(direction, text, translates, own);
      return `${from}>${to}`;
    };
    assert.equal(meant('auto', '서버가 응답합니다.'), 'ko>en');
    assert.equal(meant('auto', 'The server answers.'), 'en>ko');
    assert.equal(meant('auto', 'サーバーが応答します。'), 'ja>ko');
    assert.equal(meant('>de', '服务器返回错误。'), 'zh>de');
    assert.equal(meant('de>ko', 'The server answers.'), 'de>ko');
    // Of another model, or of the bundled one.
    for (const direction of ['en-ko', 'ko>en', '>it', 'xx>de']) assert.equal(meant(direction, '서버', marian), 'en>de');
    assert.equal(meant('auto', 'Сервер отвечает.', [{ from: ['ru'], to: ['fr'] }]), 'ru>fr');
    assert.equal(meant('>en', '', t5), 'de>en');
  });
});

test('the language of a text is told by its script, and English by its words', () => {
  const of = (text: string) => detectAmong(text, tags);
  assert.equal(of('東京で API を使う'), 'ja');
  assert.equal(of('เซิร์ฟเวอร์'), 'th');
  assert.equal(of('Привет, API'), 'ru');
  assert.equal(of('使用 API 的方法'), 'zh');
  assert.equal(detectAmong('使用方法', ['en', 'zh-TW']), 'zh-TW');
  assert.equal(of('This is the way.'), 'en');
  assert.equal(detectAmong('Das ist so.', ['de']), 'de');
  assert.equal(detectAmong('12', ['de', 'ja']), 'de');
});
