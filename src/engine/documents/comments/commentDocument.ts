// A block of comments of a program as sentences and what lies between them: markers, indentation, tags and code in it stay,
// and what is said is wrapped to the comment's width again. Knows no programming language, only how comments begin.

import { BlockDocument } from '../blockDocument';
import { columnsOf } from '../lineWrap';
import { type TextLine, textBlocks } from '../plain/textLines';
import type { Cell, SentenceWriter, Surroundings } from '../targetCells';
import type { ReadingOptions, TranslatableDocument } from '../translatable';

const leastWidth = 60;

export function readComment(text: string, options: ReadingOptions): TranslatableDocument {
  const { lines, closes } = commentLines(text);
  const width = Math.max(leastWidth, ...text.split('\n').map((line) => columnsOf(line.trimEnd())));
  const blocks = textBlocks(text, lines, { isComment: true, width });
  return new BlockDocument(text, blocks, options, new CommentWriter(closes));
}

/** How a comment of several lines begins and ends. */
const blockKinds: readonly { open: RegExp; close: string }[] = [
  { open: /^[ \t]*\/\*[*!]?/, close: '*/' },
  { open: /^[ \t]*<!--/, close: '-->' },
  { open: /^[ \t]*[rRbBuUfF]{0,2}"""/, close: '"""' },
  { open: /^[ \t]*[rRbBuUfF]{0,2}'''/, close: "'''" },
  { open: /^[ \t]*\{-/, close: '-}' },
  { open: /^[ \t]*--\[\[/, close: ']]' },
  { open: /^[ \t]*\(\*/, close: '*)' },
  { open: /^[ \t]*<#/, close: '#>' },
  { open: /^[ \t]*#=/, close: '=#' },
];
/** `#include` and `--option` are no comments; `//like this` is. */
const lineMarker = /^[ \t]*(?:\/\/+[!]?[ \t]?|(?:#+|--+|;+|%+|\*)(?:[ \t]|$))/;
const star = /^[ \t]*\*(?!\/)[ \t]?/;

interface CommentLines {
  lines: TextLine[];
  /** What may not be written inside, because it would end a comment. */
  closes: Set<string>;
}

function commentLines(text: string): CommentLines {
  const lines: TextLine[] = [];
  const closes = new Set<string>();
  let open: { close: string; head: string; group: number } | undefined;
  let start = 0;
  const all = text.split('\n');
  for (const [n, line] of all.entries()) {
    const kind = open ? undefined : blockKinds.find((each) => each.open.test(line));
    const opener = kind?.open.exec(line)?.[0] ?? '';
    if (kind) {
      open = { close: kind.close, head: blockHead(all.slice(n + 1), opener, kind.close), group: n + 1 };
      closes.add(kind.close);
    }
    const at = open ? line.indexOf(open.close, opener.length) : -1;
    const head = open
      ? kind
        ? withSpace(line, opener)
        : insideHead(line, open)
      : (lineMarker.exec(line)?.[0] ?? line);
    const end = at >= 0 ? line.slice(0, at).trimEnd().length : line.length;
    lines.push({
      start: start + Math.min(head.length, end),
      end: start + end,
      next: open ? open.head : head.trim() === head.trimStart() ? `${head} ` : head,
      group: open ? open.group : -1 - markers.indexOf(head.trim()[0] ?? ''),
    });
    if (at >= 0) open = undefined;
    start += line.length + 1;
  }
  return { lines, closes };
}

const markers = ['/', '#', '-', ';', '%', '*'];

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
    return cells.map(({ raw, kind }, n) => {
      const ends = [...this.closes].some((close) => kind === 'text' && (written + raw).endsWith(close));
      const isQuote = n === cells.length - 1 && after === '' && /["']/.test(raw) && this.closes.has(raw.repeat(3));
      const text = (ends ? ` ${raw}` : raw) + (isQuote ? ' ' : '');
      written = (written + text).slice(-8);
      return text;
    });
  }
}
