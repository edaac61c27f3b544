import assert from 'node:assert/strict';
import { glossaryFor } from '../../src/panel/glossary';

const enKo = { from: 'en', to: 'ko' } as const;
const koEn = { from: 'ko', to: 'en' } as const;

suite('a glossary', () => {
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
});
