// Whether a block of Markdown still is what it was: parses it as it stands in its document and lists what it is made of.
// Running text may change, and words may move; nothing else may.

import type { Nodes } from 'mdast';
import type { BlockRole } from './blocks';
import { type Mark, maskPattern } from './dialects/marks';
import { endOf, type Flavour, maskedDollar, particlesBehind, readSyntax, startOf } from './syntax';

export interface Shape {
  /** Every node but text, in no order: words may move. */
  nodes: string[];
  /** The running text without white space. */
  text: string;
}

/** A block's content as it stands in a document of its own. */
const frames: Readonly<Record<BlockRole, (content: string) => string>> = {
  paragraph: (content) => content,
  item: (content) => `- ${content}`,
  heading: (content) => `# ${content}`,
  underlined: (content) => `${content}\n---`,
  cell: (content) => `| ${content} |\n| --- |`,
  bareCell: (content) => `a | b\n--- | ---\n${content} | b`,
  imageText: (content) => `[${content}](x)`,
  inBrackets: (content) => `![${content}](x)`,
  inDoubleQuotes: (content) => `[x](x "${content}")`,
  inSingleQuotes: (content) => `[x](x '${content}')`,
  html: (content) => content,
  bracketedTitle: (content) => `# ${content}`,
  quotedTitle: (content) => `# ${content}`,
  restTitle: (content) => `# ${content}`,
};

const plainly: Flavour = { isMdx: false, cites: false };

/** @param definitions What links and footnotes in it may refer to. */
export function shapeOf(content: string, role: BlockRole, definitions: string, flavour = plainly): Shape {
  return describe(frames[role](content), definitions, flavour);
}

/** What an atom adds to its block: a link and its words, an image, ... */
export function shapeOfAtom(raw: string, definitions: string, flavour = plainly): Shape {
  const { nodes, text } = describe(`x ${raw}`, definitions, flavour);
  const frame = describe('x', '', plainly).nodes;
  return { nodes: nodes.filter((node) => !frame.includes(node)), text: text.slice(1) };
}

/** As {@link Shape.text} has it. */
export function comparable(text: string): string {
  const said = text.replace(maskPattern, '').replace(/\s+/g, '');
  return said.replaceAll('\0', '\ufffd').replaceAll('$', maskedDollar);
}

/** The definitions behind it are there for what refers to them, and are no part of what is described. */
function describe(markdown: string, definitions: string, flavour: Flavour): Shape {
  const text: string[] = [];
  const nodes: string[] = [];
  const all = definitions === '' ? markdown : `${markdown}\n\n${definitions}`;
  const { root, marks } = readSyntax(all, flavour);
  for (const { start, end, kind } of marks)
    if (start < markdown.length) nodes.push(...markNodes(all.slice(start, end), kind));
  const isOwn = (node: Nodes) =>
    startOf(node) < markdown.length || (node.type !== 'definition' && node.type !== 'footnoteDefinition');
  visit({ ...root, children: root.children.filter(isOwn) }, '', { nodes, text, markdown });
  return { nodes: nodes.sort(), text: comparable(text.join('')) };
}

const emphasisNodes: Readonly<Record<string, string>> = { '*': 'emphasis []', '**': 'strong []', '~~': 'delete []' };

/** Emphasis that only Koreans take for such is written as everybody's. */
function markNodes(mark: string, kind: Mark['kind']): string[] {
  const node = emphasisNodes[mark];
  return node === undefined ? [`mark ${plainKey(mark)}`] : kind === 'open' ? [node] : [];
}

/** `@{key}` is `@key`, written so that it ends where it ends; a line break in a tag is a space. */
function plainKey(mark: string): string {
  return mark
    .replace(/\n[ \t>]*/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^(-?)@\{([^{}]*)\}$/, '$1@$2');
}

function visit(given: Nodes, within: string, found: { nodes: string[]; text: string[]; markdown: string }): void {
  const { node, tail } = withoutParticles(given, found.markdown);
  if (node.type === 'text') {
    found.text.push(node.value);
    return;
  }
  const isMark = node.type === 'emphasis' || node.type === 'strong' || node.type === 'delete';
  const own = `${node.type} ${attributes(node)}`;
  // A link inside a link is none.
  found.nodes.push(isMark || within.includes('link') ? within + own : own);
  const isSpan = isMark || node.type === 'link' || node.type === 'linkReference';
  if ('children' in node) for (const child of node.children) visit(child, isSpan ? `${within}${own} > ` : '', found);
  found.text.push(tail);
}

/** An address that stands for itself, less the Korean particle that its parser takes for a part of it. */
function withoutParticles(node: Nodes, markdown: string): { node: Nodes; tail: string } {
  if (node.type !== 'link' || markdown[startOf(node)] === '[') return { node, tail: '' };
  const tail = particlesBehind(markdown.slice(startOf(node), endOf(node)));
  if (tail === '') return { node, tail };
  const value = markdown.slice(startOf(node), endOf(node) - tail.length);
  const url = node.url.slice(0, node.url.length - tail.length);
  return { node: { ...node, url, children: [{ type: 'text', value }] }, tail };
}

/** All that is said of a node, but its text and its place. */
function attributes(node: Nodes): string {
  const ignored = new Set(['type', 'position', 'children', 'data', 'spread', 'label', 'referenceType']);
  const told = Object.entries(node).filter(([name]) => !ignored.has(name));
  const isPlaceless = (key: string, value: unknown) => (key === 'position' || key === 'data' ? undefined : value);
  return JSON.stringify(told, isPlaceless).replace(/\\n/g, ' ');
}
