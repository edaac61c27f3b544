import assert from 'node:assert/strict';
import { frontMatterTexts } from '../../../../src/engine/documents/markdown/frontMatterTexts';
import { isFrontMatterForm, writeFrontMatter } from '../../../../src/engine/documents/markdown/frontMatterWriter';
import type { Cell } from '../../../../src/engine/documents/targetCells';

const cells = (text: string): Cell[] => text.split('').map((raw, unit) => ({ kind: 'text', raw, unit }));
const nowhere = { before: '', after: '' };

suite('texts of front matter', () => {
  test('are what a reader sees, with its form', () => {
    const text = '---\ntitle: A title\ntags: [a]\ndescription: "Said \\"so\\""\n---\n';
    const found = frontMatterTexts(text, 0, text.length - 1);
    assert.deepEqual(
      found.map(({ start, end, blocks }) => [text.slice(start, end), blocks.map((b) => [b.plain, b.layout.role])]),
      [
        ['A title', [['A title', 'plainValue']]],
        ['"Said \\"so\\""', [['Said "so"', 'doubleQuoted']]],
      ],
    );
  });

  test('are told where they cannot be followed, and where the whole is no YAML', () => {
    for (const yaml of ['title: {a: [b\ndescription: Some words', 'description: "A\\tb words"']) {
      const text = `---\n${yaml}\n---`;
      const found = frontMatterTexts(text, 0, text.length);
      assert.ok(found.length > 0 && found.every(({ blocks }) => blocks.length === 0), yaml);
    }
  });

  test('of JSON', () => {
    const text = '{\n"title": "A page", "n": 1\n}';
    assert.deepEqual(
      frontMatterTexts(text, 0, text.length).flatMap(({ blocks }) => blocks.map(({ plain }) => plain)),
      ['A page'],
    );
  });
});

suite('a value of front matter', () => {
  test('gets quotes where YAML would read it otherwise', () => {
    for (const [said, written] of [
      ['간단한 제목', '간단한 제목'],
      ['제목: 둘', '"제목: 둘"'],
      ['Yes', '"Yes"'],
      ['2020', '"2020"'],
      ['"말" 하기', '"\\"말\\" 하기"'],
    ] as const)
      assert.equal(writeFrontMatter(cells(said), nowhere, 'plainValue')?.join(''), written);
  });

  test('is not written in part where the whole would need them', () => {
    assert.equal(writeFrontMatter(cells('제목: 둘'), { before: '하나. ', after: '' }, 'plainValue'), undefined);
  });

  test('keeps those it has', () => {
    assert.equal(writeFrontMatter(cells('\'a"'), nowhere, 'singleQuoted')?.join(''), "''a\"");
    assert.equal(writeFrontMatter(cells('\'a"'), nowhere, 'doubleQuoted')?.join(''), '\'a\\"');
    assert.equal(writeFrontMatter(cells("'a"), nowhere, 'literalString')?.join(''), '’a');
    assert.ok(isFrontMatterForm('blockScalar') && !isFrontMatterForm('paragraph'));
  });
});
