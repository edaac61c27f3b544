// The prose of the comment or string that a place in a code file is in: markers stripped line by line for the model,
// and the way back. Knows no windows, no model, no editor.

import { type Region, scanRegions } from './commentScanner';
import type { CommentSyntax } from './commentSyntax';

/** Where suggestions may appear in code files. */
export type CommentMode = 'off' | 'comments' | 'commentsAndStrings';

export interface CommentText {
  /** The prose of this file's comments up to the cursor, blocks separated by an empty line. */
  before: string;
  /** The rest of this comment. */
  after: string;
  /** What stands behind this comment: the code it speaks of, mostly. */
  below: string;
  /** The prose as the document needs it: markers on each new line, nothing that would end the comment. */
  toDocument(text: string): string;
}

/** The comment or string around the cursor; undefined where it is in code (or in what `mode` leaves out). */
export function commentText(
  before: string,
  after: string,
  syntax: CommentSyntax,
  mode: CommentMode,
): CommentText | undefined {
  if (mode === 'off') return undefined;
  const regions = scanRegions(before, syntax);
  const here = regions[regions.length - 1];
  if (!here?.open || (here.kind === 'string' && mode !== 'commentsAndStrings')) return undefined;
  if (here.kind === 'string') return stringText(before, after, here);
  const blocks = proseBlocks(before, regions);
  const layout = layoutAt(before, here);
  const { rest, end } = restOf(after, here, layout);
  return {
    before: blocks.join('\n\n'),
    after: rest,
    below: after.slice(end),
    toDocument: (text) => toComment(text, here, layout),
  };
}

function stringText(before: string, after: string, here: Region): CommentText {
  const line = /^[^\r\n]*/.exec(after)![0];
  const rest = here.multiline ? after : line;
  const close = rest.indexOf(here.close);
  return {
    before: before.slice(here.start),
    after: close < 0 ? line : rest.slice(0, close),
    below: close < 0 ? '' : after.slice(close + here.close.length),
    toDocument: (text) => cutAt(here.multiline ? text : cutAt(text, '\n'), here.close),
  };
}

/** The prose of all comments, in order; line comments on lines that follow each other are one block. */
function proseBlocks(text: string, regions: readonly Region[]): string[] {
  const blocks: string[] = [];
  let previous: Region | undefined;
  for (const region of regions) {
    if (region.kind === 'string') continue;
    const prose = proseOf(text, region);
    const follows = previous?.kind === 'line' && region.kind === 'line' && isNextLine(text, previous, region);
    if (follows) blocks[blocks.length - 1] += `\n${prose}`;
    else if (prose.trim() || region.open) blocks.push(prose);
    else {
      previous = undefined;
      continue;
    }
    previous = region;
  }
  return blocks;
}

function isNextLine(text: string, one: Region, other: Region): boolean {
  return /^\r?\n[ \t]*$/.test(text.slice(one.end, other.markerStart));
}

function proseOf(text: string, region: Region): string {
  const content = text.slice(region.start, region.end);
  if (region.kind === 'line') return content.replace(/^ /, '').replace(/\r$/, '');
  const [first = '', ...rest] = content.split(/\r?\n/);
  const indent = /^[ \t]*/.exec(rest.find((line) => line.trim() !== '') ?? '')![0];
  const lines = [first.replace(/^[*!]?[ ]?/, ''), ...rest.map((line) => stripLine(line, region, indent))];
  return (region.open ? lines.join('\n') : lines.join('\n').trimEnd()).replace(/^\n+/, '');
}

/** A line of a block without its ` * `, or else without the indentation of the whole. */
function stripLine(line: string, region: Region, indent: string): string {
  if (region.kind === 'block') {
    const star = /^[ \t]*\*(?!\/) ?/.exec(line);
    if (star) return line.slice(star[0].length);
  }
  return line.startsWith(indent) ? line.slice(indent.length) : line.trimStart();
}

/** Of the rest of a comment that is looked at. */
const mostCommentLines = 40;

interface Layout {
  /** What a new line of this comment begins with; undefined where it must stay on its line. */
  lineStart: string | undefined;
  /** Goes before the first word: the cursor stands right behind a marker. */
  lead: string;
}

function layoutAt(before: string, here: Region): Layout {
  const lineStart = before.lastIndexOf('\n') + 1;
  const line = before.slice(lineStart);
  const isFirstLine = here.markerStart >= lineStart;
  if (here.kind === 'line') {
    const marker = before.slice(here.markerStart, here.start);
    const leading = before.slice(lineStart, here.markerStart);
    const lead = here.start === before.length ? ' ' : '';
    return { lineStart: /^[ \t]*$/.test(leading) ? `${leading}${marker} ` : undefined, lead };
  }
  const indent = indentAt(before, here.markerStart);
  if (here.kind === 'documentation') return { lineStart: isFirstLine ? indent : /^[ \t]*/.exec(line)![0], lead: '' };
  if (isFirstLine) {
    const isStarred = before[here.start] === '*';
    const content = before.slice(here.start + (isStarred ? 1 : 0));
    return { lineStart: isStarred ? `${indent} * ` : indent, lead: content === '' ? ' ' : '' };
  }
  const star = /^[ \t]*\*/.exec(line)?.[0];
  if (!star) return { lineStart: /^[ \t]*/.exec(line)![0], lead: '' };
  return { lineStart: `${star} `, lead: line === star ? ' ' : '' };
}

/** The rest of a comment without its markers, and where in `after` the comment ends. */
function restOf(after: string, here: Region, layout: Layout): { rest: string; end: number } {
  if (here.kind !== 'line') {
    const close = after.indexOf(here.close);
    const [head = '', ...tail] = (close < 0 ? after : after.slice(0, close)).split(/\r?\n/);
    const indent = /^[ \t]*/.exec(layout.lineStart ?? '')![0];
    const rest = [head, ...tail.map((line) => stripLine(line, here, indent))].join('\n').trimEnd();
    return { rest, end: close < 0 ? after.length : close + here.close.length };
  }
  const marker = layout.lineStart?.trim();
  const lines: string[] = [];
  let end = 0;
  for (const [line] of after.matchAll(/[^\n]*(?:\n|$)/g)) {
    const bare = line.trim();
    if (end > 0 && !(marker && bare.startsWith(marker))) break;
    lines.push(
      end === 0
        ? line.replace(/\r?\n$/, '')
        : line
            .trimStart()
            .slice(marker!.length)
            .replace(/^ |\r?\n$/g, ''),
    );
    end += line.length;
    if (lines.length === mostCommentLines || line === '') break;
  }
  return { rest: lines.join('\n'), end };
}

function toComment(text: string, here: Region, { lineStart, lead }: Layout): string {
  const safe = here.close ? cutAt(text, here.close) : text;
  const [first = '', ...rest] = (lineStart === undefined ? cutAt(safe, '\n') : safe).split('\n');
  const lines = [first === '' ? '' : lead && !first.startsWith(' ') ? lead + first : first];
  for (const line of rest) lines.push(`${lineStart}${line}`.trimEnd());
  return lines.join('\n');
}

function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset))![0];
}

function cutAt(text: string, what: string): string {
  const index = text.indexOf(what);
  return index < 0 ? text : text.slice(0, index);
}
