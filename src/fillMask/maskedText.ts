// Where the blanks are, and what the engine is shown around them: the paragraph and its neighbours. Text in, ranges
// out: no editor, no engine.

import { blankMarkers } from '../shared/blankMarkers';
import type { TextRange } from '../shared/protocol/text';
import { type CommentRegion, commentParagraphs, type Paragraph, proseParagraphs } from './paragraphs';
import { Passage } from './passage';

export interface MaskedTextInput {
  /** All of the document. */
  text: string;
  /** Selections as offsets, the main one first; a cursor is an empty one. */
  selections: readonly TextRange[];
  isMarkdown: boolean;
  /** Comments and strings of a code file; undefined for prose. */
  regions?: readonly CommentRegion[] | undefined;
  /** Characters of neighbouring paragraphs, at most; the engine takes what fits its window. */
  contextCharacters: number;
}

export interface MaskedText {
  passage: Passage;
  /** In the passage, in order, not overlapping; at least one. */
  blanks: TextRange[];
  /** What made them blanks. */
  from: 'selection' | 'marker' | 'word';
}

/** Every selection; else each marker in the paragraph; else the word at the cursor. Undefined where there is none. */
export function findBlanks(input: MaskedTextInput): MaskedText | undefined {
  const paragraphs = paragraphsAt(input, input.selections[0]?.start ?? 0);
  const found = fromSelections(input) ?? fromMarkers(input, paragraphs) ?? fromWords(input);
  if (!found) return undefined;
  return place(input, paragraphs, found) ?? place(input, proseParagraphs(input.text, input.isMarkdown), found);
}

interface Found {
  /** In the document. */
  ranges: TextRange[];
  from: MaskedText['from'];
}

function paragraphsAt({ text, regions, isMarkdown }: MaskedTextInput, place: number): Paragraph[] {
  return (regions && commentParagraphs(text, regions, place)) ?? proseParagraphs(text, isMarkdown);
}

function fromSelections({ text, selections, isMarkdown }: MaskedTextInput): Found | undefined {
  const trimmed = selections.map((range) => trim(text, range)).filter(({ start, end }) => end > start);
  const ranges = trimmed.flatMap((range) => {
    const markers = markersIn(text, range, isMarkdown);
    return markers.length > 0 ? markers : [range];
  });
  return ranges.length > 0 ? { ranges: inOrder(ranges), from: 'selection' } : undefined;
}

function fromMarkers({ text, selections, isMarkdown }: MaskedTextInput, paragraphs: Paragraph[]): Found | undefined {
  const here = paragraphs.filter((paragraph) => selections.some((selection) => touches(paragraph, selection)));
  const ranges = here.flat().flatMap((line) => markersIn(text, line, isMarkdown));
  return ranges.length > 0 ? { ranges, from: 'marker' } : undefined;
}

function fromWords({ text, selections }: MaskedTextInput): Found | undefined {
  const ranges = selections.flatMap(({ start }) => wordAt(text, start) ?? []);
  return ranges.length > 0 ? { ranges: inOrder(ranges), from: 'word' } : undefined;
}

/** The found ranges in a passage of their paragraphs and neighbours; undefined where they are outside of them. */
function place(input: MaskedTextInput, paragraphs: Paragraph[], { ranges, from }: Found): MaskedText | undefined {
  const first = paragraphs.findIndex((paragraph) => overlaps(paragraph, ranges[0]!));
  const last = paragraphs.findLastIndex((paragraph) => overlaps(paragraph, ranges[ranges.length - 1]!));
  if (first < 0 || last < first) return undefined;
  const passage = new Passage(input.text, withNeighbours(paragraphs, first, last, input.contextCharacters));
  const blanks = ranges.map((range) => passage.fromDocument(range));
  return blanks.every((blank) => blank !== undefined) ? { passage, blanks, from } : undefined;
}

/** Paragraphs before and after in turn, while they fit. */
function withNeighbours(paragraphs: Paragraph[], first: number, last: number, budget: number): Paragraph[] {
  let [from, to, left] = [first, last, budget];
  const size = (paragraph: Paragraph | undefined) => {
    const [start, end] = [paragraph?.[0]?.start, paragraph?.[paragraph.length - 1]?.end];
    return start === undefined || end === undefined ? Number.POSITIVE_INFINITY : end - start + 2;
  };
  for (;;) {
    const before = size(paragraphs[from - 1]);
    if (before <= left) {
      from--;
      left -= before;
    }
    const after = size(paragraphs[to + 1]);
    if (after <= left) {
      to++;
      left -= after;
    }
    if (before > left && after > left) return paragraphs.slice(from, to + 1);
  }
}

/** Told from the whole text: a stretch of it may begin in code. */
function markersIn(text: string, { start, end }: TextRange, isMarkdown: boolean): TextRange[] {
  return blankMarkers(text, isMarkdown).filter((marker) => marker.start >= start && marker.end <= end);
}

/** Letters, digits and what joins them (don't, well-known), around or right before the offset. */
function wordAt(text: string, offset: number): TextRange | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const found = text.indexOf('\n', offset);
  const line = text.slice(lineStart, found < 0 ? text.length : found);
  for (const { index, 0: word } of line.matchAll(/[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu)) {
    const start = lineStart + index;
    if (start <= offset && offset <= start + word.length) return { start, end: start + word.length };
  }
  return undefined;
}

function trim(text: string, { start, end }: TextRange): TextRange {
  const part = text.slice(start, end);
  const lead = part.length - part.trimStart().length;
  return { start: start + lead, end: Math.max(start + lead, start + part.trimEnd().length) };
}

/** Sorted, without repetitions and overlaps. */
function inOrder(ranges: readonly TextRange[]): TextRange[] {
  const sorted = [...ranges].sort((one, other) => one.start - other.start);
  return sorted.filter(({ start }, index) => index === 0 || start >= sorted[index - 1]!.end);
}

function touches(paragraph: Paragraph, { start, end }: TextRange): boolean {
  return paragraph[0]!.start <= end && start <= paragraph[paragraph.length - 1]!.end;
}

function overlaps(paragraph: Paragraph, { start, end }: TextRange): boolean {
  return paragraph[0]!.start < end && start < paragraph[paragraph.length - 1]!.end;
}
