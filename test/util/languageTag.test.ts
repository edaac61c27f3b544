import assert from 'node:assert/strict';
import { languageTagOf } from '../../src/util/languageTag';

test('codes of all kinds become the shortest tag of their language', () => {
  const tags = {
    kor_Hang: 'ko',
    ko_KR: 'ko',
    eng_Latn: 'en',
    'en-US': 'en',
    zho_Hans: 'zh',
    zho_Hant: 'zh-TW',
    arb_Arab: 'ar',
    deu: 'de',
    iw: 'he',
    ace_Arab: 'ace-Arab',
    ns: 'ns',
  };
  for (const [code, tag] of Object.entries(tags)) assert.equal(languageTagOf(code), tag, code);
  for (const none of ['', ' ', 'no language', '한국어', 'e', 'en>ko'])
    assert.equal(languageTagOf(none), undefined, none);
});
