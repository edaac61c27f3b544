import assert from 'node:assert/strict';
import { slipParts } from '../../src/fillMask/slipPassages';
import { usualWords, usualWordsOf } from '../../src/fillMask/usualWords';

suite('usual words', () => {
  const text = 'Kitbag holds all. A kitbag is light.\n\nOpen the kitbag. 보관함, 보관함, 보관함. 보관함에서 열어요.';

  test('three times, without case', () => {
    assert.deepEqual([...usualWords(text)], ['kitbag', '보관함']);
  });

  test('those of a part, behind which a particle may stand', () => {
    const usual = usualWords(text);
    assert.deepEqual(usualWordsOf('Kitbags and a Kitbag', usual), ['kitbag']);
    assert.deepEqual(usualWordsOf('보관함에서는', usual), ['보관함']);
  });

  test('each part of a document is asked for with its own', () => {
    const parts = slipParts(
      { text, selections: [{ start: 0, end: 0 }], isMarkdown: true, contextCharacters: 100 },
      'document',
    );
    assert.deepEqual(
      parts.map(({ usual }) => usual),
      [['kitbag'], ['kitbag', '보관함']],
    );
  });
});
