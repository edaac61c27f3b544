import assert from 'node:assert/strict';
import { verbForms } from '../../../src/engine/languages/koreanVerbForms';

suite('verbForms', () => {
  const holds = (stem: string, forms: string) => {
    const pattern = new RegExp(`^(?:${verbForms(stem)})`);
    return forms.split(' ').filter((form) => !pattern.test(form));
  };
  test('what is written under the stem and what runs together with it', () => {
    assert.deepEqual(holds('지우', '지우고 지운 지울 지움 지웁니다 지워 지웠다'), []);
    assert.deepEqual(holds('올리', '올리며 올린 올릴 올림 올립니다 올려 올렸다'), []);
    assert.deepEqual(holds('나가', '나가고 나간 나갈 나감 나갑니다 나가 나갔다'), []);
    assert.deepEqual(holds('나오', '나오고 나온 나올 나옵니다 나와 나왔다'), []);
    assert.deepEqual(holds('없애', '없애고 없앤 없앨 없앱니다 없애 없앴다'), []);
    assert.deepEqual(holds('끄', '끄고 끈 끌 끔 끕니다 꺼 껐다'), []);
    assert.deepEqual(holds('모으', '모으고 모은 모읍니다 모아 모았다'), []);
    assert.deepEqual(holds('합하', '합하고 합한 합합니다 합해 합했다'), []);
  });
  test('other words are none of them', () => {
    assert.deepEqual(holds('지우', '지은 지위 지방'), ['지은', '지위', '지방']);
    assert.deepEqual(holds('올리', '올라 올바른'), ['올라', '올바른']);
    assert.deepEqual(holds('끄', '까지'), ['까지']);
  });
});
