import assert from 'node:assert/strict';
import { isThing, kindCounts, kindOf } from '../../../src/engine/documents/wordKinds';

suite('kindOf', () => {
  const alike = (language: 'ko' | 'en', groups: readonly (readonly string[])[]) => {
    const kinds = groups.map((words) => new Set(words.map((word) => kindOf(word, language))));
    for (const [n, kind] of kinds.entries()) assert.equal(kind.size, 1, groups[n]!.join(' '));
    assert.equal(new Set(kinds.map((kind) => [...kind][0])).size, groups.length);
  };

  test('tells Korean words apart by particle and ending, whatever signs stand around them', () =>
    alike('ko', [
      ['규칙을', '(색을', '"글을"'],
      ['누릅니다.', '여세요', '된다'],
      ['저장하고', '열면,', '있어서'],
      ['화면에서', '왼쪽으로', '기본처럼'],
      ['저장된', '빠른하는'],
      ['창', '버튼', '메뉴에서'],
      ['Git', 'main.'],
      ['3', 'v1.2'],
      ['규칙', '기본값'],
      [':', '…'],
    ]));

  test('tells English words apart by what they do in a sentence', () =>
    alike('en', [
      ['the', 'A'],
      ['of', '(in'],
      ['is', 'must'],
      ['button', 'menu,'],
      ['Save', 'History.'],
      ['running', 'caching'],
      ['2.0', '16'],
      ['rule', 'green'],
    ]));

  test('a kept thing and no word at all are kinds of their own', () => {
    for (const language of ['ko', 'en'] as const) {
      const kinds = ['\ue000', undefined, 'Git'].map((word) => kindOf(word, language));
      assert.equal(new Set(kinds).size, 3);
      assert.ok(kinds.every((kind) => kind >= 0 && kind < kindCounts[language]));
    }
  });

  test('knows words for what is named before them', () => {
    assert.ok(isThing('button', 'en') && isThing('단추를', 'ko'));
    assert.ok(!isThing('green', 'en') && !isThing('규칙', 'ko') && !isThing(undefined, 'ko'));
  });
});
