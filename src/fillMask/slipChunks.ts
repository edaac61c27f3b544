// A text as parts that are looked at for slips one after the other: some sentences each, those around the cursor first, each
// with what stands around it. However long a text or a line is, a part is short. Characters only.

import type { TextRange } from '../shared/protocol/text';
import { segmentsOf } from '../util/segments';

export interface SlipChunk {
  /** In the text it is a part of: what the engine is shown. */
  shown: TextRange;
  /** In what is shown: where it looks. */
  within: TextRange;
}

/** About as much as is looked at within a second on a slow machine (UTF-16 units). */
const usualLength = 240;
/** A sentence that is longer is cut between words, or anywhere. */
const mostLength = 480;
const contextLength = 200;

const segmenter = new Intl.Segmenter(['en', 'ko'], { granularity: 'sentence' });

/** In order. */
export function slipChunks(text: string): SlipChunk[] {
  const chunks: SlipChunk[] = [];
  let start = 0;
  for (const end of endsOf(text)) {
    const shown = { start: wordStart(text, start - contextLength), end: wordEnd(text, end + contextLength) };
    chunks.push({ shown, within: { start: start - shown.start, end: end - shown.start } });
    start = end;
  }
  return chunks;
}

/** How far a range is from a place, both in the document. */
export function distance({ start, end }: TextRange, place: number): number {
  return place < start ? start - place : Math.max(0, place - end);
}

function endsOf(text: string): number[] {
  const ends: number[] = [];
  let start = 0;
  let end = 0;
  const take = () => {
    if (end > start && text.slice(start, end).trim() !== '') ends.push(end);
    start = end;
  };
  for (const part of piecesOf(text)) {
    if (part.end - start > usualLength) take();
    end = part.end;
  }
  take();
  return ends;
}

/** Sentences; long ones in pieces. */
function* piecesOf(text: string): Generator<TextRange> {
  for (const line of linesOf(text)) {
    for (const sentence of segmentsOf(text.slice(line.start, line.end), segmenter)) {
      let start = line.start + sentence.start;
      const end = line.start + sentence.end;
      while (end - start > mostLength) {
        const at = wordEnd(text, start + usualLength);
        const cut = at - start > mostLength || at >= end ? start + usualLength : at;
        yield { start, end: cut };
        start = cut;
      }
      if (end > start) yield { start, end };
    }
  }
}

/** The segmenter takes long for a long text. */
function* linesOf(text: string): Generator<TextRange> {
  const most = 4000;
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const lineEnd = found < 0 ? text.length : found + 1;
    const end = lineEnd - start > most ? Math.min(lineEnd, wordEnd(text, start + most, start + 2 * most)) : lineEnd;
    yield { start, end };
    start = end;
  }
}

function wordStart(text: string, at: number): number {
  if (at <= 0) return 0;
  const space = text.slice(at, at + contextLength).search(/\s/);
  return space < 0 ? at : at + space + 1;
}

/** Behind the first white space from a place on, but no further than `most`. */
function wordEnd(text: string, at: number, most = at + contextLength): number {
  const space = text.slice(at, most).search(/\s/);
  return Math.min(text.length, space < 0 ? at : at + space + 1);
}
