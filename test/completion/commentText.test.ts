import assert from 'node:assert/strict';
import { commentSyntax } from '../../src/completion/commentSyntax';
import { type CommentMode, commentText } from '../../src/completion/commentText';
import { splitAtCursor } from '../support/cursorMark';

function textAt(languageId: string, marked: string, mode: CommentMode = 'comments') {
  const { before, after } = splitAtCursor(marked);
  return commentText(before, after, commentSyntax(languageId)!, mode);
}

/** What the model sees around the cursor, the cursor as a mark. */
function check(languageId: string, marked: string, expected: string, mode?: CommentMode): void {
  const text = textAt(languageId, marked, mode);
  assert.ok(text, `no comment at the cursor of ${marked}`);
  assert.equal(`${text.before}|${text.after}`, expected);
}

function checkCode(languageId: string, marked: string, mode?: CommentMode): void {
  assert.equal(textAt(languageId, marked, mode), undefined, marked);
}

/** The document after accepting `suggestion`. */
function checkInsertion(languageId: string, marked: string, suggestion: string, expected: string, mode?: CommentMode) {
  const { before, after } = splitAtCursor(marked);
  assert.equal(before + textAt(languageId, marked, mode)!.toDocument(suggestion) + after, expected);
}

suite('comment text', () => {
  test('strips the markers of line comments that follow each other', () => {
    check(
      'typescript',
      'let a;\n  // The first line\n  // and the |second.\n  // Third.\nlet b;',
      'The first line\nand the |second.\nThird.',
    );
    check('python', '# One\n#\n# Two|', 'One\n\nTwo|');
    check('rust', '/// Adds |two numbers.', 'Adds |two numbers.');
  });

  test('says what stands behind the comment', () => {
    const below = (languageId: string, marked: string, mode?: CommentMode) => textAt(languageId, marked, mode)!.below;
    assert.equal(below('typescript', '// One |two.\n// Three.\nlet b;\nlet c;'), 'let b;\nlet c;');
    assert.equal(below('typescript', '// One |two.\r\n  // Three.\r\nlet b;'), 'let b;');
    assert.equal(below('typescript', '/** One |two. */ export function add() {}'), ' export function add() {}');
    assert.equal(below('typescript', '/** One |two.'), '');
    assert.equal(below('typescript', '// One|'), '');
    assert.equal(below('typescript', "say('Hello |you');\nend();", 'commentsAndStrings'), ');\nend();');
  });

  test('keeps comments apart that have code between them', () => {
    check('typescript', '// One\nlet a; // Two\n\n// Three|', 'One\n\nTwo\n\nThree|');
  });

  test('strips the stars of a block', () => {
    check('typescript', '/**\n * Adds |two\n * numbers.\n */\nf();', 'Adds |two\nnumbers.');
    check('c', '/* One\n   two|\n     three */', 'One\ntwo|\n  three');
  });

  test('finds docstrings, and no other strings', () => {
    check('python', 'def f():\n    """Adds |two\n    numbers.\n    """\n', 'Adds |two\nnumbers.');
    check('python', '"""A module\n\nthat |', 'A module\n\nthat |');
    checkCode('python', 'x = """not this|"""');
    checkCode('python', 'f(\n    """nor this|""")');
    check('python', 'x = """but with strings|"""', 'but with strings|', 'commentsAndStrings');
  });

  test('is not deceived by markers in strings', () => {
    checkCode('typescript', "const url = 'https://a.example/|'");
    checkCode('typescript', "const url = 'https://a.example'; call(|");
    checkCode('typescript', 'const s = "a \\" // |"');
    check('typescript', 'const s = "//"; // Yes|', 'Yes|');
    checkCode('python', 'x = "# no|"');
    checkCode('go', 'x := `// no|`');
    checkCode('rust', 'fn f<\'a>(x: &\'a str) { let y = "// no|" }');
    check('rust', "let c = '\"'; // yes|", 'yes|');
    check('c', "char c = '\"'; // yes|", 'yes|');
  });

  test('is not deceived by regular expressions and template literals', () => {
    check('javascript', 'const r = /["\'/*]/; // yes|', 'yes|');
    check('javascript', 'const half = a / 2; // yes "|', 'yes "|');
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what the code under test reads
    check('javascript', "const s = `a ${b ? `c // ${d}` : '}'} // no`; // yes|", 'yes|');
    checkCode('javascript', 'const s = `a // ${|');
    check('javascript', 'const s = `a ${b /* yes|', 'yes|');
  });

  test('knows where a hash is no comment', () => {
    checkCode('shellscript', 'echo $#|');
    checkCode('yaml', 'colour: a#b|');
    check('yaml', "note: don't\n# Yes|", 'Yes|');
    check('shellscript', 'echo hi # Yes|', 'Yes|');
  });

  test('sees the end of a block, nested or not', () => {
    checkCode('c', '/* a /* b */ |');
    check('rust', '/* a /* b */ c|', 'a /* b */ c|');
    checkCode('css', 'a { } /* b */ |');
    check('html', '<p>No</p><!-- yes|', ' yes|'.trimStart());
  });

  test('lets an unterminated string end with its line', () => {
    check('typescript', "const s = 'open\n// Yes|", 'Yes|');
  });

  test('offers strings only when asked', () => {
    checkCode('typescript', "say('Hello |')");
    check('typescript', "say('Hello |')", 'Hello |', 'commentsAndStrings');
    assert.equal(textAt('typescript', '// Hello |', 'off'), undefined);
  });

  test('adds the markers again on new lines', () => {
    checkInsertion('typescript', '  // One|', ' two\nthree', '  // One two\n  // three');
    checkInsertion('typescript', '/**\n * One|\n */', ' two\nthree', '/**\n * One two\n * three\n */');
    checkInsertion('typescript', '  /** One|', ' two\nthree', '  /** One two\n   * three');
    checkInsertion('python', '    """One|', ' two\nthree', '    """One two\n    three');
    checkInsertion('python', '# One|', '\n\ntwo', '# One\n#\n# two');
  });

  test('keeps a comment behind code on its line', () => {
    checkInsertion('typescript', 'let a; // One|', ' two\nthree', 'let a; // One two');
  });

  test('puts a space behind a bare marker', () => {
    checkInsertion('typescript', '//|', 'One', '// One');
    checkInsertion('typescript', '// |', 'One', '// One');
    checkInsertion('typescript', '/**\n *|', 'One', '/**\n * One');
  });

  test('never ends the comment or the string it is in', () => {
    checkInsertion('typescript', '/* One|', ' two */ evil()', '/* One two ');
    checkInsertion('typescript', "say('One|')", " two'); evil(", "say('One two')", 'commentsAndStrings');
    checkInsertion('typescript', "say('One|')", ' two\nthree', "say('One two')", 'commentsAndStrings');
  });

  test('keeps line breaks of the document out of the prose', () => {
    check('typescript', '// One\r\n// two|\r\n// three', 'One\ntwo|\nthree');
  });
});
