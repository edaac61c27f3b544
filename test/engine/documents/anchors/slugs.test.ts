import assert from 'node:assert/strict';
import { type SlugRule, slugRules } from '../../../../src/engine/documents/anchors/slugs';

const titles = ['설치 방법', '1. API 사용하기 (베타)', '설치', '설치', 'C++ & 파이썬', '굵은 제목과 code'];

function ids(rule: SlugRule): string[] {
  const used = new Set<string>();
  return titles.map((title) => {
    const id = rule.unique(rule.slug(title), used);
    used.add(id);
    return id;
  });
}

const nfd = (text: string) => text.normalize('NFD');

/** As measured in the generators themselves. */
const measured: Readonly<Record<keyof typeof slugRules, string[]>> = {
  github: ['설치-방법', '1-api-사용하기-베타', '설치', '설치-1', 'c--파이썬', '굵은-제목과-code'],
  trimmed: ['설치-방법', '1-api-사용하기-베타', '설치', '설치-1', 'c--파이썬', '굵은-제목과-code'],
  slugifyLower: ['설치-방법', '1-api-사용하기-베타', '설치', '설치_1', 'c--파이썬', '굵은-제목과-code'],
  slugifyUnicode: ['설치-방법', '1-api-사용하기-베타', '설치', '설치_1', 'c-파이썬', '굵은-제목과-code'],
  python: ['_1', '1-api', '_2', '_3', 'c', 'code'],
  vitepress: ['설치-방법', '_1-api-사용하기-베타', '설치', '설치-1', 'c-파이썬', '굵은-제목과-code'].map(nfd),
  pandoc: ['설치-방법', 'api-사용하기-베타', '설치', '설치-1', 'c-파이썬', '굵은-제목과-code'],
  kramdown: ['section', 'api--', 'section-1', 'section-2', 'c--', 'code'],
  typedoc: ['설치-방법', '1-api-사용하기-베타', '설치', '설치-1', 'c-파이썬', '굵은-제목과-code'],
  docsify: ['설치-방법', '_1-api-사용하기-베타', '설치', '설치-1', 'c--파이썬', '굵은-제목과-code'],
  hexo: ['설치-방법', '1-API-사용하기-베타', '설치', '설치-1', 'C-파이썬', '굵은-제목과-code'],
  markdownIt: [
    encodeURIComponent('설치-방법'),
    encodeURIComponent('1.-api-사용하기-(베타)'),
    encodeURIComponent('설치'),
    `${encodeURIComponent('설치')}-1`,
    encodeURIComponent('c++-&-파이썬'),
    encodeURIComponent('굵은-제목과-code'),
  ],
};

suite('ids of headings', () => {
  for (const [name, expected] of Object.entries(measured)) {
    test(`${name} makes the ids that its generator makes`, () =>
      assert.deepEqual(ids(slugRules[name as keyof typeof slugRules]), expected));
  }

  test('rules part on signs, underscores and emoji', () => {
    const { github, vitepress, pandoc } = slugRules;
    const three = (text: string) => [github.slug(text), vitepress.slug(text).normalize('NFC'), pandoc.slug(text)];
    assert.deepEqual(three('입력/출력'), ['입력출력', '입력-출력', '입력출력']);
    assert.deepEqual(three('max_tokens 설정'), ['max_tokens-설정', 'max-tokens-설정', 'max_tokens-설정']);
    assert.deepEqual(three('🚀 시작하기'), ['-시작하기', '🚀-시작하기', '시작하기']);
    assert.deepEqual(three('「설정」 파일'), ['설정-파일', '「설정」-파일', '설정-파일']);
  });

  test('single letters of Hangul stay, or are composed, as the generator does', () => {
    assert.equal(slugRules.github.slug(nfd('설치')), nfd('설치'));
    assert.equal(slugRules.slugifyLower.slug(nfd('설치')), '설치');
  });
});
