// The text that the engine is shown, and the way from its offsets to the document's and back. Each UTF-16 unit of the
// passage knows the stretch of the document it stands for, so line breaks, comment markers and composed letters may
// differ on the two sides.

import type { TextRange } from '../shared/protocol/text';
import { segmentsOf } from '../util/segments';
import type { Paragraph } from './paragraphs';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

export class Passage {
  /** LF line breaks, NFC, paragraphs parted by an empty line. */
  readonly text: string;
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  private readonly isDecomposed: boolean;

  constructor(document: string, paragraphs: readonly Paragraph[]) {
    let text = '';
    let behind = paragraphs[0]?.[0]?.start ?? 0;
    let isComposed = false;
    let isDecomposed = false;
    const add = (unit: string, { start, end }: TextRange) => {
      for (let i = 0; i < unit.length; i++) {
        this.starts.push(start);
        this.ends.push(end);
      }
      text += unit;
    };
    paragraphs.forEach((paragraph, index) => {
      paragraph.forEach((line, lineIndex) => {
        const gap = { start: behind, end: line.start };
        if (lineIndex > 0) add('\n', gap);
        else if (index > 0) add('\n\n', gap);
        const content = document.slice(line.start, line.end);
        const composed = content.normalize('NFC');
        if (content === composed) {
          isComposed ||= content !== content.normalize('NFD');
          for (let at = line.start; at < line.end; at++) add(document[at]!, { start: at, end: at + 1 });
        } else {
          isDecomposed = true;
          for (const { start, end } of segmentsOf(content, graphemes)) {
            add(content.slice(start, end).normalize('NFC'), { start: line.start + start, end: line.start + end });
          }
        }
        behind = line.end;
      });
    });
    this.text = text;
    this.isDecomposed = isDecomposed && !isComposed;
  }

  /** Where in the document a part of the passage is. */
  toDocument({ start, end }: TextRange): TextRange {
    const from = start < this.starts.length ? this.starts[start]! : (this.ends[this.ends.length - 1] ?? 0);
    return { start: from, end: end > start ? this.ends[end - 1]! : from };
  }

  /** The part of the passage that holds a stretch of the document; undefined where it holds none of it. */
  fromDocument({ start, end }: TextRange): TextRange | undefined {
    const from = this.ends.findIndex((unitEnd) => unitEnd > start);
    const to = this.starts.findLastIndex((unitStart) => unitStart < end) + 1;
    return from < 0 || to <= from ? undefined : { start: from, end: to };
  }

  /** Text for the document, in its normal form: NFD where the passage is written so (macOS file names, Hangul). */
  inDocumentForm(text: string): string {
    return this.isDecomposed ? text.normalize('NFD') : text;
  }
}
