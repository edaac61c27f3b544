import assert from 'node:assert/strict';
import { detectLanguage } from '../../src/shared/textLanguage';

suite('detectLanguage', () => {
  test('tells English from Korean', () => {
    assert.equal(detectLanguage('Runs on your machine.'), 'en');
    assert.equal(detectLanguage('컴퓨터에서 실행됩니다.'), 'ko');
  });

  test('takes Korean full of Latin names for Korean', () => {
    assert.equal(detectLanguage('VS Code에서 Local Text를 실행하고 GitHub에 올립니다.'), 'ko');
  });

  test('takes English that mentions a Korean word for English', () => {
    assert.equal(detectLanguage('The Korean word 안녕 means hello, and is used among friends.'), 'en');
  });

  test('knows decomposed Hangul and single letters of it', () => {
    assert.equal(detectLanguage('안녕하세요'.normalize('NFD')), 'ko');
    assert.equal(detectLanguage('ㅋㅋㅋ'), 'ko');
  });

  test('says nothing of a text without letters of either script', () => {
    for (const text of ['', '  \n', '123 + 4', '🙂🙂', 'Привет', 'שלום', '日本'])
      assert.equal(detectLanguage(text), undefined);
  });
});
