import assert from 'node:assert/strict';
import { scanRegions } from '../../src/completion/commentScanner';
import { commentSyntax } from '../../src/completion/commentSyntax';
import { findBlanks, type MaskedTextInput } from '../../src/fillMask/maskedText';

/** `«` and `»` hold a selection, `|` is a cursor. */
function inputOf(marked: string, more: Partial<MaskedTextInput> & { languageId?: string } = {}): MaskedTextInput {
  let text = '';
  const selections: { start: number; end: number }[] = [];
  for (const character of marked) {
    if (character === '|') selections.push({ start: text.length, end: text.length });
    else if (character === '«') selections.push({ start: text.length, end: -1 });
    else if (character === '»') selections[selections.length - 1]!.end = text.length;
    else text += character;
  }
  const syntax = commentSyntax(more.languageId ?? '');
  const regions = syntax && scanRegions(text, syntax);
  return { text, selections, isMarkdown: true, regions, contextCharacters: 1000, ...more };
}

/** The passage with its blanks in brackets. */
function check(marked: string, expected: string | undefined, more?: Parameters<typeof inputOf>[1]): void {
  const masked = findBlanks(inputOf(marked, more));
  let shown = masked?.passage.text;
  for (const { start, end } of masked?.blanks.toReversed() ?? []) {
    shown = `${shown!.slice(0, start)}[${shown!.slice(start, end)}]${shown!.slice(end)}`;
  }
  assert.equal(shown, expected);
}

suite('findBlanks', () => {
  test('takes the selection', () => check('The «cat» sat.', 'The [cat] sat.'));

  test('takes every selection', () => check('The «cat» sat on the «mat».', 'The [cat] sat on the [mat].'));

  test('takes the selections in the order of the text, once each', () => {
    const input = inputOf('A b c');
    const selections = [
      { start: 4, end: 5 },
      { start: 0, end: 1 },
      { start: 0, end: 1 },
    ];
    assert.deepEqual(findBlanks({ ...input, selections })?.blanks, [
      { start: 0, end: 1 },
      { start: 4, end: 5 },
    ]);
  });

  test('leaves white space at the ends of a selection', () => check('The« cat »sat.', 'The [cat] sat.'));

  test('does not take white space for a selection', () => check('The« »cat sat.', '[The] cat sat.'));

  test('takes the markers in a selection, when it holds some', () => {
    check('Say «the ___ sat on <mask>», now.', 'Say the [___] sat on [<mask>], now.');
  });

  test('takes each marker of the paragraph', () => {
    check('The ___ sat| on the <mask>.', 'The [___] sat on the [<mask>].');
    check('나는 ___에| ______을 샀다.', '나는 [___]에 [______]을 샀다.');
  });

  test('leaves the markers of other paragraphs as they are', () => {
    check('One ___.\n\nTwo ___|.', 'One ___.\n\nTwo [___].');
  });

  test('takes the word at the cursor, inside, before and behind it', () => {
    check('The ca|t sat.', 'The [cat] sat.');
    check('The |cat sat.', 'The [cat] sat.');
    check('The cat| sat.', 'The [cat] sat.');
    check("I don|'t know.", "I [don't] know.");
    check('A well|-known cat.', 'A [well-known] cat.');
    check('나는 도서|관에 갔다.', '나는 [도서관에] 갔다.');
  });

  test('takes the words at several cursors', () => check('The c|at and the d|og.', 'The [cat] and the [dog].'));

  test('finds nothing where there is nothing', () => {
    check('|', undefined);
    check('Text.\n\n|\n\nMore.', undefined);
    check('A + | + b', undefined);
  });

  test('takes no rule and no emphasis of Markdown for a marker', () => {
    check('A wo|rd\n___\nb', 'A [word]\n___\nb');
    check('A ___strong word___ he|re', 'A ___strong word___ [here]');
    check('A ___ and (___) b|', 'A [___] and ([___]) b');
    check('A wo|rd\n___\nb', 'A word\n[___]\nb', { isMarkdown: false });
  });

  test('takes no part of a word for a marker', () => check('a___b is|', 'a___b [is]'));

  test('shows the neighbours that fit, nearest first', () => {
    const text = 'Far away.\n\nBefore.\n\nThe «cat».\n\nAfter.\n\nFar off.';
    check(text, 'Before.\n\nThe [cat].\n\nAfter.', { contextCharacters: 18 });
    check(text, 'The [cat].', { contextCharacters: 3 });
    check(text, 'Far away.\n\nBefore.\n\nThe [cat].\n\nAfter.\n\nFar off.');
  });

  test('shows all paragraphs between the selections', () => {
    check('«One».\n\nTwo.\n\n«Three».', '[One].\n\nTwo.\n\n[Three].', { contextCharacters: 0 });
  });

  test('never cuts what is selected', () => {
    check(`«${'long '.repeat(50)}.»\n\nshort`, `[${'long '.repeat(50)}.]`, { contextCharacters: 0 });
    check('«One\n\ntwo»', '[One\n\ntwo]');
  });

  test('shows comments without their markers', () => {
    const code = { languageId: 'typescript', isMarkdown: false };
    check('// The «cat»\n// sat.\nlet a;', 'The [cat]\nsat.', code);
    check('/**\n * The ___\n * sat|.\n */\nlet a;', 'The [___]\nsat.', code);
    check('let cat = 1; // the c|at', 'the [cat]', code);
    check('say("The «cat» sat");', 'The [cat] sat', code);
    check('# The c|at\nx = 1', 'The [cat]', { languageId: 'python', isMarkdown: false });
  });

  test('shows code as it is when asked there', () => {
    check('// About\nlet c|at = 1;', '// About\nlet [cat] = 1;', { languageId: 'typescript', isMarkdown: false });
  });

  test('says what made the blanks', () => {
    assert.equal(findBlanks(inputOf('«a»'))?.from, 'selection');
    assert.equal(findBlanks(inputOf('a ___|'))?.from, 'marker');
    assert.equal(findBlanks(inputOf('a|'))?.from, 'word');
  });
});
