import assert from 'node:assert/strict';
import { AnchoredDocument } from '../../../../src/engine/documents/anchors/anchoredDocument';
import { headingText, pageAnchors } from '../../../../src/engine/documents/anchors/pageAnchors';
import { siteAnchors } from '../../../../src/engine/documents/anchors/siteAnchors';
import { slugRules } from '../../../../src/engine/documents/anchors/slugs';
import { readDocument } from '../../../../src/engine/documents/readDocument';
import type { ReadingOptions } from '../../../../src/engine/documents/translatable';
import type { SiteInfo } from '../../../../src/shared/protocol/site';
import { type PseudoTranslator, pseudoTranslate, renderAll } from '../../../support/pseudoTranslate';

const words: Readonly<Record<string, string>> = {
  'Getting started': '시작하기',
  Installation: '설치',
  Setup: '설치',
  'Read this.': '읽으세요.',
};
const translate: PseudoTranslator = ({ plain }) => ({ plain: words[plain] ?? plain, links: [] });
const keep: PseudoTranslator = ({ plain }) => ({ plain, links: [] });
const options: ReadingOptions = { from: 'en', to: 'ko', glossary: [], fits: () => true };
const site = (generator: SiteInfo['generator'], ...traits: SiteInfo['traits']) => ({ siteInfo: { generator, traits } });

function translated(page: string, more: Partial<ReadingOptions> = {}): string {
  return pseudoTranslate(readDocument(page, 'markdown', { ...options, ...more }), translate);
}

const page = `[Start](#getting-started), [set up](#installation) or [again](#setup).

## Getting started

Read this.

[def]: #getting-started

## Installation

<a href="#setup">x</a>

## Setup
`;

suite('links of a page to its headings', () => {
  test('follow the new ids, those of one title after another too', () => {
    const result = translated(page);
    assert.match(result, /\[Start\]\(#시작하기\), \[set up\]\(#설치\) or \[again\]\(#설치-1\)/);
    assert.match(result, /^\[def\]: #시작하기$/m);
    assert.match(result, /<a href="#설치-1">x<\/a>/);
  });

  test('follow headings in HTML on GitHub, and nowhere else', () => {
    const top = '<h1 align="center">\n  <img src="a.png"><br>\n  Getting started\n</h1>\n\n[up](#getting-started)\n';
    assert.equal(translated(top), top.replace('Getting started', '시작하기').replace('#getting-started', '#시작하기'));
    assert.match(translated(top, site('hugo')), /\(#getting-started\)/);
    assert.match(translated(top.replace('<h1', '<h1 id="getting-started"')), /\(#getting-started\)/);
  });

  test('by the words of a title get its address in a page of pandoc, where the words are others', () => {
    const named = '## Getting started\n\nSee [Getting started] and [x]. Read this.\n';
    assert.equal(
      translated(named, site('quarto')),
      '## 시작하기\n\nSee [Getting started](#시작하기) and [x]. 읽으세요.\n',
    );
    assert.match(translated(named, site('hugo')), /See \[Getting started\] and/);
    assert.equal(pseudoTranslate(readDocument(named, 'markdown', { ...options, ...site('quarto') }), keep), named);
  });

  test('stay where nothing is translated', () => {
    for (const keepAddresses of [false, true]) {
      const document = readDocument(page, 'markdown', { ...options, keepAddresses });
      assert.equal(pseudoTranslate(document, keep), page);
    }
  });

  test('are those of the generator: single letters for VitePress, by place for Python-Markdown', () => {
    assert.ok(translated(page, site('vitepress')).includes(`(#${'설치-1'.normalize('NFD')})`));
    assert.match(translated(page, site('mkdocs')), /\(#_1\), \[set up\]\(#_2\) or \[again\]\(#_3\)/);
  });

  test('are looked at where there are some', () => {
    assert.ok(readDocument(page, 'markdown', options) instanceof AnchoredDocument);
    assert.ok(!(readDocument('## Setup\n', 'markdown', options) instanceof AnchoredDocument));
  });

  test('code that shows a link is left, and so is the link of another page', () => {
    const text =
      'See [a](#installation), [b](other.md#installation) and `[c](#installation)`.\n\n```\n[d](#installation)\n```\n\n## Installation\n';
    const result = translated(text);
    assert.match(result, /\[a\]\(#설치\), \[b\]\(other\.md#installation\) and `\[c\]/);
    assert.match(result, /^\[d\]\(#installation\)$/m);
  });

  test('ranges of words still lead to the words', () => {
    const document = readDocument('[One](#installation) two three.\n\n## Installation\n', 'markdown', options);
    const [first] = renderAll(document, translate);
    assert.equal(first!.text.slice(first!.offsets[4], first!.offsets[7]), 'two');
  });
});

suite('old addresses of headings', () => {
  const kept = (generator: SiteInfo['generator'], ...traits: SiteInfo['traits']) =>
    translated(page, { ...site(generator, ...traits), keepAddresses: true });

  const forms: Readonly<Record<string, [string, RegExp]>> = {
    docusaurus: [kept('docusaurus'), /^## 시작하기 \\\{#getting-started\}$/m],
    hugo: [kept('hugo'), /^## 시작하기 \{#getting-started\}$/m],
    'mkdocs with attr_list': [kept('mkdocs', 'attributes'), /^## 시작하기 \{ #getting-started \}$/m],
    mkdocs: [kept('mkdocs'), /^## <a id="getting-started"><\/a>시작하기$/m],
    starlight: [kept('starlight'), /^<a id="getting-started"><\/a>\n\n## 시작하기$/m],
    myst: [kept('myst'), /^\(getting-started\)=\n## 시작하기$/m],
  };
  for (const [name, [result, form]] of Object.entries(forms)) {
    test(`${name}: are written in its form, and links stay`, () => {
      assert.match(result, form);
      assert.match(result, /\(#getting-started\), \[set up\]\(#installation\) or \[again\]\(#setup\)/);
    });
  }

  test('no braces where they would be shown: the links follow instead', () => {
    for (const result of [translated(page, { keepAddresses: true }), kept('docsify')]) {
      assert.doesNotMatch(result, /[{}]/);
      assert.match(result, /\(#시작하기\)/);
    }
  });

  test('an id that is there already is not written twice', () => {
    const own =
      '<a id="installation"></a>\n\n## Getting started {#start}\n\n[x](#installation) [y](#start)\n\n## Installation\n';
    const result = translated(own, { ...site('hugo'), keepAddresses: true });
    assert.equal(result.match(/installation/g)?.length, 2);
    assert.equal(result.match(/#start\b/g)?.length, 2);
  });

  test('MyST finds headings by their labels alone', () => {
    assert.match(translated(page, site('mystmd')), /^\(installation\)=\n## 설치$/m);
  });

  test('a label above a heading stands beside the id of its words, which links of MyST lead to', () => {
    const { headings, explicit } = pageAnchors('(a)=\n## Title\n', slugRules.github);
    assert.deepEqual([headings[0]!.id, [...explicit]], ['title', ['a']]);
    const { links } = pageAnchors('<project:#a> [x](project:#b) [y](#c) <project:x.md#d>\n', slugRules.github);
    assert.deepEqual(
      links.map(({ fragment }) => fragment),
      ['a', 'b', 'c'],
    );
    const labelled = '(top)=\n# Installation\n\nSee <project:#installation> and [here](#top).\n';
    const result = translated(labelled, site('myst'));
    assert.match(result, /^\(top\)=\n\(installation\)=\n# 설치$/m);
    assert.match(result, /<project:#installation>/);
  });

  test('an id that is no plain one is not written', () => {
    const korean: PseudoTranslator = ({ plain }) => ({
      plain: plain === '설치 방법' ? 'How to install' : plain,
      links: [],
    });
    const text = '[x](#설치-방법)\n\n## 설치 방법\n';
    const document = readDocument(text, 'markdown', { ...options, ...site('hugo'), keepAddresses: true });
    assert.equal(pseudoTranslate(document, korean), '[x](#how-to-install)\n\n## How to install\n');
  });
});

suite('headings of a page', () => {
  test('have the ids that stand in them, in every form', () => {
    const forms = ['{#a}', '\\{#a}', '{ #a }', '{: #a .c }', '{/* #a */}', '<!-- #a -->'];
    for (const form of forms) {
      const { headings, explicit } = pageAnchors(`## Title ${form}\n`, slugRules.github);
      assert.deepEqual([headings[0]!.id, headings[0]!.hasId, [...explicit]], ['a', true, ['a']], form);
    }
    assert.equal(pageAnchors('## Title\n{: #a}\n', slugRules.github).headings[0]!.id, 'a');
  });

  test('say their text without markup', () => {
    assert.equal(headingText('## **Bold** and `code` [link](x) {#id}'), 'Bold and code link');
    assert.equal(siteAnchors(undefined).form, undefined);
  });

  test('links in an indented component lead to a heading of the page as well', () => {
    const page =
      '## Setup\n\n<Steps>\n\t1. Read this:\n\n\t\tThe [setup](#setup).\n\n\t<Card href="#setup">x</Card>\n</Steps>\n';
    const result = pseudoTranslate(readDocument(page, 'mdx', { ...options, ...site('starlight') }), translate);
    assert.equal(result.match(/#설치/g)?.length, 2, result);
    assert.ok(!result.includes('#setup'), result);
  });

  test('a heading that is all code is found where its number has changed', () => {
    const page = '## Setup\n\n### `setup`\n\nSee [it](#setup-1).\n';
    assert.match(translated(page, site('docusaurus')), /\[it\]\(#setup\)/);
  });

  test('an id written as an attribute is one', () => {
    const page = '## Setup { id=setup }\n\nSee [it](#setup).\n';
    assert.match(translated(page, site('mkdocs', 'attributes')), /## 설치 \{ id=setup \}\n\nSee \[it\]\(#setup\)/);
  });
});
