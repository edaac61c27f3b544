import assert from 'node:assert/strict';
import { comparable, shapeOf, shapeOfAtom } from '../../../../src/engine/documents/markdown/check';

const nodes = (content: string, definitions = '') => shapeOf(content, 'paragraph', definitions).nodes;

suite('shapeOf', () => {
  test('is the same for other words in another order', () => {
    assert.deepEqual(nodes('see `a`, **then** [b](c)'), nodes('[x](c) und **dann** `a`'));
  });

  for (const [before, after] of [
    ['**a** b', '*a* b'],
    ['[a](b)', '[a](c)'],
    ['`a`', '`b`'],
    ['**a *b***', '***a** b*'],
    ['a', '# a'],
    ['a', '- a'],
    ['a', 'a  \nb'],
    ['a <b>c</b>', 'a b'],
    ['see [a]', 'see [a][b]'],
  ] as const) {
    test(`tells ${JSON.stringify(before)} from ${JSON.stringify(after)}`, () => {
      assert.notDeepEqual(nodes(before, '[b]: x'), nodes(after, '[b]: x'));
    });
  }

  test('parses a block as what it is', () => {
    assert.notDeepEqual(shapeOf('a | b', 'cell', '').nodes, shapeOf('a \\| b', 'cell', '').nodes);
    assert.notDeepEqual(shapeOf('[ ] a', 'item', '').nodes, shapeOf('\\[ ] a', 'item', '').nodes);
    assert.notDeepEqual(shapeOf('# a', 'underlined', '').nodes, shapeOf('\\# a', 'underlined', '').nodes);
    assert.notDeepEqual(shapeOf('- a', 'bareCell', '').nodes, shapeOf('\\- a', 'bareCell', '').nodes);
    assert.deepEqual(shapeOf('# a', 'heading', '').text, '#a');
  });

  test('says what the block says, escapes read', () => {
    assert.equal(shapeOf('a\\_b **c** `d` &amp; 5$', 'paragraph', '').text, comparable('a_b c & 5$'));
  });

  test('knows what a kept thing adds', () => {
    assert.deepEqual(shapeOfAtom('`a`', ''), { nodes: ['inlineCode [["value","a"]]'], text: '' });
    assert.equal(shapeOfAtom('[1](b)', '').text, '1');
  });
});
