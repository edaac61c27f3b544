import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Nodes } from 'mdast';
import { readMarkdown } from '../../../src/engine/text/markdownDocument';
import { parseMarkdown } from '../../../src/engine/text/markdownSyntax';
import type { ReadingOptions, TargetSentence } from '../../../src/engine/text/translatable';
import { markdownSamples } from '../../support/markdownSamples';
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
} from '../../support/pseudoTranslate';

const options: ReadingOptions = { from: 'en', to: 'ko', glossary: [], fits: () => true };
const keep: PseudoTranslator = ({ plain }) => ({ plain, links: [] });

const own = ['README.md', 'ARCHITECTURE.md', 'models/README.md'];
const documents = new Map([
  ...Object.entries(markdownSamples),
  ...own.map((path) => [path, readFileSync(resolve(__dirname, '../../..', path), 'utf8')] as const),
]);

/** What a document is made of: blocks in order; in a block what is inline, in no order. Text is left out. */
function structure(markdown: string): unknown {
  const describe = (node: Nodes): unknown => {
    const { type, ...rest } = node as Nodes & Record<string, unknown>;
    const told = Object.entries(rest).filter(
      ([name]) => !['position', 'children', 'data', 'referenceType', 'label'].includes(name),
    );
    const values = told.map(([name, value]) => [name, typeof value === 'string' ? value.replace(/\s+/g, ' ') : value]);
    const children = 'children' in node ? node.children.filter((child) => child.type !== 'text').map(describe) : [];
    const isRunning = ['paragraph', 'heading', 'tableCell', 'emphasis', 'strong', 'delete', 'link', 'linkReference'];
    if (isRunning.includes(type)) children.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    return [type, values, children];
  };
  return describe(parseMarkdown(markdown));
}

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

function firstDifference(was: unknown, is: unknown): string {
  const [one, other] = [was, is].map((value) =>
    JSON.stringify(value, null, 1)
      .split('\n')
      .map((line) => line.trim()),
  );
  const at = one!.findIndex((line, n) => line !== other![n]);
  return [one, other].map((lines) => lines!.slice(Math.max(0, at - 12), at + 6).join(' ')).join('\n  became ');
}

suite('Markdown document', () => {
  test('comes back as it is, but for soft line breaks, when every sentence is kept', () => {
    for (const [name, markdown] of documents) {
      assert.equal(unwrapped(translated(markdown, keep)), unwrapped(markdown), name);
      assert.equal(unwrapped(translated(markdown, identity)), unwrapped(markdown), name);
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
});
