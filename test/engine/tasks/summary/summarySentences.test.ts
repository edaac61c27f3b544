import assert from 'node:assert/strict';
import type { SourceSentence } from '../../../../src/engine/documents/translatable';
import { fillAtoms, proseOf, summarySentences, titleOf } from '../../../../src/engine/tasks/summary/summarySentences';

/** Sentences of a document without markup, as they stand in it. */
function sentences(document: string, texts: readonly string[]): SourceSentence[] {
  let from = 0;
  return texts.map((plain) => {
    const start = document.indexOf(plain, from);
    from = start + plain.length;
    const offsets = Array.from({ length: plain.length + 1 }, (_, n) => start + n);
    return { start, end: from, plain, atoms: [], spans: [], offsets };
  });
}

const prose = 'The library opens at nine in the morning.';
const korean = '도서관은 아침 아홉 시에 문을 엽니다.';

suite('summarySentences', () => {
  test('takes sentences of prose, in order, with their places', () => {
    const document = `# About the library\n\n${prose} It closes. ${korean}\n\n- books to read\n\n| ${prose} |`;
    const found = summarySentences(
      document,
      sentences(document, ['About the library', prose, 'It closes.', korean, 'books to read', prose]),
    );
    assert.deepEqual(
      found.map(({ text, index }) => [text, index]),
      [
        [prose, 1],
        [korean, 3],
      ],
    );
    assert.equal(document.slice(found[0]!.start, found[0]!.end), prose);
  });

  test('takes what there is where no sentence is fit, headings last', () => {
    const document = '# A heading that is long enough for a sentence.\n\n- one\n- two';
    const all = sentences(document, ['A heading that is long enough for a sentence.', 'one', 'two']);
    assert.deepEqual(
      summarySentences(document, all).map(({ text }) => text),
      ['one', 'two'],
    );
    assert.equal(summarySentences(document, all.slice(0, 1)).length, 1);
    assert.deepEqual(summarySentences('', []), []);
  });

  test('an underlined line is a heading too', () => {
    const document = `The name of the whole thing is here.\n===\n\n${prose}`;
    const all = sentences(document, ['The name of the whole thing is here.', prose]);
    assert.equal(titleOf(document, all, 'en')?.text, 'The name of the whole thing is here.');
    assert.equal(summarySentences(document, all).length, 1);
  });

  test('a title is of level 1, in the language of the text, and no section name', () => {
    const titled = (line: string) => {
      const words = line.replace(/^#+ /, '');
      const document = `${line}\n\n${prose}`;
      return titleOf(document, sentences(document, [words, prose]), 'en')?.text;
    };
    assert.equal(titled('# The town library'), 'The town library');
    for (const line of ['## The town library', '# 도서관 이야기']) assert.equal(titled(line), undefined);
    for (const name of [
      'Links',
      'Useful links and downloads',
      '유용한 링크',
      '설치 및 설정',
      'Overview',
      'Change Log',
      'What’s new?',
      '1. Introduction',
      '📖 Table of contents:',
    ])
      assert.equal(titled(`# ${name}`), undefined, name);
  });

  test('titles of other formats, and of a tag', () => {
    for (const head of ['= The town library', '<h1 align="center">\n  <img src="a.png">\n  The town library\n</h1>']) {
      const document = `${head}\n\n${prose}`;
      assert.equal(titleOf(document, sentences(document, ['The town library', prose]), 'en')?.text, 'The town library');
    }
  });

  test('a section’s name is no sentence to choose', () => {
    for (const name of ['Changelog', '변경 내역', 'Links']) {
      const document = `# ${name}\n\n- Overview\n- The town library\n`;
      const all = sentences(document, [name, 'Overview', 'The town library']);
      assert.deepEqual(
        summarySentences(document, all).map(({ text }) => text),
        ['The town library'],
      );
      assert.deepEqual(summarySentences(document, all.slice(0, 2)), []);
    }
  });

  test('a document without a heading has none', () =>
    assert.equal(titleOf(prose, sentences(prose, [prose]), 'en'), undefined));

  test('code stays as it is written, pictures and tags say nothing', () => {
    const plain = 'Run \ue000 now \ue001 please\ue002.';
    assert.equal(proseOf({ plain, atoms: ['`npm`', '![a](b)', '[^1]'] }), 'Run `npm` now please.');
    assert.equal(proseOf({ plain, atoms: ['`npm`', '![a](b)', '[^1]'] }, '…'), 'Run … now please.');
    assert.equal(proseOf({ plain, atoms: ['``npm``', '`', ''] }), 'Run ``npm`` now ` please.');
    assert.equal(fillAtoms(plain, ['a', 'b', 'c']), 'Run a now b pleasec.');
  });

  test('of links that are none outside of their page the words stay', () => {
    const shown = (atom: string) => proseOf({ plain: 'See \ue000 first', atoms: [atom] });
    for (const atom of [
      '[[page|the page]]',
      '[the page][]',
      '[the page][p]',
      '[the page](../a.md#b)',
      '`the page <a.html>`_',
    ])
      assert.equal(shown(atom), 'See the page first', atom);
    for (const atom of [':doc:`the page </a>`', ':ref:`the page`', ':py:class:`~the page`', '[[the page]]'])
      assert.equal(shown(atom), 'See the page first', atom);
    assert.equal(shown('[`npm`][]'), 'See `npm` first');
    assert.equal(shown('https://e.com/a'), 'See https://e.com/a first');
  });
});
