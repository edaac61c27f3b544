import assert from 'node:assert/strict';
import { frontMatterEnd } from '../../../../src/engine/documents/markdown/frontMatter';
import { htmlBlocks } from '../../../../src/engine/documents/markdown/htmlBlocks';
import { isBlockTag, isKeptTag, isVoidTag, tagName } from '../../../../src/engine/documents/markdown/htmlTags';
import { readSyntax } from '../../../../src/engine/documents/markdown/syntax';

const read = (html: string) => htmlBlocks(readSyntax(html, { isMdx: false }), 0, html.length);
const plain = (html: string) => read(html).blocks.map((block) => block.plain.replaceAll('\ue000', '@'));

suite('htmlBlocks', () => {
  test('blocks end sentences, other tags are markup in them, code is kept', () => {
    assert.deepEqual(plain('<ul><li>One <b>two</b></li><li>three <code>x</code></li></ul>'), ['One two', 'three @']);
    const [block] = read('<p>a <a href="x">link</a></p>').blocks;
    assert.deepEqual(
      block!.spans.map(({ open, close }) => [open, close]),
      [['<a href="x">', '</a>']],
    );
  });

  test('letters written as references are letters of their words, symbols are kept', () => {
    assert.deepEqual(
      plain(
        '<p><b>설정(config)</b>&#xC744; 엽니다.</p><p>Caf&eacute;, <i>&Eacute;</i>t&eacute;: 5 &mu;m &amp; more</p>',
      ),
      ['설정(config)을 엽니다.', 'Café, Été: 5 @m @ more'],
    );
  });

  test('scripts, comments and tags alone say nothing', () => {
    assert.deepEqual(plain('<script>\nvar a = "text";\n</script>\n<!-- words -->\n<img alt="x">'), []);
  });

  test('what crosses is left, and said to be', () => {
    const { blocks, left } = read('<p>a <b>word <i>or</b> two</i></p>');
    assert.deepEqual([blocks.length, left.length], [0, 1]);
  });
});

suite('tags of HTML', () => {
  test('have names', () => {
    assert.deepEqual(['<a href="x">', '<br/>', '</a>', 'a'].map(tagName), ['a', 'br', '', '']);
    assert.ok(isBlockTag('</li>') && !isBlockTag('<b>') && isKeptTag('kbd') && isVoidTag('img'));
  });
});

suite('front matter', () => {
  test('is what has pairs between its fences', () => {
    for (const [text, length] of [
      ['---\na: b\n---\nc', 13],
      ['---\nWords of a page.\n---\n', 0],
      ['{\n"a": 1\n}\n', 11],
      ['+++\na = 1\n+++\n', 14],
      ['words', 0],
    ] as const)
      assert.equal(frontMatterEnd(text), length, text);
  });
});
