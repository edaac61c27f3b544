import assert from 'node:assert/strict';
import { markdownBlocks } from '../../../../src/engine/documents/markdown/blocks';
import { parseMarkdownDocument } from '../../../../src/engine/documents/markdown/document';
import { flattenInline } from '../../../../src/engine/documents/markdown/inline';
import { readSyntax } from '../../../../src/engine/documents/markdown/syntax';
import { ProseBuilder } from '../../../../src/engine/documents/proseBlock';

const blocksOf = (text: string) => markdownBlocks(text).blocks;
const plainOf = (text: string) => blocksOf(text).map(({ plain }) => plain.replaceAll('\ue000', '@'));

suite('markdownBlocks', () => {
  test('finds what runs: paragraphs, headings, cells, items, notes, quotes', () => {
    const text = '# A\n\nB\n\n- c\n- [ ] d\n\n> e\n\n| f | g |\n|---|---|\n| h | |\n\n[^1]: i\n';
    assert.deepEqual(plainOf(text), ['A', 'B', 'c', 'd', 'e', 'f', 'g', 'h', 'i']);
  });

  test('does not look at code, tags, front matter, math, definitions', () => {
    assert.deepEqual(plainOf('---\na: b\n---\n\n```\nc\n```\n\n<pre>d</pre>\n\n$$\ne\n$$\n\n[f]: g "h"\n\n---\n'), []);
  });

  test('letters written as references are letters of their words, symbols are kept', () => {
    const plain = (text: string) => plainOf(text)[0];
    assert.equal(plain('**설정(config)**&#xC744; 엽니다.'), '설정(config)을 엽니다.');
    assert.equal(plain('&#xC774;**(중요)**&#xAC12;'), '이(중요)값');
    assert.equal(plain('**mdast,**&#x6E;ice, caf&eacute;s and na&iuml;ve'), 'mdast,nice, cafés and naïve');
    assert.equal(plain('&alpha; is 5 &mu;s, &copy; 2024'), '@ is 5 @s, @ 2024');
  });

  test('keeps code, images, notes, math, comments and autolinks as one thing each', () => {
    assert.deepEqual(
      plainOf('a `b` ![c](d) [^1] $e$ <!-- f --> <https://g.example> https://h.example\n\n[^1]: x')[0],
      'a @ @ @ @ @ @ @',
    );
  });

  test('lays markup flat: spans around text, nested ones inside', () => {
    const [block] = blocksOf('see **the [whole *log*](x "y") here** and <b>that</b>');
    assert.equal(block!.plain, 'see the whole log here and that');
    assert.deepEqual(
      block!.spans.map(({ start, end, open, close }) => [block!.plain.slice(start, end), open, close]),
      [
        ['the whole log here', '**', '**'],
        ['whole log', '[', '](x "y")'],
        ['log', '*', '*'],
        ['that', '<b>', '</b>'],
      ],
    );
  });

  test('markup around nothing that is said is one thing with what it is around', () => {
    assert.deepEqual(plainOf('**`a`** [![b](c)](d) <kbd>Ctrl</kbd> **12** end'), ['@ @ @ @ end']);
  });

  test('a link by its own text gets a label, because its text will change', () => {
    const [block] = blocksOf('[Guide] [Guide][]\n\n[guide]: x');
    assert.deepEqual(
      block!.spans.map(({ close }) => close),
      ['][Guide]', '][Guide]'],
    );
  });

  test('reads escapes, entities and soft breaks as what they mean, and knows where they stand', () => {
    const text = '> a\\*b&amp;f c\n> d';
    const [block] = blocksOf(text);
    assert.equal(block!.plain, 'a*b&f c d');
    const written = (at: number) => text.slice(block!.starts[at], block!.ends[at]);
    assert.deepEqual([1, 3, 7, 8].map(written), ['\\*', '&amp;', '\n> ', 'd']);
    assert.deepEqual(block!.softBreaks, [7]);
    assert.equal(block!.layout.prefix, '> ');
  });

  test('knows what further lines would begin with', () => {
    const prefixes = blocksOf(
      'text\n\n> quote\n\n- item\n\n1. one\n   > in it\n\n- [ ] task\n- [>] moved\n\n[^1]: note',
    ).map(({ layout }) => layout.prefix);
    assert.deepEqual(prefixes, ['', '> ', '  ', '   ', '   > ', '  ', '  ', '    ']);
  });

  test('a text that cannot be followed through its source is refused', () => {
    const syntax = readSyntax('abc', { isMdx: false });
    const [paragraph] = syntax.root.children;
    assert.ok(paragraph?.type === 'paragraph');
    assert.equal(flattenInline(syntax, paragraph.children, new ProseBuilder()), true);
    assert.equal(flattenInline({ ...syntax, shown: 'axc' }, paragraph.children, new ProseBuilder()), false);
  });

  test('a comment holds the code and the fences in it', () => {
    const page = 'A.\n\n<!-- the tag `type` -->\n\nB.\n\n<!--\n```js\nlet a;\n```\n-->\n\nC `<!--` and `-->`.\n';
    const { blocks, left } = parseMarkdownDocument(page, { isMdx: true });
    assert.deepEqual(left, []);
    assert.equal(blocks.length, 3);
  });
});
