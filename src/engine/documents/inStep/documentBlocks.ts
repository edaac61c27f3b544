// A document as blocks of whole lines (a paragraph, a list item's line, a table's row, a piece of code, ...), each with its
// sentences: what a translation is compared by. Lines that no running text covers are blocks too; only empty lines are none.

import type { Nodes } from 'mdast';
import type { TextFormat, TextLanguage } from '../../../shared/protocol/text';
import { readSyntaxOnce } from '../markdown/syntax';
import { readDocument } from '../readDocument';
import type { SourceSentence } from '../translatable';

/**
 * `text` holds sentences; `row` cells; `code`, `markup` (HTML, JSX, directives) and `meta` (front matter) are compared line
 * by line; `mark` is a line without words (a rule, a table's delimiter row).
 */
export type BlockKind = 'heading' | 'text' | 'row' | 'code' | 'markup' | 'meta' | 'mark';

export interface DocumentBlock {
  kind: BlockKind;
  /** Whole lines, the last one's end left out. */
  start: number;
  end: number;
  /** Indexes of its sentences in {@link BlockedDocument.sentences}: from, up to. */
  from: number;
  to: number;
}

export interface BlockedDocument {
  text: string;
  blocks: readonly DocumentBlock[];
  sentences: readonly SourceSentence[];
}

/** @param text Line ends LF. */
export function readBlocks(text: string, format: TextFormat, language: TextLanguage): BlockedDocument {
  const options = { from: language, to: language === 'en' ? 'ko' : 'en', glossary: [], fits: () => true } as const;
  const { sentences } = readDocument(text, format, options);
  const blocks: DocumentBlock[] = [];
  let next = 0;
  for (const { kind, start, end } of blockLines(text, format)) {
    const from = next;
    while (next < sentences.length && sentences[next]!.start < end) next++;
    const told = kindFor(kind, text.slice(start, end), next > from);
    // Lines are compared as lines: what is prose in them is found there.
    const isProse = told === 'text' || told === 'row' || told === 'heading';
    blocks.push({ kind: told, start, end, from: isProse ? from : next, to: next });
  }
  return { text, blocks, sentences };
}

export interface Outline {
  text: string;
  blocks: readonly Pick<DocumentBlock, 'kind' | 'start' | 'end'>[];
}

/** Where the blocks are, without their sentences: a fraction of the work. Lines without words are told by readBlocks alone. */
export function readOutline(text: string, format: TextFormat): Outline {
  try {
    return { text, blocks: [...blockLines(text, format)] };
  } catch (error) {
    if (format !== 'mdx') throw error;
    return { text, blocks: [...blockLines(text, 'markdown')] };
  }
}

function blockLines(text: string, format: TextFormat): Iterable<Line & { kind: BlockKind }> {
  const lines = linesOf(text);
  return runs(text, lines, isMarkdown(format) ? markdownLines(text, lines, format === 'mdx') : plainLines(text, lines));
}

function isMarkdown(format: TextFormat): boolean {
  return format === 'markdown' || format === 'mdx';
}

/** The format that all texts can be read in: what is no valid MDX is Markdown. */
export function commonFormat(texts: readonly string[], format: TextFormat): TextFormat {
  if (format !== 'mdx') return format;
  try {
    for (const text of texts) readSyntaxOnce(text, { isMdx: true });
    return format;
  } catch {
    return 'markdown';
  }
}

interface Line {
  start: number;
  end: number;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    lines.push({ start, end: start + line.length });
    start += line.length + 1;
  }
  return lines;
}

/** What a line belongs to: the number of a block and its kind; undefined for a line between blocks. */
type LineOwner = { id: number; kind: BlockKind } | undefined;

const blank = /^[\s>]*$/;
const directive = /^[\s>]*(?:[-*+]\s+)?:{3,}/;
const moduleLine = /^(?:import\s[^\n]*from\s+['"]|import\s+['"]|export\s+(?:const|default|function|let)\s)/;

function markdownLines(text: string, lines: readonly Line[], isMdx: boolean): LineOwner[] {
  const owners: LineOwner[] = new Array<LineOwner>(lines.length).fill(undefined);
  const lineAt = lineFinder(lines);
  let id = 0;
  for (const { node, kind } of leaves(readSyntaxOnce(text, { isMdx }).root)) {
    id++;
    const { start, end } = node.position!;
    for (let line = lineAt(start.offset!); line <= lineAt(Math.max(start.offset!, end.offset! - 1)); line++)
      owners[line] ??= { id, kind };
  }
  let free = -1;
  let last: number | undefined;
  for (const [n, { start, end }] of lines.entries()) {
    const line = text.slice(start, end);
    const owner = owners[n];
    const isProse = owner === undefined || owner.kind === 'text';
    if (isProse && directive.test(line)) owners[n] = { id: free--, kind: 'markup' };
    else if (isProse && moduleLine.test(line)) owners[n] = { id: free--, kind: 'markup' };
    else if (owner === undefined && !blank.test(line)) {
      if (last !== n - 1) free--;
      owners[n] = { id: free, kind: 'markup' };
      last = n;
    }
  }
  return owners;
}

function lineFinder(lines: readonly Line[]): (offset: number) => number {
  return (offset) => {
    let low = 0;
    let high = lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (lines[middle]!.start <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
}

const leafKinds: Readonly<Record<string, BlockKind>> = {
  paragraph: 'text',
  heading: 'heading',
  tableRow: 'row',
  code: 'code',
  math: 'code',
  html: 'markup',
  yaml: 'meta',
  toml: 'meta',
  definition: 'markup',
  thematicBreak: 'mark',
  mdxjsEsm: 'markup',
  mdxFlowExpression: 'markup',
};

function* leaves(node: Nodes): Generator<{ node: Nodes; kind: BlockKind }> {
  const kind = leafKinds[node.type];
  if (kind) yield { node, kind };
  else if ('children' in node) for (const child of node.children) yield* leaves(child);
}

function plainLines(text: string, lines: readonly Line[]): LineOwner[] {
  let id = 0;
  return lines.map(({ start, end }) => {
    const line = text.slice(start, end);
    if (/^\s*$/.test(line)) {
      id++;
      return undefined;
    }
    if (/^\s*(?:[-*+•]|\d+[.)])\s/.test(line)) id++;
    return { id, kind: 'text' };
  });
}

/** Neighbouring lines of one owner. */
function* runs(
  text: string,
  lines: readonly Line[],
  owners: readonly LineOwner[],
): Generator<Line & { kind: BlockKind }> {
  for (let n = 0; n < lines.length; ) {
    const owner = owners[n];
    let end = n + 1;
    while (owner && end < lines.length && owners[end]?.id === owner.id) end++;
    if (owner && !/^\s*$/.test(text.slice(lines[n]!.start, lines[end - 1]!.end)))
      yield { kind: owner.kind, start: lines[n]!.start, end: lines[end - 1]!.end };
    n = end;
  }
}

/** A tag of a component whose attributes go on over several lines. */
const openTag = /^[\s>]*<[A-Z][\w.]*[^\S\n]*\n|^[\s>]*<[A-Z][\w.]*\s[^>\n]*\n/;

function kindFor(kind: BlockKind, text: string, hasSentences: boolean): BlockKind {
  if (kind === 'markup' && !/[\p{L}\p{N}]/u.test(text)) return 'mark';
  if (kind === 'row') return /\p{L}|\p{N}/u.test(text) ? 'row' : 'mark';
  if (kind !== 'text') return kind;
  return openTag.test(text) || (!hasSentences && /^\s*</.test(text)) ? 'markup' : 'text';
}
