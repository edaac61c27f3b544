import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readPlain } from '../../../../src/engine/documents/plain/plainDocument';
import { textBlocks } from '../../../../src/engine/documents/plain/textLines';
import type { ReadingOptions } from '../../../../src/engine/documents/translatable';
import {
  identity,
  likeKorean,
  type PseudoTranslator,
  pseudoTranslate,
  upperCase,
} from '../../../support/pseudoTranslate';

const options: ReadingOptions = { from: 'en', to: 'ko', glossary: [], fits: () => true };
const keep: PseudoTranslator = ({ plain }) => ({ plain, links: [] });
const sentences = (text: string) => readPlain(text, options).sentences.map(({ plain }) => plain);

const wrapped = [
  '  Dear all, this is a letter that was wrapped by hand at about',
  '  seventy columns, and goes on and on, as letters do; it has to',
  '  be joined.',
].join('\n');

suite('Plain document', () => {
  test('joins the lines of a wrapped paragraph, and wraps them again as wide with the same indentation', () => {
    assert.equal(sentences(wrapped).length, 1);
    assert.equal(pseudoTranslate(readPlain(wrapped, options), keep), wrapped);
    const result = pseudoTranslate(readPlain(wrapped, options), likeKorean).split('\n');
    assert.ok(result.length > 2 && result.every((line) => line.startsWith('  ') && !line.startsWith('   ')));
  });

  test('does not join lines that are separate', () => {
    const text = 'Shopping list\nMilk and bread\nApples\n\nAnother line';
    assert.deepEqual(sentences(text), ['Shopping list', 'Milk and bread', 'Apples', 'Another line']);
  });

  test('rows of columns stay apart, and what is typed in them stays', () => {
    assert.deepEqual(sentences('Name        Size\nnotes one   small\ntodo two    big'), [
      'Name',
      'Size',
      'notes one',
      'small',
      'todo two',
      'big',
    ]);
    const usage =
      'Usage:\n    tool add NAME   adds a job\n    tool rm NAME    removes it\n    tool list       lists all';
    assert.deepEqual(sentences(usage), ['Usage:', 'adds a job', 'removes it', 'lists all']);
    assert.equal(
      pseudoTranslate(readPlain(usage, options), upperCase),
      'USAGE:\n    tool add NAME   ADDS A JOB\n    tool rm NAME    REMOVES IT\n    tool list       LISTS ALL',
    );
  });

  test('reads a wide row, and a long line that ends in a figure, like any other', () => {
    const row = `    Total${' '.repeat(40)}${'a word '.repeat(20)}5`;
    assert.deepEqual(sentences(`Costs:\n\n${row}`), ['Costs:']); // at once: all ways to part its words are a million million
    assert.ok(sentences(`Costs:\n\n${row}.`).length > 1);
  });

  test('keeps empty lines, bullets, numbers and rules', () => {
    const text = 'TITLE\n=====\n\n\n* one thing\n  - another thing\n1. first\n\n   \n---\nend of it\n';
    assert.equal(pseudoTranslate(readPlain(text, options), upperCase), text.toUpperCase());
  });

  test('a bullet of two lines is one sentence, and its second line stays under the first', () => {
    const text = '* this point is longer than the others are and goes over the\n  end of its line\n* short';
    assert.deepEqual(sentences(text)[0], 'this point is longer than the others are and goes over the end of its line');
    assert.equal(pseudoTranslate(readPlain(text, options), keep), text);
  });

  test('a paragraph that is one long line stays one', () => {
    const text = `${'This is a sentence. '.repeat(30).trim()}\n`;
    assert.equal(pseudoTranslate(readPlain(text, options), upperCase), text.toUpperCase());
  });

  test('addresses and code never reach the model, and nothing is escaped', () => {
    const document = readPlain(
      'See https://a.example/b_c, or run `npm i` in src/engine/text. 2 * 3 = *6* [x](y).',
      options,
    );
    assert.ok(document.sentences.every(({ plain }) => !/npm|https|src/.test(plain)));
    assert.equal(
      pseudoTranslate(document, upperCase),
      'SEE https://a.example/b_c, OR RUN `npm i` IN src/engine/text. 2 * 3 = *6* [X](y).',
    );
  });

  test('right-to-left text, emoji and mixed languages come back as they are', () => {
    for (const text of [
      'שלום עולם. مرحبا.',
      '🙂🙂🙂',
      'English and 한국어 together. 그리고 more.',
      '',
      '\n',
      ' \n \n',
    ]) {
      assert.equal(pseudoTranslate(readPlain(text, options), identity), text);
    }
  });

  test('knows where each word is, in the document and in the result', () => {
    const text = '- one two\n- three `x` four';
    const document = readPlain(text, options);
    for (const [index, sentence] of document.sentences.entries()) {
      assert.equal(sentence.offsets.length, sentence.plain.length + 1);
      const { text: rendered, offsets } = document.render(index, upperCase(sentence), []);
      for (const { 0: word, index: at } of sentence.plain.matchAll(/[a-z]+/g)) {
        assert.equal(text.slice(sentence.offsets[at], sentence.offsets[at]! + word.length), word);
        assert.equal(rendered.slice(offsets[at], offsets[at]! + word.length), word.toUpperCase());
      }
    }
  });

  test('any text kept sentence by sentence differs in white space at most', () => {
    const line = fc.stringMatching(/^[ ]{0,4}([-*] )?[a-zA-Z가-힣.,`_]{0,12}( [a-z가-힣.]{1,9}){0,12}$/);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const text = lines.join('\n');
        const squeeze = (value: string) => value.replace(/\s+/g, ' ').trim();
        assert.equal(squeeze(pseudoTranslate(readPlain(text, options), keep)), squeeze(text));
      }),
    );
  });

  test('has a block for every paragraph, with what its further lines begin with', () => {
    const text = '- item one\n\ntext';
    const lines = [
      { start: 0, end: 10, next: '', group: 0 },
      { start: 11, end: 11, next: '', group: 0 },
      { start: 12, end: 16, next: '', group: 0 },
    ];
    const blocks = textBlocks(text, lines, { isComment: false });
    assert.deepEqual(
      blocks.map(({ plain, layout }) => [plain, layout.prefix]),
      [
        ['item one', '  '],
        ['text', ''],
      ],
    );
  });

  test('indented code and lists of short lines stay as they are laid', () => {
    const text =
      'Run this first:\n\n    npm install now\n    echo done\n\nBuy these:\n\nmilk\neggs and bread\nbutter\n';
    const options = { from: 'en', to: 'ko', glossary: [], fits: () => true } as const;
    const said = readPlain(text, options).sentences.map(({ plain }) => plain);
    assert.deepEqual(said, ['Run this first:', 'Buy these:', 'milk', 'eggs and bread', 'butter']);
  });
});
