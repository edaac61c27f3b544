// What a Markdown document is made of, for comparing a translation with its source. Judges by the product's parser.

import type { Nodes } from 'mdast';
import { parseMarkdown } from '../../src/engine/documents/markdown/syntax';

export type Described = [type: string, values: unknown, children: Described[]];

/** Attributes that a reader sees. */
const shown = /(\b(?:alt|title|label|caption|placeholder|aria-label)=)(?:"[^"]*"|'[^']*')/g;

/** Blocks in order; in a block what is inline, in no order. Text is left out, and so are texts of images and titles. */
export function structure(markdown: string): Described {
  const describe = (node: Nodes): Described => {
    const { type, ...rest } = node as Nodes & Record<string, unknown>;
    const told = Object.entries(rest).filter(
      ([name]) => !['position', 'children', 'data', 'referenceType', 'label', 'alt'].includes(name),
    );
    // What is said between tags may change; the tags may not.
    if (type === 'html')
      return [
        type,
        (rest.value as string)
          .replace(shown, '$1')
          .match(/<!--[\s\S]*?-->|<[^<>]*>/g)
          ?.sort(),
        [],
      ];
    const values = told.map(([name, value]) => [
      name,
      name === 'title'
        ? value !== null
        : typeof value === 'string'
          ? value.replace(shown, '$1').replace(/\s+/g, ' ')
          : value,
    ]);
    const children = 'children' in node ? node.children.filter((child) => child.type !== 'text').map(describe) : [];
    const isRunning = ['paragraph', 'heading', 'tableCell', 'emphasis', 'strong', 'delete', 'link', 'linkReference'];
    if (isRunning.includes(type)) children.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    return [type, values, children];
  };
  return describe(parseMarkdown(markdown));
}

/** The same without what is inside of what: a translation without words has nothing to put markup around. */
export function pieces([type, values, children]: Described): string[] {
  return [JSON.stringify([type, values]), ...children.flatMap(pieces)].sort();
}

export function firstDifference(was: Described, is: Described): string {
  const [one, other] = [was, is].map((value) =>
    JSON.stringify(value, null, 1)
      .split('\n')
      .map((line) => line.trim()),
  );
  const at = one!.findIndex((line, n) => line !== other![n]);
  return [one, other].map((lines) => lines!.slice(Math.max(0, at - 12), at + 6).join(' ')).join('\n  became ');
}
