import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isWorthShowing, trimRest, trimSuggestion } from '../../src/completion/suggestionTrim';
import { splitAtCursor } from '../support/cursorMark';

/** The document after accepting `suggestion` at the mark. */
function check(marked: string, suggestion: string, expected: string): void {
  const { before, after } = splitAtCursor(marked);
  assert.equal(before + trimSuggestion(suggestion, before, after) + after, expected);
}

suite('trimSuggestion', () => {
  test('leaves alone what fits', () => {
    check('The cat|.', ' sat', 'The cat sat.');
    check('The cat|', ' sat on the mat.', 'The cat sat on the mat.');
    check('고양이가| 앉아 있다.', ' 매트 위에', '고양이가 매트 위에 앉아 있다.');
  });

  test('drops the punctuation that stands there already', () => {
    check('The cat|.', ' sat.', 'The cat sat.');
    check('The cat|. It slept.', ' sat on the mat.', 'The cat sat on the mat. It slept.');
    check('고양이가|.', ' 앉았다.', '고양이가 앉았다.');
    check('He said "yes|"', ' and no"', 'He said "yes and no"');
  });

  test('drops words that stand there already', () => {
    check('The cat| on the mat.', ' sat on the', 'The cat sat on the mat.');
    check('The cat| on the mat.', ' sat on the mat.', 'The cat sat on the mat.');
    check('I want| to go home', ' to', 'I want to go home');
    check('One |three', 'two three', 'One two three');
  });

  test('drops what the following text begins with even when it goes on differently', () => {
    check('See |the manual for more.', 'also the manual for help', 'See also the manual for more.');
    check('# One|\n\n## Next heading\n', ' and only\n\n## Next heading\nText', '# One and only\n\n## Next heading\n');
  });

  test('drops a partial word that goes on behind the cursor', () => {
    check('hello| world', ' my wor', 'hello my world');
    check('unbe|able to', 'lievable', 'unbelievable to');
    check('나는 |에 갔다', '학교에', '나는 학교에 갔다');
  });

  test('does not take a shared letter for a repetition', () => {
    check('a |tomorrow', 'big cat', 'a big cat tomorrow');
    check('in |here', 'the', 'in the here');
  });

  test('stops before a bracket that is closed already', () => {
    check('(see |)', 'the manual)', '(see the manual)');
    check('(see |).', 'the manual), which', '(see the manual).');
    check('[a|](b)', ' link](c)', '[a link](b)');
    check('(see |)', 'figure (a) and (b)', '(see figure (a) and (b))');
    check('「제목|」', ' 하나」', '「제목 하나」');
  });

  test('stays on the line when something stands behind the cursor', () => {
    check('- one| (1)', ' item\n- two', '- one item (1)');
    check('- one|\n- three', ' item\n- two', '- one item\n- two\n- three');
  });

  test('keeps the spacing right', () => {
    check('The |', ' cat', 'The cat');
    check('The |dog', 'cat and', 'The cat and dog');
    check('The | dog', 'cat and ', 'The cat and dog');
    check('The |dog', ' cat and', 'The cat and dog');
    check('The cat|', ' sat  ', 'The cat sat');
    check('Text.\n\n|', '\nMore', 'Text.\n\nMore');
    check('東京|駅', 'の', '東京の駅');
    check('The cat|\nsat', ' and dog\n', 'The cat and dog\nsat');
  });

  test('is empty rather than white space', () => {
    for (const marked of ['The cat|', 'The cat|.', 'The cat| sat', '|']) {
      const { before, after } = splitAtCursor(marked);
      for (const white of ['', ' ', '\n', ' \n\t', '\u3000']) assert.equal(trimSuggestion(white, before, after), '');
    }
    assert.equal(trimSuggestion('.', 'The cat', '.'), '');
  });

  test('cuts at half a character', () => {
    assert.equal(trimSuggestion(' sat\uFFFD on', 'The cat', ''), ' sat');
  });

  suite('for any text', () => {
    const word = fc.constantFrom(
      'cat',
      'the',
      'sat',
      'on',
      '고양이',
      '는',
      'a',
      '(',
      ')',
      '.',
      ',',
      '\n',
      ' ',
      '  ',
      '"',
      '駅',
    );
    const prose = fc.array(word, { maxLength: 8 }).map((words) => words.join(''));

    test('never returns white space only, nor more than a space that was not suggested', () => {
      fc.assert(
        fc.property(prose, prose, prose, (text, before, after) => {
          const trimmed = trimSuggestion(text, before, after);
          assert.ok(trimmed === '' || trimmed.trim() !== '');
          assert.ok(text.includes(trimmed) || text.includes(trimmed.slice(0, -1)));
        }),
      );
    });

    test('finds nothing more to trim in what it returns', () => {
      fc.assert(
        fc.property(prose, prose, prose, (text, before, after) => {
          const once = trimSuggestion(text, before, after);
          assert.equal(trimRest(once, before, after), once);
        }),
      );
    });

    test('never repeats the end of the document line', () => {
      const words = fc.array(fc.constantFrom(' cat', ' the', ' 고양이', ' sat'), { minLength: 1, maxLength: 5 });
      fc.assert(
        fc.property(words, words, (middle, rest) => {
          const [start, end] = [middle.join(''), rest.join('')];
          const kept = trimSuggestion(start + end, 'A', end);
          assert.ok(!kept.endsWith(end));
        }),
      );
    });
  });
});

suite('isWorthShowing', () => {
  for (const text of ['ing', ' the', '합니', '다.', '```']) test(`"${text}" is`, () => assert.ok(isWorthShowing(text)));
  for (const text of ['', ' ', 's', ' a ', 'er', '다', '.\n']) {
    test(`"${text.replace('\n', '\\n')}" is not`, () => assert.ok(!isWorthShowing(text)));
  }
});
