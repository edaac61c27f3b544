// Which part of a document the panel works on, and how it is to be read. Knows offsets and characters; where comments
// are it is told, because telling them from code is another feature's knowledge.

import { type CommentRegion, commentParts } from '../shared/commentParts';
import type { Direction, PanelOptions } from '../shared/panelProtocol';
import type { TextFormat, TextLanguage, TextRange } from '../shared/protocol/text';
import type { FileFormat } from '../shared/textFormats';

export interface SourceInput {
  /** The document. */
  text: string;
  /** Empty where nothing is selected. */
  selection: TextRange;
  format: FileFormat;
  /** Undefined for prose. */
  regions: readonly CommentRegion[] | undefined;
}

export interface SourcePart {
  range: TextRange;
  format: TextFormat;
  extent: 'selection' | 'comment' | 'document';
  /** The stretches of the range that are read; all of it where there are none. */
  parts?: TextRange[];
  /** It is data, which would be destroyed if it were read as prose; what people call it. */
  unread?: string;
}

/** Characters of the preview, which shows about three lines. */
const previewCharacters = 300;
/** The language is told from this much of a text. */
export const detectedCharacters = 4000;

/** The selection; with nothing selected the comment at the cursor of a code file, else the whole document. */
export function sourcePart({ text, selection, format, regions }: SourceInput): SourcePart {
  const prose = format.kind === 'prose' ? format.format : 'plain';
  const unread = format.kind === 'unread' && { unread: format.name };
  const comments = regions?.filter(({ kind }) => kind !== 'string') ?? [];
  if (selection.start < selection.end) {
    const isOneLine = !text.slice(selection.start, selection.end).trim().includes('\n');
    if (!isAllComment(text, selection, comments)) {
      // Of data a person may well have selected nothing but the words of one value.
      return { range: selection, format: prose, extent: 'selection', ...(!isOneLine && unread) };
    }
    const holdsMarker = comments.some(
      (region) => selection.start <= region.markerStart && region.end > selection.start,
    );
    if (isOneLine && !holdsMarker) return { range: selection, format: 'plain', extent: 'selection' };
    return { range: wholeLines(text, selection), format: 'comment', extent: 'selection' };
  }
  const block = commentAt(text, selection.start, comments);
  if (block) return { range: block, format: 'comment', extent: 'comment' };
  const range = { start: 0, end: text.length };
  if (format.kind !== 'code' || !regions) return { range, format: prose, extent: 'document', ...unread };
  return { range, format: 'comment', extent: 'document', parts: commentParts(text, regions) };
}

/** The comment at a place of a program, or all its comments; undefined where there is none. */
export function commentPart(
  { text, selection, regions }: Pick<SourceInput, 'text' | 'selection' | 'regions'>,
  which: 'this' | 'all',
): SourcePart | undefined {
  const comments = regions?.filter(({ kind }) => kind !== 'string') ?? [];
  if (which === 'all') {
    const range = { start: 0, end: text.length };
    return comments.length === 0
      ? undefined
      : { range, format: 'comment', extent: 'document', parts: commentParts(text, comments) };
  }
  const block = commentAt(text, selection.start, comments);
  return block && { range: block, format: 'comment', extent: 'comment' };
}

/** The beginning of a text without its empty lines, cut between words where that is possible. */
export function previewOf(text: string): string {
  const trimmed = text.trim().replace(/\n\s*\n/g, '\n');
  if (trimmed.length <= previewCharacters) return trimmed;
  const cut = trimmed.slice(0, previewCharacters).replace(/[\ud800-\udbff]$/, '');
  return `${cut.replace(/\s+\S{0,20}$/, '')}…`;
}

/** From what into what; a text without letters counts as English. */
export function languagesOf(
  direction: Direction,
  detected: TextLanguage | null,
): { from: TextLanguage; to: TextLanguage } {
  if (direction === 'en-ko') return { from: 'en', to: 'ko' };
  if (direction === 'ko-en') return { from: 'ko', to: 'en' };
  return detected === 'ko' ? { from: 'ko', to: 'en' } : { from: 'en', to: 'ko' };
}

/** As above, for a summary. */
export function summaryLanguages(
  language: PanelOptions['language'],
  detected: TextLanguage | null,
): { from: TextLanguage; to: TextLanguage } {
  const from = detected ?? 'en';
  return { from, to: language === 'auto' ? from : language };
}

function outer({ markerStart, end, close }: CommentRegion): TextRange {
  return { start: markerStart, end: end + close.length };
}

/** Nothing but white space stands between the comments. */
function isAllComment(text: string, { start, end }: TextRange, comments: readonly CommentRegion[]): boolean {
  let at = start;
  let isFound = false;
  for (const comment of comments.map(outer)) {
    if (comment.end <= start || comment.start >= end) continue;
    if (comment.start > at && text.slice(at, comment.start).trim() !== '') return false;
    isFound = true;
    at = Math.max(at, comment.end);
  }
  return isFound && (at >= end || text.slice(at, end).trim() === '');
}

/** The lines that hold the range, without an empty one at the end. */
function wholeLines(text: string, { start, end }: TextRange): TextRange {
  const last = text.slice(start, end).trimEnd().length + start;
  const lineEnd = text.indexOf('\n', last);
  return { start: text.lastIndexOf('\n', start - 1) + 1, end: lineEnd < 0 ? text.length : lineEnd };
}

/** The comment at a place with the line comments that stand above and below it, from the first marker on. */
function commentAt(text: string, place: number, comments: readonly CommentRegion[]): TextRange | undefined {
  const lineStart = text.lastIndexOf('\n', place - 1) + 1;
  const isHere = (range: TextRange) =>
    (range.start <= place && place <= range.end) ||
    (range.start >= lineStart && range.start >= place && text.slice(lineStart, range.start).trim() === '');
  return commentParts(text, comments).find(isHere);
}
