// A range of a document that edits elsewhere move and edits inside stretch, and places in a text by line and column.
// Offsets and characters only.

export interface TextRange {
  start: number;
  end: number;
}

/** What stood in `range` of the text before was replaced by `length` characters. */
export interface Edit {
  range: TextRange;
  length: number;
}

/**
 * The range after edits of one change, each in offsets of the text before all of them. What is put in at the range's
 * ends stays outside; an edit over an end leaves the rest of the range and what came in its place.
 */
export function rangeAfter({ start, end }: TextRange, edits: readonly Edit[]): TextRange {
  let before = 0;
  let inside = 0;
  let first = start;
  let last = end;
  for (const { range, length } of edits) {
    if (range.end <= start) {
      before += length - (range.end - range.start);
    } else if (range.start < end) {
      first = Math.min(first, range.start);
      last = Math.max(last, range.end);
      inside += length - (range.end - range.start);
    }
  }
  return { start: first + before, end: last + before + inside };
}

/** Where a part stands in a text; undefined where it does not, or more than once. */
export function onlyPlace(text: string, part: string): number | undefined {
  const at = part === '' ? -1 : text.indexOf(part);
  return at < 0 || text.indexOf(part, at + 1) >= 0 ? undefined : at;
}

/** Line and column, both from 0. */
export interface Place {
  line: number;
  character: number;
}

/** Where an offset of a text stands in a document, when the text starts at `origin` there; line ends may differ. */
export function placeIn(text: string, offset: number, origin: Place): Place {
  let line = 0;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line++;
    lineStart = at + 1;
  }
  return { line: origin.line + line, character: offset - lineStart + (line === 0 ? origin.character : 0) };
}

/** As the engine wants it. */
export function withLf(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
