import assert from 'node:assert/strict';
import { type InlineRule, InlineText, readInline } from '../../../src/engine/documents/inlineText';
import { ProseBuilder } from '../../../src/engine/documents/proseBlock';

const rules: InlineRule[] = [
  {
    pattern: /\*([^*]+)\*/y,
    found: ({ 1: inner }) => ({ kind: 'span', open: 1, inner: inner!.length, close: 1 }),
  },
  { pattern: /`[^`]+`/y, found: ({ 0: all }) => ({ kind: 'atom', length: all.length }) },
  { pattern: /\\(.)/y, found: ({ 1: text }) => ({ kind: 'text', length: 2, text: text! }) },
  { pattern: / \+ /y, found: () => ({ kind: 'break', length: 3 }) },
];

suite('inline text', () => {
  test('lines are joined, and markup found in them, with its places', () => {
    const document = '> One *two\n> three* `four` \\* + five';
    const inline = new InlineText(document, [
      { start: 2, end: 10 },
      { start: 13, end: document.length },
    ]);
    const builder = new ProseBuilder();
    readInline(inline, rules, builder);
    const block = builder.finish({ mayWrap: false, prefix: '> ', role: '' });
    assert.equal(block.plain, 'One two three \ue000 *\nfive');
    assert.deepEqual(block.softBreaks, [7]);
    assert.equal(block.atoms.get(14)?.raw, '`four`');
    const [{ start, end, outerStart, outerEnd } = { start: 0, end: 0, outerStart: 0, outerEnd: 0 }] = block.spans;
    assert.equal(block.plain.slice(start, end), 'two three');
    assert.equal(document.slice(outerStart, outerEnd), '*two\n> three*');
    for (const [at, character] of [...block.plain].entries())
      if (/[a-z]/.test(character)) assert.equal(document[block.starts[at]!], character);
  });
});
