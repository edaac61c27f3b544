import assert from 'node:assert/strict';
import { nounParticle } from '../../../src/engine/languages/nounParticle';

suite('nounParticle', () => {
  test('the particle behind a noun', () => {
    assert.equal(nounParticle('문제 추적기에'), '에');
    const said = {
      '다시 로드 창을': '을',
      대시보드를: '를',
      '루트 폴더에서': '에서',
      게스트로: '로',
      애플리케이션으로: '으로',
    };
    for (const [text, particle] of Object.entries({
      ...said,
      초안이: '이',
      메뉴가: '가',
      템플릿은: '은',
      프로젝트의: '의',
    }))
      assert.equal(nounParticle(text), particle, text);
  });
  test('no part of a noun, a verb or an adverb', () => {
    for (const text of [
      '규칙 추가',
      '차이',
      '디스플레이',
      '매크로',
      '재정의',
      '사용하는',
      '많은',
      '명시적으로',
      '가을',
      '평가',
      '않을',
      '사용하기에',
      '하므로',
      '차례대로',
      '이전에',
      '관계없이',
    ])
      assert.equal(nounParticle(text), undefined, text);
  });
  test('none that does not fit what is before it, and none behind other scripts', () => {
    for (const text of ['전문가', '국가', 'GitHub를', '파일를']) assert.equal(nounParticle(text), undefined, text);
  });
});
