// A passage as its author sees it, turned into what the models were trained on: soft line breaks inside a paragraph
// joined, comment markers gone. Keeps the way back to the author's offsets (UTF-16 units). Knows no tokens.

import { lowerBound } from '../../util/lowerBound';

export class ModelText {
  private constructor(
    /** What the model reads. */
    readonly text: string,
    /** For each unit of `text`, and its end, where it stands in the original. Never falling. */
    private readonly origins: Int32Array,
  ) {}

  static of(original: string): ModelText {
    const builder = new Builder(original);
    const hasBlockComment = /^\s*\/\*/m.test(original);
    let isCode = false;
    let previous: Line | undefined;
    for (const line of linesOf(original, hasBlockComment)) {
      const isFence = fence.test(line.content);
      if (previous) builder.join(previous, line, !isCode && !isFence && isOneParagraph(previous, line));
      if (!previous) builder.copy(line.start + line.marker.length, line.end);
      if (isFence) isCode = !isCode;
      previous = line;
    }
    return new ModelText(builder.text, Int32Array.from([...builder.origins, original.length]));
  }

  /** Offset in `text` of an offset in the original; of what was dropped, that of the next thing kept. */
  toModel(offset: number): number {
    return Math.min(lowerBound(this.origins, offset), this.text.length);
  }

  /** Offset in the original of an offset in `text`. */
  toOriginal(offset: number): number {
    return this.origins[offset] ?? 0;
  }

  /** Where a range of `text` ends in the original: behind its last unit, before anything dropped after it. */
  toOriginalEnd(offset: number): number {
    return offset === 0 ? this.toOriginal(0) : this.toOriginal(offset - 1) + 1;
  }
}

interface Line {
  start: number;
  /** Before the line break. */
  end: number;
  /** Indentation and comment marker, dropped where the line is one of a comment's. */
  marker: string;
  content: string;
}

const lineComment = /^[^\S\n]*(?:\/\/[/!]?|#|--|;{1,2}|%{1,2})(?= |$) ?/;
const blockComment = /^[^\S\n]*(?:\/\*\*?|\*\/|\*)(?= |$) ?/;
const fence = /^\s*(?:```|~~~)/;

function linesOf(original: string, hasBlockComment: boolean): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const content of original.split('\n')) {
    lines.push({ start, end: start + content.length, marker: '', content });
    start += content.length + 1;
  }
  for (const [n, line] of lines.entries()) {
    const own = markerOf(line.content, hasBlockComment);
    if (own === undefined) continue;
    // A single "#" is a heading and a single "-- " a dash: a comment has neighbours that begin alike.
    const beside = [lines[n - 1], lines[n + 1]].some(
      (other) => other && markerOf(other.content, hasBlockComment)?.trim() === own.trim(),
    );
    if (beside || (hasBlockComment && blockComment.test(line.content)) || /\/\//.test(own)) line.marker = own;
  }
  for (const line of lines) line.content = line.content.slice(line.marker.length);
  return lines;
}

function markerOf(content: string, hasBlockComment: boolean): string | undefined {
  return lineComment.exec(content)?.[0] ?? (hasBlockComment ? blockComment.exec(content)?.[0] : undefined);
}

/** Markdown that begins a block of its own: heading, list item, quote, table, rule, definition, HTML. */
const blockStart = /^\s*(?:#{1,6} |[-*+] |\d+[.)] |>|\||(?:[-*_] *){3,}$|\[[^\]]+\]: |<\/?[a-z])/i;

/** Whether the break between two lines is a soft one. */
function isOneParagraph(before: Line, after: Line): boolean {
  const isText = before.content.trim() !== '' && after.content.trim() !== '';
  const isHard =
    / {2}$|\\$/.test(before.content) || fence.test(before.content) || /^\s*(?:#{1,6} |\|)/.test(before.content);
  return isText && !isHard && !blockStart.test(after.content);
}

class Builder {
  text = '';
  readonly origins: number[] = [];

  constructor(private readonly original: string) {}

  copy(from: number, to: number): void {
    this.text += this.original.slice(from, to);
    for (let at = from; at < to; at++) this.origins.push(at);
  }

  /** Appends `after`, behind a space where the break before it is soft. */
  join(before: Line, after: Line, isSoft: boolean): void {
    const from = after.start + after.marker.length;
    const indent = isSoft ? /^\s*/.exec(after.content)![0].length : 0;
    this.text += isSoft ? ' ' : '\n';
    this.origins.push(before.end);
    this.copy(from + indent, after.end);
  }
}
