import assert from 'node:assert/strict';
import { asciidocBlocks } from '../../../../src/engine/documents/asciidoc/blocks';
import { idOf, readAsciidoc } from '../../../../src/engine/documents/asciidoc/document';
import { wordAfter, wordBefore } from '../../../../src/engine/documents/asciidoc/inline';
import { asciidocWriter } from '../../../../src/engine/documents/asciidoc/writer';
import type { ProseBlock } from '../../../../src/engine/documents/proseBlock';
import type { ReadingOptions } from '../../../../src/engine/documents/translatable';
import { type PseudoTranslator, pseudoTranslate } from '../../../support/pseudoTranslate';

const options: ReadingOptions = { from: 'en', to: 'ko', glossary: [], fits: () => true };
const sentences = (text: string) => readAsciidoc(text, options).sentences.map(({ plain }) => plain);
/** Says `target`, each of its words made from the word of the source with the same place in `order`. */
const say =
  (target: string, ...order: number[]): PseudoTranslator =>
  ({ plain }) => {
    const words = [...plain.matchAll(/\S+/g)].map(({ index, 0: text }) => ({ start: index, end: index + text.length }));
    const links = [...target.matchAll(/\S+/g)].map(({ index, 0: text }, n) => ({
      target: { start: index, end: index + text.length },
      sources: [words[order[n] ?? n] ?? words.at(-1)!],
    }));
    return { plain: target, links };
  };
const written = (text: string, translate: PseudoTranslator) => pseudoTranslate(readAsciidoc(text, options), translate);

suite('AsciiDoc', () => {
  test('a line under a title has as many letters as the title, or one more or less as it was', () => {
    for (const title of ['설', '설치', '설치 방법', '서버를 설치하는 아주 긴 방법입니다', '설치 API 설정']) {
      const [line, under] = written('Install the server\n------------------\n\nText.\n', say(title)).split('\n');
      assert.equal(line, title);
      assert.equal(under!.length, Math.max(2, [...title].length));
    }
    assert.equal(
      written('Install\n-------\n', ({ plain }) => ({ plain, links: [] })),
      'Install\n-------\n',
    );
  });

  test('marks beside a letter are doubled, and code too', () => {
    assert.equal(written('Read *this* now.\n', say('이것을 읽으세요.', 1, 0)), '**이것**을 읽으세요.\n');
    assert.equal(written('Run `npm` now.\n', say('\ue000을 실행하세요.', 1, 0)), '``npm``을 실행하세요.\n');
    assert.ok(wordBefore.test('가') && wordAfter.test('를') && !wordAfter.test(' '));
  });

  test('an address before a letter gets its brackets', () => {
    assert.equal(
      written('Open http://localhost:3000 now.\n', say('\ue000을 여세요.', 1, 0)),
      'http://localhost:3000[]을 여세요.\n',
    );
    assert.equal(written('Write to a@b.com now.\n', say('\ue000으로 쓰세요.', 2, 0)), 'mailto:a@b.com[]으로 쓰세요.\n');
  });

  test('a sentence without text is written as nothing', () => {
    const block = { layout: { role: 'paragraph' } } as ProseBlock;
    assert.deepEqual(asciidocWriter.write([], { block, before: '', source: '', after: '' }), []);
  });

  test('no line begins as something else than text', () => {
    for (const target of [
      '.env 파일은 여기',
      '* 별',
      '// 주석',
      'NOTE: 참고',
      '1. 하나',
      '[대괄호]',
      ':이름: 값',
      '== 제목',
    ]) {
      assert.equal(written('Some text stands here.\n', say(target)), `{empty}${target}\n`);
    }
    assert.doesNotMatch(written('Some text stands here.\n', say('이것은:: 용어')), /::/);
  });

  test('what is no prose is not handed out', () => {
    const text = [
      '----\ncode\n----',
      '....\ntext\n....',
      '  indented',
      '++++\n<b>\n++++',
      '[source]\nputs 1',
      ':a: b',
      '// c',
    ];
    assert.deepEqual(sentences(`${text.join('\n\n')}\n\nimage::a.png[{alt}]\n\ninclude::b.adoc[]\n`), []);
    assert.deepEqual(sentences('image::a.png[Alt words,200]\n'), ['Alt words']);
    assert.deepEqual(
      sentences('[[id]]\n== Title [[other]]\n\nsome term:: Text\n\nPort:: Text\n\n|===\n|A |B \\| C\n|===\n'),
      ['Title', 'some term', 'Text', 'Text', 'A', 'B \ue000 C'],
    );
  });

  test('a title that the text refers to keeps its id', () => {
    const text = '== Known limits\n\nSee <<_known_limits>> and <<Known limits>>.\n';
    const result = written(text, ({ plain }) => ({
      plain: plain.replace('Known limits', '한계').replace('See', '참고'),
      links: [],
    }));
    assert.match(result, /^\[#_known_limits\]\n== 한계\n/);
    assert.match(result, /<<_known_limits>> and <<_known_limits>>/);
    assert.equal(asciidocBlocks('[#own]\n== Title\n').titles[0]!.hasId, true);
  });

  test('ids are those of Asciidoctor', () => {
    assert.deepEqual(
      ['설치 방법', '1. API 사용하기 (베타)', 'C++ & 파이썬', 'a.b-c'].map((title) => idOf(title)),
      ['_설치_방법', '_1_api_사용하기_베타', '_c_파이썬', '_a_b_c'],
    );
  });
});
