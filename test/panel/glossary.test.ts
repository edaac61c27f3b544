import assert from 'node:assert/strict';
import { glossaryFor, parseGlossary } from '../../src/panel/glossary';

const enKo = { from: 'en', to: 'ko' } as const;
const koEn = { from: 'ko', to: 'en' } as const;

suite('a glossary', () => {
  test('is read from lines of source and target', () => {
    assert.deepEqual(
      parseGlossary('\ufeffsource,target\r\ncommit,커밋\r\n\r\n# a note\r\n pull request , 풀 리퀘스트 \r\n'),
      [
        { source: 'commit', target: '커밋' },
        { source: 'pull request', target: '풀 리퀘스트' },
      ],
    );
  });

  test('may quote what holds a comma or a quotation mark', () => {
    assert.deepEqual(parseGlossary('"read, write","읽기, 쓰기"\n"the ""core""",코어'), [
      { source: 'read, write', target: '읽기, 쓰기' },
      { source: 'the "core"', target: '코어' },
    ]);
  });

  test('keeps a term that stands alone', () => {
    assert.deepEqual(parseGlossary('Kubernetes\nGit,\n,nothing'), [
      { source: 'Kubernetes', target: 'Kubernetes' },
      { source: 'Git', target: 'Git' },
    ]);
  });

  test('serves both directions', () => {
    const entries = [{ source: 'commit', target: '커밋' }];
    assert.deepEqual(glossaryFor([entries], enKo), entries);
    assert.deepEqual(glossaryFor([entries], koEn), [{ source: '커밋', target: 'commit' }]);
  });

  test('turns nothing that is kept as it is', () => {
    const kept = [{ source: 'Git', target: 'Git' }];
    assert.deepEqual(glossaryFor([kept], koEn), kept);
  });

  test('takes the first list that has a term', () => {
    const [own, team] = [[{ source: 'Branch', target: '브랜치' }], [{ source: 'branch', target: '가지' }]];
    assert.deepEqual(glossaryFor([own, team], enKo), own);
  });

  test('ends with a line that cannot be read', () => {
    assert.deepEqual(parseGlossary('"open,열기\nclose,닫기'), [
      { source: '"open', target: '열기' },
      { source: 'close', target: '닫기' },
    ]);
  });
});
