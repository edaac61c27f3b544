import assert from 'node:assert/strict';
import { readComment } from '../../../../src/engine/documents/comments/commentDocument';
import { columnsOf } from '../../../../src/engine/documents/lineWrap';
import type { ReadingOptions } from '../../../../src/engine/documents/translatable';
import { likeKorean, type PseudoTranslator, pseudoTranslate, upperCase } from '../../../support/pseudoTranslate';

const options: ReadingOptions = { from: 'en', to: 'ko', glossary: [], fits: () => true };
const keep: PseudoTranslator = ({ plain }) => ({ plain, links: [] });
const say =
  (words: string): PseudoTranslator =>
  () => ({ plain: words, links: [] });
const sentences = (text: string) => readComment(text, options).sentences.map(({ plain }) => plain);
const lines = (...text: string[]) => text.join('\n');

const long = 'Returns the first value that is not less than the one that';
const comments: Record<string, string> = {
  '//': lines(`    // ${long}`, '    // was wanted. See the list for more.'),
  '///': lines(`/// ${long}`, '/// was wanted.', '///', '/// # Safety', '/// Never.'),
  '#': lines(`# ${long}`, '# was wanted.'),
  '--': lines(`-- ${long}`, '-- was wanted.', 'SELECT 1;'),
  ';': lines(`;; ${long}`, ';; was wanted.'),
  '%': lines(`% ${long}`, '% was wanted.'),
  '/** */': lines('  /**', `   * ${long}`, '   * was wanted.', '   *', '   * Second paragraph.', '   */'),
  '/* */': lines(`/* ${long}`, '   was wanted. */'),
  '<!-- -->': lines('<!--', `  ${long}`, '  was wanted.', '-->'),
  '"""': lines(`    """${long}`, '    was wanted.', '', '    And more.', '    """'),
};

suite('Comment document', () => {
  for (const [name, text] of Object.entries(comments)) {
    test(`${name}: what is kept comes back as it is`, () => {
      assert.equal(pseudoTranslate(readComment(text, options), keep), text);
    });

    test(`${name}: lines are joined, and wrapped with marker and indentation`, () => {
      assert.ok(sentences(text).some((sentence) => sentence.startsWith(`${long} was wanted`)));
      const marker = /^\s*(?:\/\/\/?|#|--|;;|%|\*)?/.exec(text.split('\n')[1]!)![0];
      const width = Math.max(60, ...text.split('\n').map(columnsOf));
      for (const line of pseudoTranslate(readComment(text, options), likeKorean).split('\n')) {
        assert.ok(columnsOf(line) <= width, line);
        if (/[가-힣]/.test(line) && !/\/\*|"""/.test(line)) assert.ok(line.startsWith(marker), line);
      }
    });
  }

  test('short lines stay lines', () => {
    const text = '// First line.\n// Second line.';
    assert.equal(pseudoTranslate(readComment(text, options), upperCase), '// FIRST LINE.\n// SECOND LINE.');
  });

  test('a label begins a paragraph of its own behind a sentence', () => {
    const text = lines(
      '# Removes the old ones. Never run it twice!',
      '# Note: it asks first.',
      '# Usage: prune [-n] DIR',
    );
    assert.deepEqual(sentences(text), ['Removes the old ones.', 'Never run it twice!', 'Note: it asks first.']);
  });

  test('no Hangul touches an address', () =>
    assert.equal(
      pseudoTranslate(readComment('# Read https://x.example/a', options), () => ({
        plain: '\ue000를 보세요',
        links: [],
      })),
      '# https://x.example/a 를 보세요',
    ));

  test('a translation that is longer than the width is wrapped, also in a comment of one line', () => {
    const result = pseudoTranslate(readComment('  // short', options), say('word '.repeat(20).trim()));
    assert.ok(result.split('\n').length === 2 && result.split('\n').every((line) => line.startsWith('  // word')));
  });

  test('tags, types, code, fences, examples and directives stay', () => {
    const text = lines(
      '/**',
      ' * Opens it. See {@link Engine}.',
      ' *',
      ' * @param {string} [name="x"] - the name of it',
      ' * @returns what it is',
      ' * @type {Foo}',
      ' * - an item',
      ' * | a | b |',
      ' * ```ts',
      ' * keep(this);',
      ' * ```',
      ' * const x = call(it);',
      ' * @example',
      ' * open the door',
      ' */',
      '// eslint-disable-next-line no-console',
      'const code = 1; // trailing',
    );
    assert.deepEqual(sentences(text), ['Opens it.', 'See \ue000.', 'the name of it', 'what it is', 'an item']);
    const result = pseudoTranslate(readComment(text, options), upperCase);
    assert.equal(
      result,
      text
        .replace('Opens it. See', 'OPENS IT. SEE')
        .replace('the name of it', 'THE NAME OF IT')
        .replace('what it is', 'WHAT IT IS')
        .replace('an item', 'AN ITEM'),
    );
  });

  test('the arguments of a docstring keep their names and types', () => {
    const text = lines(
      '"""Reads it.',
      '',
      'Args:',
      '    path (str): where it is',
      '    mode: how to open it',
      '',
      ':param x: the value',
      '"""',
    );
    assert.deepEqual(sentences(text), ['Reads it.', 'where it is', 'how to open it', 'the value']);
  });

  test('what is kept of JSDoc, PHPDoc, YARD, Swift and Haskell', () => {
    for (const [line, said] of [
      [' * @typeParam U - The kind of it.', 'The kind of it.'],
      [' * @template T The kind of it.', 'The kind of it.'],
      [' * @default 5 lines', undefined],
      [' * @throws {Error} When it is gone.', 'When it is gone.'],
      [' * @throws \\Foo\\BarException When it is gone.', 'When it is gone.'],
      [' * @param string $name The name of it.', 'The name of it.'],
      [' * @return string|null The name of it.', 'The name of it.'],
      [' * @param name [String] the name of it', 'the name of it'],
      [' * - Parameter name: The name of it.', 'The name of it.'],
      [' * - Returns: The name of it.', 'The name of it.'],
      ['-- | Opens the door.', 'Opens the door.'],
      ['// @__PURE__', undefined],
      ['# shellcheck disable=SC2034', undefined],
      ['//nolint:errcheck // It does not matter.', undefined],
    ] as const) {
      const text = line.startsWith(' *') ? `/**\n${line}\n */` : line;
      assert.deepEqual(sentences(text), said === undefined ? [] : [said], line);
    }
  });

  test('output of a prompt ends with an empty line, a literal block with its indentation', () => {
    const text = lines(
      '"""',
      '>>> f()',
      'The output is here.',
      '',
      'It goes on::',
      '',
      '  not this',
      '',
      '  nor this',
      '',
      'But this.',
      '"""',
    );
    assert.deepEqual(sentences(text), ['It goes on', 'But this.']);
  });

  test('a translation cannot end the comment it is in', () => {
    for (const [text, attack, close] of [
      ['/* some text */', 'a */ b', '*/'],
      ['<!-- some text -->', 'a --> b', '-->'],
      ['"""some text"""', 'a """ b', '"""'],
      ["'''some text'''", "say 'it'", "'''"],
    ] as const) {
      const result = pseudoTranslate(readComment(text, options), say(attack));
      assert.equal(result.indexOf(close, 3), result.length - close.length, result);
      assert.ok(!result.endsWith(`${close[0]}${close}`), result);
    }
  });
});
