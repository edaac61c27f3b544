import assert from 'node:assert/strict';
import { formatByLook, formatOfFile } from '../../src/shared/textFormats';

suite('formatByLook', () => {
  const format = (text: string) => {
    const found = formatByLook(text);
    return found.kind === 'prose' ? found.format : found.kind;
  };

  test('Markdown is told by what is marked in it', () => {
    for (const text of [
      '# Title\n',
      'See [a](b.md).',
      'a | b\n--- | ---\n',
      '> quoted',
      'a **bold** word',
      '- [ ] to do',
    ])
      assert.equal(format(text), 'markdown', text);
    for (const text of ['A sentence.', '2 * 3 ** 4', '#hashtag', 'a [b] (c)', '- an item\n'])
      assert.equal(format(text), 'plain', text);
  });

  test('a program without a name is not read', () => {
    assert.equal(format('int main() {\n  int a = 1;\n  return a;\n}\n\nvoid f() {\n}\n'), 'unread');
  });

  test('what would be destroyed as prose is told by its name', () => {
    for (const file of ['film.ass', 'film.SMI', 'film.ttml', 'page.njk', 'tool.pod', 'book.texi'])
      assert.equal(formatOfFile(file)?.kind, 'unread', file);
  });
});
