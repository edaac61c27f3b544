import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { readMarkdown } from '../../../../src/engine/documents/markdown/document';
import type { ReadingOptions } from '../../../../src/engine/documents/translatable';
import { markdownSamples } from '../../../support/markdownSamples';
import { firstDifference, pieces, structure } from '../../../support/markdownStructure';
import {
  attacks,
  hostile,
  identity,
  likeKorean,
  type PseudoTranslator,
  pseudoTranslate,
  renderAll,
  reverseWords,
  upperCase,
} from '../../../support/pseudoTranslate';

const options: ReadingOptions = { from: 'en', to: 'ko', glossary: [], fits: () => true };
const keep: PseudoTranslator = ({ plain }) => ({ plain, links: [] });

const own = ['README.md', 'ARCHITECTURE.md', 'models/README.md'];
const documents = new Map([
  ...Object.entries(markdownSamples),
  ...own.map((path) => [path, readFileSync(resolve(__dirname, '../../../..', path), 'utf8')] as const),
]);

function translated(markdown: string, translate: PseudoTranslator, more: Partial<ReadingOptions> = {}): string {
  return pseudoTranslate(readMarkdown(markdown, { ...options, ...more }), translate);
}

/** Spaces and line breaks alike, and what lines of a quote or an item begin with. */
const unwrapped = (markdown: string) => markdown.replace(/[\s>]+/g, ' ');

function checkStructure(translate: PseudoTranslator, name: string, markdown: string): void {
  const result = translated(markdown, translate);
  const [was, is] = [structure(markdown), structure(result)];
  assert.ok(isDeepStrictEqual(is, was), `${name}: ${firstDifference(was, is)}\n${result.length < 2000 ? result : ''}`);
}

suite('Markdown document', () => {
  test('comes back as it is, byte for byte, when every sentence is kept', () => {
    for (const [name, markdown] of documents) {
      for (const to of ['ko', 'en'] as const) {
        assert.equal(translated(markdown, keep, { to }), markdown, name);
        assert.equal(translated(markdown, identity, { to }), markdown, name);
      }
    }
  });

  for (const [name, translate] of Object.entries({ identity, upperCase, reverseWords, likeKorean })) {
    test(`keeps its structure through ${name}`, () => {
      for (const [document, markdown] of documents) checkStructure(translate, document, markdown);
    });
  }

  test('keeps its structure whatever Markdown a translation spells', () => {
    for (const [n, [name, markdown]] of [...documents].entries()) {
      for (const seed of own.includes(name) ? [n] : [n, n + 23, n + 46]) checkStructure(hostile(seed), name, markdown);
    }
  }).timeout(60000);

  test('keeps its structure whatever is written in a sentence and its neighbours', () => {
    const words = fc.array(fc.oneof(fc.constantFrom(...attacks), fc.constantFrom('word', '단어를')), { maxLength: 8 });
    const glue = fc.constantFrom('', ' ');
    const markdown = 'One **two** `a`, [three](b) and https://c.example. Four *five* `d` [ref] six.\n\n[ref]: e\n';
    const atoms = [['\ue000', '\ue001'], ['\ue000']];
    fc.assert(
      fc.property(fc.tuple(words, words), glue, (said, between) => {
        const document = readMarkdown(markdown, options);
        const translate: PseudoTranslator = (source) => {
          const index = document.sentences.indexOf(source);
          return { plain: [...said[index]!, ...atoms[index]!].join(between), links: [] };
        };
        const result = pseudoTranslate(document, translate);
        assert.deepEqual(pieces(structure(result)), pieces(structure(markdown)), JSON.stringify(result));
      }),
      { numRuns: 60 },
    );
  }).timeout(60000);

  const check = (markdown: string, said: string, expected: string, links: [string, string][] = []) => {
    const document = readMarkdown(markdown, options);
    const [source] = document.sentences;
    const at = (text: string, part: string) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length });
    const linked = links.map(([from, to]) => ({ target: at(said, to), sources: [at(source!.plain, from)] }));
    const { before, text } = document.render(0, { plain: said, links: linked }, []);
    assert.equal(before + text + document.ending, expected);
  };

  test('puts markup around the words that were made from its words', () => {
    check('Read the **whole log** [now](x).\n', '지금 전체 로그를 읽으세요.', '[지금](x) **전체 로그**를 읽으세요.\n', [
      ['now.', '지금'],
      ['whole', '전체'],
      ['log', '로그를'],
      ['Read', '읽으세요.'],
    ]);
  });

  test('particles fit the code before them', () => {
    check('Run `npm` and `node`.\n', '\ue000와 \ue001을 실행하세요.', '`npm`과 `node`를 실행하세요.\n');
  });

  test('an address that a particle follows is written so that it ends where it ended', () => {
    check('See https://a.example now.\n', '\ue000를 보세요.', '[https://a.example](https://a.example)을 보세요.\n');
    check('See <https://a.example> now.\n', '\ue000를 보세요.', '<https://a.example>을 보세요.\n');
  });

  test('what only looks like markup collects no backslashes', () => {
    check(
      'Some text.\n',
      'snake_case, 2 * 3, a < b, [x] (y), C#, 5~6, $5!',
      'snake_case, 2 * 3, a < b, [x] (y), C#, 5~6, $5!\n',
    );
  });

  test('what would be markup is escaped', () => {
    check('Some text.\n', '# a', '\\# a\n');
    check('Some text.\n', '1. a <img src=x onerror=y>', '1\\. a \\<img src=x onerror=y>\n');
    check('Some [text](x) here.\n', 'a](javascript:b) c', '[a\\](javascript:b)](x) c\n', [
      ['text', 'a](javascript:b)'],
    ]);
    check('| Some text |\n| --- |\n', 'a | b', '| a \\| b |\n| --- |\n');
  });

  test('a space that does not break is a space between two words, and is kept elsewhere', () => {
    const read = (markdown: string) => readMarkdown(markdown, options).sentences.map(({ plain }) => plain);
    assert.deepEqual(read('Open the&nbsp;menu in Figure&#160;3.\n'), ['Open the\u00a0menu in Figure\u00a03.']);
    assert.equal(
      translated('Open&nbsp;it.\n', () => ({ plain: '그것을 엽니다.', links: [] })),
      '그것을 엽니다.\n',
    );
    const places = 'One &nbsp;&nbsp; two, &nbsp;three&nbsp;\n';
    assert.equal(translated(places, upperCase), places.toUpperCase().replaceAll('NBSP', 'nbsp'));
  });

  test('escapes and entities of the source are written alike in the translation', () => {
    check('Tom&amp;Jerry \\*1 here.\n', '*1 Jerry&Tom', '\\*1 Jerry&amp;Tom\n');
    check('Tom &#39; or &#x27; \n', '\ue001 \ue000 Tom', '&#x27; &#39; Tom \n');
  });

  test('a letter that stood as a reference is written as a letter', () => {
    const english: PseudoTranslator = () => ({ plain: 'It sets a.', links: [] });
    assert.equal(translated('a&#xC744; 정합니다.\n', english, { from: 'ko', to: 'en' }), 'It sets a.\n');
    check('A caf&eacute; here.\n', 'The café, cafés.', 'The café, cafés.\n');
  });

  test('a line that ends with a sentence, before markup, is left without spaces at its end', () => {
    const result = translated(markdownSamples.wrappedBeforeMarkup!, upperCase);
    assert.doesNotMatch(result, /[ \t]\n/);
    assert.doesNotMatch(result, /\S {2,}\S/);
  });

  test('a paragraph that was wrapped is wrapped again as wide, one that was not is not', () => {
    const wrappedText = translated(markdownSamples.wrapped!, likeKorean, { from: 'ko', to: 'en' });
    assert.ok(wrappedText.split('\n').every((line) => line.length <= 74));
    assert.ok(wrappedText.split('\n\n')[0]!.split('\n').length >= 3);
    const long = `${'This is a sentence of some length. '.repeat(12).trim()}\n`;
    assert.equal(translated(long, likeKorean).trim().split('\n').length, 1);
  });

  test('a Korean paragraph has no line break between two syllables', () => {
    const result = translated(markdownSamples.wrapped!, likeKorean);
    assert.equal(result.split('\n\n')[0]!.split('\n').length, 1);
  });

  test('a kept sentence keeps its line breaks, beside one that was translated too', () => {
    const markdown = 'One sentence\nof two lines. Another\nof two lines.\n';
    const second: PseudoTranslator = (source) => (source.plain.startsWith('One') ? keep(source) : likeKorean(source));
    assert.match(translated(markdown, second), /^One sentence\nof two lines\. \S.*\n$/);
  });

  test('a line a sentence stays a line a sentence', () => {
    assert.equal(translated(markdownSamples.semanticLines!, upperCase), markdownSamples.semanticLines!.toUpperCase());
  });

  test('nothing without a letter of its own is a sentence, but for a word that the glossary has', () => {
    assert.deepEqual(readMarkdown(markdownSamples.atomsOnly!, options).sentences, []);
    for (const markdown of documents.values()) {
      for (const { plain, atoms } of readMarkdown(markdown, options).sentences) {
        assert.ok(/\p{L}/u.test(plain) || atoms.length > 0);
        assert.ok(atoms.length <= 16);
        assert.equal(plain.match(/[\ue000-\ue00f]/g)?.length ?? 0, atoms.length);
      }
    }
  });

  test('markup over the end of a sentence opens in one and closes in another', () => {
    const { sentences } = readMarkdown('It starts **here. And it goes** on.\n', options);
    assert.deepEqual(
      sentences.map(({ plain, spans }) => [plain, spans.map(({ open, close }) => [open, close])]),
      [
        ['It starts here.', [['**', '']]],
        ['And it goes on.', [['', '**']]],
      ],
    );
  });

  test('words have their places, in the document and in the result', () => {
    const markdown = markdownSamples.quotes!;
    const document = readMarkdown(markdown, options);
    const rendered = renderAll(document, upperCase);
    for (const [index, { plain, offsets, start, end }] of document.sentences.entries()) {
      assert.equal(offsets.length, plain.length + 1);
      assert.ok(offsets[0]! >= start && offsets.at(-1)! <= end);
      for (const { 0: word, index: at } of plain.matchAll(/[a-z]+/g)) {
        assert.equal(markdown.slice(offsets[at], offsets[at]! + word.length), word);
        const place = rendered[index]!.offsets[at]!;
        assert.equal(rendered[index]!.text.slice(place, place + word.length), word.toUpperCase());
      }
    }
  });

  test('a translation that loses what is kept is not taken: the sentence stays', () => {
    check('Run `npm` now.\n', '지금 실행하세요.', 'Run `npm` now.\n');
    check('Some text.\n', '', 'Some text.\n');
    const document = readMarkdown('Run `npm` now.\n', options);
    assert.equal(document.render(0, { plain: '지금.', links: [] }, []).asInSource, 'unwritable');
    assert.equal(document.render(0, { plain: 'Run \ue000 now.', links: [] }, []).asInSource, 'kept');
    assert.equal(document.render(0, { plain: '지금 \ue000.', links: [] }, []).asInSource, undefined);
  });

  test('units fit the window, also of a text without a full stop', () => {
    const fits = (plain: string) => plain.length <= 200;
    for (const text of [`**${'word '.repeat(4000).trim()}**`, `- ${'가나 '.repeat(300)}`]) {
      const { sentences } = readMarkdown(text, { ...options, fits });
      assert.ok(sentences.length > 1 && sentences.every(({ plain }) => fits(plain)));
      assert.equal(unwrapped(translated(text, keep, { fits })), unwrapped(text));
      assert.deepEqual(structure(translated(text, upperCase, { fits })), structure(text));
    }
  });
});
