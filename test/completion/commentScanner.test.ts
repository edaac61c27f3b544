import assert from 'node:assert/strict';
import fc from 'fast-check';
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

  test('reads on behind interpolated code', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what the code under test reads
    assert.deepEqual(regions('javascript', '`a ${b({})} c` // d'), ['string: a ', 'string:  c', 'line open:  d']);
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
