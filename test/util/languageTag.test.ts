import assert from 'node:assert/strict';
import { languageTagOf } from '../../src/util/languageTag';

suite('languageTagOf', () => {
  test('makes the codes of all families one', () => {
    for (const [code, tag] of [
      ['ko', 'ko'],
      ['kor_Hang', 'ko'],
      ['ko_KR', 'ko'],
      ['eng_Latn', 'en'],
      ['en', 'en'],
      ['zho_Hant', 'zh-TW'],
      [' deu_Latn ', 'de'],
    ] as const)
      assert.equal(languageTagOf(code), tag, code);
  });

  test('is undefined for what is no code', () => {
    for (const code of ['', '<s>', 'a', 'not a code']) assert.equal(languageTagOf(code), undefined, code);
  });
});
