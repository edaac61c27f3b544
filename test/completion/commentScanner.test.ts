import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import ts from 'typescript';
import { scanRegions } from '../../src/completion/commentScanner';
import { commentSyntax } from '../../src/completion/commentSyntax';

const regions = (languageId: string, text: string) =>
  scanRegions(text, commentSyntax(languageId)!).map(({ kind, start, end, open }) => {
    return `${kind}${open ? ' open' : ''}: ${text.slice(start, end)}`;
  });

suite('scanRegions', () => {
  test('finds comments and strings in order', () => {
    assert.deepEqual(regions('c', 'a /* b */ "c" // d\n\'e\' // f'), [
      'block:  b ',
      'string: c',
      'line:  d',
      'string: e',
      'line open:  f',
    ]);
  });

  test('takes the longest marker', () => {
    assert.deepEqual(regions('rust', '/// a\n//! b'), ['line:  a', 'line open:  b']);
    assert.deepEqual(regions('python', '"""a "b" c"""'), ['documentation: a "b" c']);
  });

  test('finds REM where a command begins, and long brackets of every level', () => {
    assert.deepEqual(regions('bat', 'rem a\nset REMOTE=1 & REM b\n@REM c\n:: d\necho REM'), [
      'line:  a',
      'line:  b',
      'line:  c',
      'line:  d',
    ]);
    assert.deepEqual(regions('vb', 'x = "it\'s" \' a\nREM b\nDim Rem1'), ["string: it's", 'line:  a', 'line:  b']);
    assert.deepEqual(regions('lua', '--[==[ a ]] b ]==] x = [=[ -- c ]=] -- d'), [
      'block:  a ]] b ',
      'string:  -- c ',
      'line open:  d',
    ]);
  });

  test('a here document is a text, up to the line that ends it', () => {
    const text = 'cat <<-EOF > a # b\n# no comment\n\tEOF\necho $((1<<2)) $((x<<y)) # yes\n';
    const comments = scanRegions(text, commentSyntax('shellscript')!).filter(({ kind }) => kind === 'line');
    assert.deepEqual(
      comments.map(({ start, end }) => text.slice(start, end)),
      [' yes'],
    );
  });

  test('reads on behind interpolated code', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what the code under test reads
    assert.deepEqual(regions('javascript', '`a ${b({})} c` // d'), ['string: a ', 'string:  c', 'line open:  d']);
  });

  test("agrees with TypeScript's own scanner on this project's sources", () => {
    let comments = 0;
    for (const file of ['completion', 'client', 'host'].flatMap(sourceFiles)) {
      const text = readFileSync(file, 'utf8');
      const found = scanRegions(text, commentSyntax('typescript')!).filter(({ kind }) => kind !== 'string');
      const expected = typescriptComments(text);
      assert.deepEqual(sorted(found.map(({ markerStart }) => markerStart)), sorted(expected), path.basename(file));
      comments += expected.size;
    }
    assert.ok(comments > 100, `${comments} comments`);
  });

  test('ends for any text, its regions inside the text and in order', () => {
    const piece = fc.constantFrom(
      '/*',
      '*/',
      '//',
      '"',
      "'",
      '`',
      '${',
      '}',
      '{',
      '\\',
      '\n',
      'a',
      '/',
      '#',
      '"""',
      ' ',
    );
    const languages = fc.constantFrom('typescript', 'rust', 'python', 'yaml', 'shellscript', 'php', 'lua', 'haskell');
    fc.assert(
      fc.property(languages, fc.array(piece, { maxLength: 40 }), (languageId, pieces) => {
        const text = pieces.join('');
        let last = 0;
        for (const { markerStart, start, end, open } of scanRegions(text, commentSyntax(languageId)!)) {
          assert.ok(last <= start && markerStart <= start && start <= end && end <= text.length);
          assert.ok(!open || end === text.length);
          last = end;
        }
      }),
    );
  });
});

function sourceFiles(part: string): string[] {
  const folder = path.resolve(__dirname, '../../src', part);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.join(folder, file));
}

/** Where comments start, by TypeScript's parser. */
function typescriptComments(text: string): Set<number> {
  const source = ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true);
  const starts = new Set<number>();
  const visit = (node: ts.Node) => {
    if (ts.isToken(node)) {
      for (const { pos } of ts.getLeadingCommentRanges(text, node.pos) ?? []) starts.add(pos);
      for (const { pos } of ts.getTrailingCommentRanges(text, node.end) ?? []) starts.add(pos);
    }
    for (const child of node.getChildren(source)) visit(child);
  };
  visit(source);
  return starts;
}

function sorted(values: Iterable<number>): number[] {
  return [...values].sort((a, b) => a - b);
}
