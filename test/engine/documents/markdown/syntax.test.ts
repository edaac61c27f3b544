import assert from 'node:assert/strict';
import {
  decodeEntity,
  maskDollars,
  parseMarkdown,
  readSyntaxOnce,
} from '../../../../src/engine/documents/markdown/syntax';

suite('Markdown syntax', () => {
  const first = (text: string) => parseMarkdown(text).children[0]!.type as string;

  test('front matter is YAML, TOML or JSON between its fences', () => {
    assert.equal(first('---\ntitle: A\nlist:\n  - b\n---\n\nText.\n'), 'yaml');
    assert.equal(first('---\n# only a comment\n---\nText.\n'), 'yaml');
    assert.equal(first('---\n---\nText.\n'), 'yaml');
    assert.equal(first('---\n제목: 가\n---\n'), 'yaml');
    assert.equal(first('+++\ntitle = "A"\n[menu]\nname = "b"\n+++\n'), 'toml');
    assert.equal(first('{\n  "title": "A",\n  "draft": true\n}\n\nText.\n'), 'json');
  });

  test('a page that begins with a rule, or with braces, has none', () => {
    assert.equal(first('---\n\nThe first paragraph of the page.\n\n---\n\nMore.\n'), 'thematicBreak');
    assert.equal(first('---\nThe first paragraph.\n---\n'), 'thematicBreak');
    assert.equal(first('{\nno data\n}\n'), 'paragraph');
  });

  test('a dollar sign before a price is no math', () => {
    assert.equal(maskDollars('It costs $5 and $6.'), 'It costs €5 and €6.');
    assert.equal(maskDollars('a $ b $ c, 5$'), 'a € b € c, 5€');
  });

  test('math stays, with one dollar sign or two, and escapes stay', () => {
    for (const text of ['The sum $a + b$ is $c$.', '$$\nx\n$$', 'Is $$y$$ it?', '\\$5 and \\$6']) {
      assert.equal(maskDollars(text), text);
    }
  });

  test('math does not go over the end of a block', () => {
    for (const text of ['cost $x\n\ny$ z', '- $x\n- y$ z', '# $x\n| y$ | z |'])
      assert.equal(maskDollars(text), text.replaceAll('$', '€'));
  });

  test('every node has its place, addresses among them', () => {
    const [paragraph] = parseMarkdown('See https://a.example or me@a.example now.').children;
    assert.ok(paragraph?.type === 'paragraph');
    assert.deepEqual(
      paragraph.children.map(({ type }) => type),
      ['text', 'link', 'text', 'link', 'text'],
    );
    assert.ok(paragraph.children.every(({ position }) => position !== undefined));
  });

  test('character references are decoded, unknown ones are not', () => {
    assert.deepEqual(['&amp;', '&#42;', '&#x2A;', '&nbsp;', '&nonsense;'].map(decodeEntity), [
      '&',
      '*',
      '*',
      '\u00a0',
      '&nonsense;',
    ]);
  });

  test('a text is read once for each flavour', () => {
    const text = '# A\n\nThe cat sat.\n';
    assert.equal(readSyntaxOnce(text, { isMdx: false }), readSyntaxOnce(text, { isMdx: false, isKorean: false }));
    assert.notEqual(readSyntaxOnce(text, { isMdx: false }), readSyntaxOnce(text, { isMdx: true }));
    assert.throws(() => readSyntaxOnce('<a\n', { isMdx: true }));
    assert.throws(() => readSyntaxOnce('<a\n', { isMdx: true }));
  });
});
