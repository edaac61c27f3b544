// A document as paragraphs of prose: where each line's words are, without line breaks and comment markers. Offsets
// only; what the comments are it is told, because telling comments from code is another feature's knowledge.

import type { TextRange } from '../shared/protocol/text';

/** A comment or a string of a code file. Offsets of the content, without its markers. */
export interface CommentRegion {
  kind: 'line' | 'block' | 'string' | 'documentation';
  markerStart: number;
  start: number;
  end: number;
}

/** Its lines, in order; each holds something besides white space. */
export type Paragraph = readonly TextRange[];

/** Paragraphs are parted by empty lines; a Markdown heading is one by itself. */
export function proseParagraphs(text: string, isMarkdown: boolean): Paragraph[] {
  return gather(linesOf(text, 0, text.length), text, isMarkdown);
}

/** The paragraphs of the comments, and of the string at `place` if it is in one; undefined where it is in code. */
export function commentParagraphs(
  text: string,
  regions: readonly CommentRegion[],
  place: number,
): Paragraph[] | undefined {
  const from = ({ kind, markerStart, start }: CommentRegion) => (kind === 'string' ? start : markerStart);
  const here = regions.find((region) => from(region) <= place && place <= region.end);
  if (!here) return undefined;
  const wanted = regions.filter((region) => region.kind !== 'string' || region === here);
  const blocks: TextRange[][] = [];
  let previous: CommentRegion | undefined;
  for (const region of wanted) {
    const lines = regionLines(text, region);
    const follows = previous?.kind === 'line' && region.kind === 'line' && isNextLine(text, previous, region);
    if (follows) blocks[blocks.length - 1]!.push(...lines);
    else blocks.push(lines);
    previous = region;
  }
  return blocks.flatMap((lines) => gather(lines, text, false));
}

function gather(lines: readonly TextRange[], text: string, isMarkdown: boolean): Paragraph[] {
  const paragraphs: TextRange[][] = [];
  let current: TextRange[] = [];
  const end = () => {
    if (current.length > 0) paragraphs.push(current);
    current = [];
  };
  for (const line of lines) {
    const content = text.slice(line.start, line.end);
    const isHeading = isMarkdown && /^ {0,3}#{1,6}\s/.test(content);
    if (isHeading || content.trim() === '') end();
    if (content.trim() !== '') current.push(line);
    if (isHeading) end();
  }
  end();
  return paragraphs;
}

/** The lines from `start` to `end`, without their line breaks. */
function linesOf(text: string, start: number, end: number): TextRange[] {
  const lines: TextRange[] = [];
  for (let at = start; at <= end; ) {
    const found = text.indexOf('\n', at);
    const lineBreak = found < 0 || found >= end ? end : found;
    const hasReturn = lineBreak > at && text[lineBreak - 1] === '\r';
    lines.push({ start: at, end: hasReturn ? lineBreak - 1 : lineBreak });
    at = lineBreak + 1;
  }
  return lines;
}

function regionLines(text: string, { kind, start, end }: CommentRegion): TextRange[] {
  const lines = linesOf(text, start, end);
  if (kind === 'string') return lines;
  return lines.map((line, index) => {
    const content = text.slice(line.start, line.end);
    const marker = (kind === 'line' ? /^ ?/ : index === 0 ? /^[*!]?[ \t]*/ : blockLineStart(kind)).exec(content)![0];
    return {
      start: line.start + marker.length,
      end: line.end - /[ \t]*$/.exec(content.slice(marker.length))![0].length,
    };
  });
}

function blockLineStart(kind: CommentRegion['kind']): RegExp {
  return kind === 'block' ? /^[ \t]*(?:\*(?!\/) ?)?/ : /^[ \t]*/;
}

function isNextLine(text: string, one: CommentRegion, other: CommentRegion): boolean {
  return /^\r?\n[ \t]*$/.test(text.slice(one.end, other.markerStart));
}
