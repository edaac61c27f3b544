import assert from 'node:assert/strict';
import { isTransliterated } from '../../../src/engine/languages/transliteration';

suite('isTransliterated', () => {
  test('a name is told from how Hangul spells it', () => {
    for (const [name, text] of [
      ['Prometheus', '프로메테우스가 모읍니다'],
      ['Kubernetes', '쿠버네티스를 씁니다'],
      ['Python', '파이썬에서'],
      ['Linux', '리눅스용'],
      ['Rust', '러스트로'],
      ['Maria', '마리아가'],
      ['Webhook', '웹훅 모드'],
      ['Windows', '윈도우즈에서'],
    ] as const)
      assert.ok(isTransliterated(name, text), name);
  });
  test('other words are none', () => {
    for (const [name, text] of [
      ['Prometheus', '카운터가 수집하는 지표를 읽습니다'],
      ['Maria', '일정된 포트를 유지합니다'],
      ['Nimbus', '계기가 모은 것을 읽습니다'],
      ['Obsidian', '사이클릿을 열고 폴더를 선택합니다'],
      ['Io', '이오'],
    ] as const)
      assert.ok(!isTransliterated(name, text), name);
  });
});
