// The running text of a Markdown document: which blocks have some, and what in them is markup. Everything else (code,
// HTML, front matter, definitions, markers, table lines) is not looked at, and so stays as it is.

import type { Nodes, PhrasingContent, Root } from 'mdast';
import { type ProseBlock, ProseBuilder } from '../proseBlock';
import { flattenInline } from './inline';
import { endOf, parseMarkdown, startOf } from './syntax';

export interface MarkdownBlocks {
  blocks: ProseBlock[];
  /** Labels that `[text][label]` and `[^label]` may name, as definitions that can be parsed. */
  definitions: readonly { label: string; definition: string }[];
}

/** What a block is: what it is parsed as on its own (check.ts) hangs on it. */
export type BlockRole = 'paragraph' | 'item' | 'heading' | 'underlined' | 'cell' | 'bareCell';

export function markdownBlocks(text: string): MarkdownBlocks {
  const root = parseMarkdown(text);
  const blocks: ProseBlock[] = [];
  const definitions: MarkdownBlocks['definitions'][number][] = [];
  const visit = (node: Nodes, role: BlockRole) => {
    if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') {
      const block = readBlock(text, node, roleOf(text, node, role));
      if (block) blocks.push(block);
    } else if (node.type === 'definition') {
      definitions.push({ label: node.identifier, definition: `[${node.label}]: #` });
    } else if ('children' in node) {
      if (node.type === 'footnoteDefinition') {
        definitions.push({ label: node.identifier, definition: `[^${node.label}]: \`x\`` });
      }
      for (const [n, child] of node.children.entries())
        visit(child, node.type === 'listItem' && n === 0 ? 'item' : 'paragraph');
    }
  };
  visit(root satisfies Root, 'paragraph');
  return { blocks, definitions };
}

function roleOf(text: string, node: Nodes, role: BlockRole): BlockRole {
  // The first cell of a row may do without a bar before it.
  if (node.type === 'tableCell') return text[startOf(node)] === '|' ? 'cell' : 'bareCell';
  if (node.type !== 'heading') return role;
  return text[startOf(node)] === '#' ? 'heading' : 'underlined';
}

function readBlock(
  text: string,
  node: Nodes & { children: PhrasingContent[] },
  role: BlockRole,
): ProseBlock | undefined {
  const builder = new ProseBuilder();
  if (node.children.length === 0 || !flattenInline(text, node.children, builder)) return undefined;
  const mayWrap = role === 'paragraph' || role === 'item';
  const prefix = linePrefix(text, startOf(node.children[0]!), endOf(node));
  return builder.finish({ mayWrap, joinsSyllables: true, prefix, role });
}

/** What the second line of a paragraph begins with, or would begin with. */
function linePrefix(text: string, start: number, end: number): string {
  const second = /\n([ \t>]*)/.exec(text.slice(start, end));
  if (second) return second[1]!;
  const first = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  if (/^\s*\[\^/.test(first)) return '    ';
  return first.replace(/\[[ xX]\][ \t]$/, '').replace(/[^>\s]/g, ' ');
}
