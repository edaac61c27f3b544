import assert from 'node:assert/strict';
import { scanRegions } from '../../src/completion/commentScanner';
import { commentSyntax } from '../../src/completion/commentSyntax';
import { languagesOf, previewOf, sourcePart, summaryLanguages } from '../../src/panel/sourceText';
import { commentParts } from '../../src/shared/commentParts';
import { formatOfDocument, formatOfFile } from '../../src/shared/textFormats';

/** The text with `[` and `]` around the selection, or `|` for the cursor. */
function part(marked: string, language = '') {
  const start = marked.search(/[[|]/);
  const end = marked.includes('|') ? start : marked.indexOf(']') - 1;
  const text = marked.replace(/[[\]|]/g, '');
  const syntax = commentSyntax(language);
  const found = sourcePart({
    text,
    selection: { start, end },
    format: formatOfDocument(language, ''),
    regions: syntax && scanRegions(text, syntax),
  });
  return [found.extent, found.format, text.slice(found.range.start, found.range.end)];
}

suite('the source of a run', () => {
  test('is the selection', () => {
    assert.deepEqual(part('One. [Two.] Three.', 'markdown'), ['selection', 'markdown', 'Two.']);
    assert.deepEqual(part('One. [Two.] Three.'), ['selection', 'plain', 'Two.']);
  });

  test('is the whole document where nothing is selected', () => {
    assert.deepEqual(part('One. |Two.', 'markdown'), ['document', 'markdown', 'One. Two.']);
    assert.deepEqual(
      part('One. |Two.', 'restructuredtext')[1],
      formatOfFile('a.rst')?.kind === 'prose' ? 'rest' : 'plain',
    );
  });

  test('is nothing where it is data, but for words of one line that were selected', () => {
    const source = (language: string, selection: [number, number]) =>
      sourcePart({
        text: '{\n"a": "The rain came."\n}',
        selection: { start: selection[0], end: selection[1] },
        format: formatOfDocument(language, ''),
        regions: undefined,
      }).unread;
    assert.equal(source('json', [0, 0]), 'JSON');
    assert.equal(source('csv', [0, 26]), 'a table of values');
    assert.equal(source('json', [8, 22]), undefined);
    assert.equal(source('markdown', [0, 0]), undefined);
  });

  test('is all comments of a code file where none is at the cursor', () => {
    const code = 'const a = 1;|\n// one\n// two\nf(); // three\n// four\n';
    assert.deepEqual(part(code, 'typescript').slice(0, 2), ['document', 'comment']);
    const text = code.replace('|', '');
    const regions = scanRegions(text, commentSyntax('typescript')!);
    const parts = commentParts(text, regions).map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(parts, ['// one\n// two', '// three', '// four']);
  });

  test('is the comment at the cursor of a code file', () => {
    const code = 'const a = 1;\n\n  // One two\n  // th|ree.\n\n// Other.\n';
    assert.deepEqual(part(code, 'typescript'), ['comment', 'comment', '// One two\n  // three.']);
    assert.deepEqual(part('/*\n * One|\n */\nf();', 'typescript'), ['comment', 'comment', '/*\n * One\n */']);
    assert.deepEqual(part('|  # One\n', 'python'), ['comment', 'comment', '# One']);
  });

  test('is a comment as whole lines where only comment is selected', () => {
    assert.deepEqual(part('f();\n// [One\n// two].\n', 'typescript'), ['selection', 'comment', '// One\n// two.']);
    assert.deepEqual(part('f();\n[// One\n]g();', 'typescript'), ['selection', 'comment', '// One']);
    assert.deepEqual(part('/*\n * O[ne\n * t]wo\n */', 'typescript'), ['selection', 'comment', ' * One\n * two']);
  });

  test('is plain text inside one line of a comment', () => {
    assert.deepEqual(part('// One [two] three.', 'typescript'), ['selection', 'plain', 'two']);
  });

  test('is plain text where code is selected too, or a string', () => {
    assert.deepEqual(part('[f(); // One]', 'typescript'), ['selection', 'plain', 'f(); // One']);
    assert.deepEqual(part('f("[One]");', 'typescript'), ['selection', 'plain', 'One']);
  });
});

suite('the preview of a source', () => {
  test('shows a short text without its empty lines', () => {
    assert.equal(previewOf('\n# One\n\n \nTwo.\n'), '# One\nTwo.');
  });

  test('ends a long one between words', () => {
    const shown = previewOf('word '.repeat(100));
    assert.ok(shown.length <= 301);
    assert.match(shown, /word…$/);
  });

  test('breaks no character', () => {
    assert.doesNotMatch(previewOf(`${'a'.repeat(299)}😀😀`), /[\ud800-\udbff]…/);
  });
});

suite('the languages of a run', () => {
  test('are found from the text', () => {
    assert.deepEqual(languagesOf('auto', 'ko'), { from: 'ko', to: 'en' });
    assert.deepEqual(languagesOf('auto', 'en'), { from: 'en', to: 'ko' });
    assert.deepEqual(languagesOf('auto', null), { from: 'en', to: 'ko' });
  });

  test('are those that were chosen', () => {
    assert.deepEqual(languagesOf('en-ko', 'ko'), { from: 'en', to: 'ko' });
    assert.deepEqual(languagesOf('ko-en', 'en'), { from: 'ko', to: 'en' });
  });

  test("of a summary are the text's own, unless another was asked for", () => {
    assert.deepEqual(summaryLanguages('auto', 'ko'), { from: 'ko', to: 'ko' });
    assert.deepEqual(summaryLanguages('en', 'ko'), { from: 'ko', to: 'en' });
  });
});
