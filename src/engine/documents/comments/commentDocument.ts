// A block of comments of a program as sentences and what lies between them: markers, indentation, tags and code in it stay,
// and what is said is wrapped to the comment's width again. Knows no programming language, only how comments begin.

import { BlockDocument } from '../blockDocument';
import { columnsOf } from '../lineWrap';
import { type TextLine, textBlocks } from '../plain/textLines';
import { withAddressesApart } from '../plainLinks';
import type { ProseBuilder } from '../proseBlock';
import type { Cell, SentenceWriter, Surroundings } from '../targetCells';
import type { ReadingOptions, TranslatableDocument } from '../translatable';
import { readCommentInline } from './commentInline';
import { type CommentLine, commentStructure } from './commentStructure';

const leastWidth = 60;

/** @param before What stands in its line before it: indentation, or code, behind which nothing is wrapped. */
export function readComment(text: string, options: ReadingOptions, before = ''): TranslatableDocument {
  const { lines, closes, labels } = commentLines(text, /^[ \t]*$/.test(before) ? before : '');
  const said = text.split('\n').map((line) => columnsOf(line.trimEnd()));
  const isAside = said.length === 1 && before.trim() !== '';
  const width = isAside ? Number.POSITIVE_INFINITY : Math.max(leastWidth, ...said);
  const inline = (said: readonly { start: number; end: number }[], builder: ProseBuilder) =>
    readCommentInline(text, said, builder, labels);
  const blocks = textBlocks(text, lines, { isComment: true, width, inline });
  return new BlockDocument(text, blocks, options, new CommentWriter(closes));
}

interface BlockKind {
  open: RegExp;
  /** `$1` stands for what the first group of `open` found. */
  close: string;
}

/** How a comment of several lines begins and ends. */
const blockKinds: readonly BlockKind[] = [
  { open: /^[ \t]*\/\*[*!]?<?/, close: '*/' },
  { open: /^[ \t]*<!--/, close: '-->' },
  { open: /^[ \t]*[rRbBuUfF]{0,2}"""/, close: '"""' },
  { open: /^[ \t]*[rRbBuUfF]{0,2}'''/, close: "'''" },
  { open: /^[ \t]*\{-[|^]?/, close: '-}' },
  { open: /^[ \t]*--\[(=*)\[/, close: ']$1]' },
  { open: /^[ \t]*\(\*\*?/, close: '*)' },
  { open: /^[ \t]*<#/, close: '#>' },
  { open: /^[ \t]*#=/, close: '=#' },
  { open: /^=begin\b/, close: '=end' },
];
/** `#include` and `--option` are no comments; `//like this` is. A tab is indentation. */
const lineMarker =
  /^[ \t]*(?:\/\/+!?(?:<(?= ))? ?|(?:#+[':]?|--+|;+|%+|\*)(?:[ \t]|$)|---+(?=[@|\p{L}])|(?:--|#)(?=[\p{Lu}가-힣])|@?[Rr][Ee][Mm](?:[ \t]|$)|::+[ \t]?|'{1,3}[ \t]?)/u;
const star = /^[ \t]*\*(?!\/)(?: |(?=\t)|(?![ \t]))/;

interface CommentLines {
  lines: TextLine[];
  /** What may not be written inside, because it would end a comment. */
  closes: Set<string>;
  /** Of definitions of links, in small letters. */
  labels: Set<string>;
}

interface OpenBlock {
  close: string;
  head: string;
  group: number;
}

/** @param indentation Of its first line. */
function commentLines(text: string, indentation: string): CommentLines {
  const lines: TextLine[] = [];
  const styles: CommentLine['style'][] = [];
  const closes = new Set<string>();
  const all = text.split('\n');
  const kinds = isBasic(all) ? [] : blockKinds;
  let open: OpenBlock | undefined;
  let start = 0;
  for (const [n, line] of all.entries()) {
    const indent = n === 0 ? indentation : '';
    const kind = open ? undefined : kinds.find((each) => each.open.test(line));
    const found = kind?.open.exec(line);
    const opener = found?.[0] ?? '';
    if (kind) {
      const close = kind.close.replace('$1', () => found![1] ?? '');
      open = { close, head: blockHead(all.slice(n + 1), indent + opener, close), group: n + 1 };
      closes.add(close);
    }
    const at = open ? line.indexOf(open.close, opener.length) : -1;
    const head = headOf(line, opener, open);
    const end = at >= 0 ? line.slice(0, at).trimEnd().length : line.length;
    lines.push({
      start: start + Math.min(head.length, end),
      end: start + end,
      next: open ? open.head : indent + (head.trim() === head.trimStart() ? `${head} ` : head),
      group: open ? open.group : -1 - markers.indexOf(head.trim()[0] ?? ''),
    });
    styles.push(styleOf(open, head));
    if (at >= 0) open = undefined;
    start += line.length + 1;
  }
  return { ...marked(text, lines, styles), closes };
}

function headOf(line: string, opener: string, open: OpenBlock | undefined): string {
  if (!open) return lineMarker.exec(line)?.[0] ?? line;
  return opener === '' ? insideHead(line, open) : withSpace(line, opener);
}

/** All lines begin with the one quote of Visual Basic; a docstring's three close again. */
function isBasic(lines: readonly string[]): boolean {
  return lines.every((line) => /^[ \t]*(?:'(?!.*''')|'''(?!.*''')|REM(?!\S)|$)/i.test(line));
}

function styleOf(open: OpenBlock | undefined, head: string): CommentLine['style'] {
  if (open) return /^["']/.test(open.close) ? 'quoted' : 'block';
  return /^\s*---/.test(head) ? 'annotated' : 'line';
}

/** The lines less what of them is a tool's. */
function marked(
  text: string,
  lines: readonly TextLine[],
  styles: readonly CommentLine['style'][],
): Pick<CommentLines, 'lines' | 'labels'> {
  const contents = lines.map(({ start, end }) => text.slice(start, end).trimEnd());
  const marks = commentStructure(lines.map(({ group }, n) => ({ content: contents[n]!, group, style: styles[n]! })));
  const labels = contents.flatMap((content) => /^\s*\[([^\]]+)\]:\s/.exec(content)?.[1]?.toLowerCase() ?? []);
  const left = lines.map((line, n): TextLine => {
    const { isKept, lead, tail, isLast } = marks[n]!;
    if (isKept) return { ...line, end: line.start };
    const end = line.start + contents[n]!.length - tail;
    return { ...line, end, ...(lead > 0 && { lead }), ...((isLast || tail > 0) && { isLast: true }) };
  });
  return { lines: left, labels: new Set(labels) };
}

const markers = ['/', '#', '-', ';', '%', '*', "'", ':', 'R', 'r', '@'];

function withSpace(line: string, opener: string): string {
  return /^[ \t]/.test(line.slice(opener.length)) ? line.slice(0, opener.length + 1) : opener;
}

function insideHead(line: string, { close, head }: { close: string; head: string }): string {
  if (close === '*/' && star.test(line)) return star.exec(line)![0];
  const indent = /^[ \t]*/.exec(line)![0];
  return indent.slice(0, Math.max(0, /^[ \t]*$/.test(head) ? head.length : indent.length));
}

/** What the lines of a block comment begin with, told from those that follow its first. */
function blockHead(following: readonly string[], opener: string, close: string): string {
  const inside: string[] = [];
  for (const line of following) {
    if (line.trim() !== '' && line.trim() !== close) inside.push(line);
    if (line.includes(close)) break;
  }
  const stars = inside.map((line) => star.exec(line)?.[0]);
  const indent = /^[ \t]*/.exec(opener)![0];
  if (close === '*/' && (stars.length > 0 ? stars.every((each) => each !== undefined) : opener.endsWith('**'))) {
    return stars.find((each) => /[ \t]$/.test(each!)) ?? `${indent} * `;
  }
  if (inside.length === 0) return /["']$/.test(opener) ? indent : `${opener.replace(/\S/g, ' ')} `;
  const indents = inside.map((line) => /^[ \t]*/.exec(line)![0]);
  return indents.reduce((least, each) => (each.length < least.length ? each : least));
}

class CommentWriter implements SentenceWriter {
  constructor(private readonly closes: ReadonlySet<string>) {}

  /** A space goes into whatever would end the comment. */
  write(cells: readonly Cell[], { after }: Surroundings): string[] {
    let written = '';
    const strings = withAddressesApart(cells);
    return cells.map(({ kind }, n) => {
      const raw = strings[n]!;
      const ends = [...this.closes].some((close) => kind === 'text' && (written + raw).endsWith(close));
      const isQuote = n === cells.length - 1 && after === '' && /["']/.test(raw) && this.closes.has(raw.repeat(3));
      const text = (ends ? ` ${raw}` : raw) + (isQuote ? ' ' : '');
      written = (written + text).slice(-8);
      return text;
    });
  }
}
