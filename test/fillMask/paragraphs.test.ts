import assert from 'node:assert/strict';
import { type CommentRegion, commentParagraphs, type Paragraph, proseParagraphs } from '../../src/fillMask/paragraphs';

const shown = (text: string, paragraphs: readonly Paragraph[] | undefined) =>
  paragraphs?.map((lines) => lines.map(({ start, end }) => text.slice(start, end)));

/** A region around the first `content`, whose marker stands before it. */
function region(text: string, kind: CommentRegion['kind'], marker: string, content: string): CommentRegion {
  const markerStart = text.indexOf(marker + content);
  assert.ok(markerStart >= 0, content);
  const start = markerStart + marker.length;
  return { kind, markerStart, start, end: start + content.length };
}

suite('paragraphs', () => {
  test('are parted by empty lines', () => {
    const text = 'One\ntwo.\n\n \nThree.\r\nFour.\r\n';
    assert.deepEqual(shown(text, proseParagraphs(text, false)), [
      ['One', 'two.'],
      ['Three.', 'Four.'],
    ]);
  });

  test('keep a Markdown heading to itself', () => {
    const text = '# Title\nText\n## Next\n- item';
    assert.deepEqual(shown(text, proseParagraphs(text, true)), [['# Title'], ['Text'], ['## Next'], ['- item']]);
    assert.equal(proseParagraphs(text, false).length, 1);
  });

  test('of nothing are none', () => {
    assert.deepEqual(proseParagraphs('', true), []);
    assert.deepEqual(proseParagraphs(' \n\n', true), []);
  });

  test('of line comments leave out the markers', () => {
    const text = 'let a; // The first\n// One\n// two.\n//\n// Three.\ncode("x");';
    const empty = text.indexOf('//\n');
    const regions = [
      region(text, 'line', '//', ' The first'),
      region(text, 'line', '//', ' One'),
      region(text, 'line', '//', ' two.'),
      { kind: 'line' as const, markerStart: empty, start: empty + 2, end: empty + 2 },
      region(text, 'line', '//', ' Three.'),
      region(text, 'string', '"', 'x'),
    ];
    assert.deepEqual(shown(text, commentParagraphs(text, regions, text.indexOf('two'))), [
      ['The first', 'One', 'two.'],
      ['Three.'],
    ]);
  });

  test('of a comment are there before and in its marker too', () => {
    const text = '// One\n// two.';
    const regions = [region(text, 'line', '//', ' One'), region(text, 'line', '//', ' two.')];
    for (const place of [0, 1, 7]) {
      assert.deepEqual(shown(text, commentParagraphs(text, regions, place)), [['One', 'two.']]);
    }
  });

  test('of block comments leave out the stars', () => {
    const text = '/**\n * One\n * two.\n *\n * Three.\n */\n';
    const block = region(text, 'block', '/*', '*\n * One\n * two.\n *\n * Three.\n ');
    assert.deepEqual(shown(text, commentParagraphs(text, [block], 10)), [['One', 'two.'], ['Three.']]);
  });

  test('of a string are its own, and there are none in code', () => {
    const text = '// About\nconst a = "Hello there"; // More';
    const regions = [
      region(text, 'line', '//', ' About'),
      region(text, 'string', '"', 'Hello there'),
      region(text, 'line', '//', ' More'),
    ];
    assert.deepEqual(shown(text, commentParagraphs(text, regions, text.indexOf('there'))), [
      ['About'],
      ['Hello there'],
      ['More'],
    ]);
    assert.equal(commentParagraphs(text, regions, text.indexOf('const')), undefined);
    assert.equal(commentParagraphs(text, regions, text.indexOf('"Hello')), undefined);
  });
});
