// The comments of a program as the stretches that are worked on: each with its markers, line comments that stand under each
// other together. Knows offsets; where comments are it is told.

import type { TextRange } from './protocol/text';

/** A comment or a string of a code file. */
export interface CommentRegion {
  kind: 'line' | 'block' | 'string' | 'documentation';
  /** Where its marker starts. */
  markerStart: number;
  /** Offsets of the content, without its markers. */
  start: number;
  end: number;
  /** The closing marker, or '' for the line's end. */
  close: string;
}

/** In order, apart. */
export function commentParts(text: string, regions: readonly CommentRegion[]): TextRange[] {
  const parts: (TextRange & { last: CommentRegion })[] = [];
  for (const region of regions) {
    if (region.kind === 'string') continue;
    const before = parts.at(-1);
    const end = Math.min(text.length, region.end + region.close.length);
    if (before && follows(text, before.last, region)) Object.assign(before, { end, last: region });
    else parts.push({ start: region.markerStart, end, last: region });
  }
  return parts.map(({ start, end }) => ({ start, end }));
}

/** Line comments on two lines, one under the other, and no code before the second. */
function follows(text: string, one: CommentRegion, other: CommentRegion): boolean {
  if (one.kind !== 'line' || other.kind !== 'line' || !/^\r?\n[ \t]*$/.test(text.slice(one.end, other.markerStart)))
    return false;
  if (documents(text, one) !== documents(text, other)) return false;
  // A comment behind code speaks of its line alone.
  const line = text.slice(text.lastIndexOf('\n', one.markerStart - 1) + 1, one.markerStart);
  return line.trim() === '';
}

/** What a line comment is about: what is around it (`//!`), what is under it (`///`), or nothing but itself. */
function documents(text: string, { markerStart }: CommentRegion): string {
  return /^\/\/([/!])/.exec(text.slice(markerStart, markerStart + 3))?.[1] ?? '';
}
