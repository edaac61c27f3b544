import assert from 'node:assert/strict';
import { slipParts } from '../../src/fillMask/slipPassages';

function looked(marked: string, extent: 'paragraph' | 'document', more: { isMarkdown?: boolean } = {}) {
  const at = marked.indexOf('|');
  const text = marked.replace('|', '');
  const input = { text, selections: [{ start: at, end: at }], isMarkdown: true, contextCharacters: 0, ...more };
  return slipParts(input, extent).map(({ passage, shown, within }) =>
    passage.text.slice(shown.start + within.start, shown.start + within.end).trim(),
  );
}

suite('the passages that are looked at for slips', () => {
  test('are the paragraph at the cursor, or all, the nearest first', () => {
    const text = 'First one.\r\n\r\nSecond one.\r\n\r\nThird on|e.\r\n\r\nThe fourth one.';
    assert.deepEqual(looked(text, 'paragraph'), ['Third one.']);
    assert.deepEqual(looked(text, 'document'), ['Third one.', 'The fourth one.', 'Second one.', 'First one.']);
  });

  test('begin with the sentence at the cursor', () => {
    const sentence = (n: number) =>
      `This is sentence number ${n} of a paragraph that goes on and on and then some more.`;
    const text = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(sentence).join(' ').replace('number 7', 'num|ber 7');
    assert.match(looked(text, 'paragraph')[0]!, /number 7/);
  });

  test('are no code and no front matter', () => {
    const text =
      '---\ntitle: a\n\nb: c\n---\n\nProse.|\n\n```ts\nconst a = 1;\n\nconst b = 2;\n```\n\nMore.\n\n~~~\nopen';
    assert.deepEqual(looked(text, 'document'), ['Prose.', 'More.']);
  });

  test('of a program are its comments', () => {
    const text = '// One comment.\nconst a = "text";\n\n/* Another. */\n';
    const regions = [
      { kind: 'line', markerStart: 0, start: 2, end: 15 },
      { kind: 'string', markerStart: 26, start: 27, end: 31 },
      { kind: 'block', markerStart: 35, start: 37, end: 47 },
    ] as const;
    const input = { text, selections: [{ start: 20, end: 20 }], isMarkdown: false, regions, contextCharacters: 0 };
    const texts = (extent: 'paragraph' | 'document') =>
      slipParts(input, extent).map(({ passage }) => passage.text.trim());
    assert.deepEqual(texts('document'), ['One comment.', 'Another.']);
    assert.deepEqual(texts('paragraph'), []);
  });
});
