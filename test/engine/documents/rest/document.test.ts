import assert from 'node:assert/strict';
import type { ProseBlock } from '../../../../src/engine/documents/proseBlock';
import { restBlocks } from '../../../../src/engine/documents/rest/blocks';
import { literal, prose, titledBy, versioned } from '../../../../src/engine/documents/rest/directives';
import { readRest } from '../../../../src/engine/documents/rest/document';
import { mayStandAfter, mayStandBefore } from '../../../../src/engine/documents/rest/inline';
import { restWriter } from '../../../../src/engine/documents/rest/writer';
import type { ReadingOptions } from '../../../../src/engine/documents/translatable';
import { type PseudoTranslator, pseudoTranslate } from '../../../support/pseudoTranslate';

const options: ReadingOptions = { from: 'en', to: 'ko', glossary: [], fits: () => true };
const sentences = (text: string) => readRest(text, options).sentences.map(({ plain }) => plain);
const say =
  (target: string): PseudoTranslator =>
  () => ({ plain: target, links: [] });
const written = (text: string, translate: PseudoTranslator) => pseudoTranslate(readRest(text, options), translate);

suite('reStructuredText', () => {
  test('the lines of a title have as many columns as the title, and four at least', () => {
    const columns = { 설: 4, 설치: 4, '설치 방법': 9, '서버를 설치하는 방법': 20, '설치 API': 8 };
    for (const [title, count] of Object.entries(columns)) {
      assert.equal(written('Install it\n==========\n\nText.\n', say(title)).split('\n')[1], '='.repeat(count));
      const [over, , under] = written('==========\nInstall it\n==========\n', say(title)).split('\n');
      assert.deepEqual([over, under], ['='.repeat(count), '='.repeat(count)]);
    }
    assert.equal(written('A\n=======\n', say('설치 방법을 알아보기')).split('\n')[1]!.length, 20);
    assert.equal(
      written('Install\n=======\n', ({ plain }) => ({ plain, links: [] })),
      'Install\n=======\n',
    );
  });

  test('a line that is too short makes no title', () => {
    assert.equal(restBlocks('가나\n==\n').titles.length, 0);
    assert.equal(restBlocks('가나\n====\n').titles.length, 1);
  });

  test('an escaped space stands between markup and a letter', () => {
    assert.equal(
      written('See ``True`` or ``False``.\n', say('\ue000는 \ue001가 아닙니다.')),
      '``True``\\ 는 ``False``\\ 가 아닙니다.\n',
    );
    assert.equal(
      written('See :ref:`x` and [1]_.\n', say('값\ue000를 (\ue001) 봅니다.')),
      '값\\ :ref:`x`\\ 를 ([1]_) 봅니다.\n',
    );
    assert.equal(
      written('Open http://localhost:3000 now.\n', say('\ue000을 여세요.')),
      'http://localhost:3000\\ 을 여세요.\n',
    );
    assert.ok(mayStandBefore('「') && mayStandAfter('·') && !mayStandAfter('(') && !mayStandBefore('값'));
  });

  test('a sentence without text is written as nothing', () => {
    const block = { layout: { role: 'paragraph' } } as ProseBlock;
    assert.deepEqual(restWriter.write([], { block, before: '', source: '', after: '' }), []);
  });

  test('a paragraph stays one, whatever its first word is', () => {
    for (const target of ['- 줄', '1. 하나', '.. 점', ':이름: 값', '| 선', '>>> 1'])
      assert.equal(written('Some text stands here.\n', say(target)), `\\${target}\n`);
    assert.equal(
      written('Some text stands here.\n', say('별 *표와 이름_ 그리고 `x')),
      '별 \\*표와 이름\\_ 그리고 \\`x\n',
    );
  });

  test('the colons before a listing stay, and no full stop goes before them', () => {
    assert.equal(written('Run this::\n\n    code\n', say('실행합니다.')), '실행합니다::\n\n    code\n');
    assert.deepEqual(sentences('::\n\n    code here\n\nText.\n'), ['Text.']);
  });

  test('what is no prose is not handed out', () => {
    const kept = [
      '.. code-block:: python\n\n   print("a b")',
      '.. A comment of\n   two lines',
      '.. image:: a.png\n   :width: 200',
      '.. _label:',
      '.. |x| replace:: some words',
      '>>> f()\nresult',
      '.. toctree::\n   :caption: Words\n\n   a\n   b',
      '.. math:: a + b',
    ];
    assert.deepEqual(sentences(`${kept.join('\n\n')}\n`), []);
    assert.deepEqual(sentences('.. image:: a.png\n   :alt: Some words\n'), ['Some words']);
    assert.deepEqual(sentences('.. note:: One\n   two.\n\n   Three.\n\n.. versionadded:: 3.2 Four.\n'), [
      'One two.',
      'Three.',
      'Four.',
    ]);
    assert.deepEqual(sentences('- One\n  two.\n\n  - Three.\n\nterm : kind\n    Text.\n\n:param x: Four.\n'), [
      'One two.',
      'Three.',
      'term',
      'Text.',
      'Four.',
    ]);
  });

  test('what has a title is prose but for a table of values, what holds code or a version is none', () => {
    for (const name of titledBy) assert.ok(name in prose || name === 'csv-table', name);
    for (const name of ['code-block', 'math', 'automodule']) assert.ok(literal.test(name) && !(name in prose), name);
    for (const name of Object.keys(prose)) assert.ok(!versioned.test(name), name);
  });

  test('a reference by a title’s words finds it still', () => {
    const text = 'The end\n=======\n\nSee `The end`_.\n';
    const result = written(text, ({ plain }) => ({
      plain: plain.replace('The end', '끝').replace('See', '참고:'),
      links: [],
    }));
    assert.equal(result, '.. _The end:\n\n끝\n====\n\n참고: `The end`_.\n');
  });
});
