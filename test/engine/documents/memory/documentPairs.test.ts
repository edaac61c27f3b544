import assert from 'node:assert/strict';
import { pairsOf } from '../../../../src/engine/documents/memory/documentPairs';
import { TranslationMemory } from '../../../../src/engine/documents/memory/translationMemory';
import { remember } from '../../../../src/engine/tasks/memory/remember';
import { CancellationSource, neverCancelled, yieldToEventLoop } from '../../../../src/util/async';

const source = `# Guide

Install version 1.2 with \`npm ci\`. Then open
the [manual](/en/manual/).

- Both are needed.

\`\`\`sh
npm ci
\`\`\`
`;
const translation = `# 안내서

\`npm ci\`로 1.2 버전을 설치하세요. 그런 다음 [설명서](/ko/manual/)를
여세요.

- 둘 다 필요합니다.

\`\`\`sh
npm ci
\`\`\`
`;
const page = { kind: 'pages', name: 'ko/a.md', format: 'markdown', source, translation } as const;
const pairs = [
  { en: 'Guide', ko: '안내서' },
  { en: 'Install version 1.2 with `npm ci`.', ko: '`npm ci`로 1.2 버전을 설치하세요.' },
  { en: 'Then open the [manual](/en/manual/).', ko: '그런 다음 [설명서](/ko/manual/)를 여세요.' },
  { en: 'Both are needed.', ko: '둘 다 필요합니다.' },
];

suite('pairsOf', () => {
  test('of a page and its translation: sentences with their markup, code never', () => {
    assert.deepEqual(pairsOf(page), pairs);
  });

  test('of a source that changed since: what both versions say, as it was translated', () => {
    const now = source.replace('Both are needed.', 'Only one is needed.');
    assert.deepEqual(pairsOf({ ...page, source: now, base: source }), pairs.slice(0, 3));
  });

  test('the same words translated in two ways keep both, also where the source changed', () => {
    const twice = (last: string) => `# Guide\n\nOpen the file.\n\n## Later\n\nOpen the file.\n\n## ${last}\n`;
    const both = '# 안내서\n\n파일을 여세요.\n\n## 나중에\n\n그 파일을 여세요.\n\n## 끝\n';
    const found = pairsOf({ ...page, source: twice('The end'), base: twice('End'), translation: both });
    const said = found.filter(({ en }) => en === 'Open the file.').map(({ ko }) => ko);
    assert.deepEqual(said, ['파일을 여세요.', '그 파일을 여세요.']);
  });

  test('the translation of something else has no pairs', () => {
    const other = '# 날씨\n\n| 하루 | 비 |\n| --- | --- |\n\n> 내일은 눈이 옵니다.\n\n1. 모레\n2. 글피\n';
    assert.deepEqual(pairsOf({ ...page, source: '```\ncode\n```\n\nA.\n', translation: other }), []);
  });

  test('of gettext messages what somebody translated, and its sentences', () => {
    const header = 'msgid ""\nmsgstr "Language: ko\\n"\n\n';
    const po = `${header}msgid "Open it. Close it."\nmsgstr "여세요. 닫으세요."\n\n#, fuzzy\nmsgid "Guess."\nmsgstr "추측."\n\nmsgid "Empty."\nmsgstr ""\n\n#~ msgid "Old."\n#~ msgstr "낡음."\n`;
    assert.deepEqual(pairsOf({ kind: 'po', name: 'a.po', text: po }), [
      { en: 'Open it. Close it.', ko: '여세요. 닫으세요.' },
      { en: 'Open it.', ko: '여세요.' },
      { en: 'Close it.', ko: '닫으세요.' },
    ]);
    assert.deepEqual(pairsOf({ kind: 'po', name: 'a.po', text: po.replace(': ko', ': ja') }), []);
  });
});

suite('remember', () => {
  const pace = { token: neverCancelled, yieldPoint: yieldToEventLoop };

  test('files are read, what was read before is put back, what is broken gives nothing', async () => {
    const memory = new TranslationMemory();
    const broken = { kind: 'tmx', name: 'm.tmx', text: 'no' } as const;
    const first = await remember({ forget: [], documents: [page, broken], known: [] }, memory, pace);
    assert.deepEqual(first?.read, [{ name: 'ko/a.md', pairs }, { name: 'm.tmx', pairs: [] }]); // biome-ignore format: one thing
    assert.equal(first?.pairs, 4);
    const known = [{ name: 'ko/b.md', pairs: [{ en: 'A cat.', ko: '고양이.' }] }];
    assert.equal((await remember({ forget: ['ko/a.md'], documents: [], known }, memory, pace))?.pairs, 1);
    assert.equal((await remember({ forget: true, documents: [], known: [] }, memory, pace))?.pairs, 0);
  });

  test('cancelled: no answer', async () => {
    const stop = new CancellationSource();
    stop.cancel();
    const asked = remember({ forget: [], documents: [page], known: [] }, new TranslationMemory(), {
      ...pace,
      token: stop.token,
    });
    assert.equal(await asked, undefined);
  });
});
