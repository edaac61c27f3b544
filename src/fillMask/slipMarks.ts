// Slips as marks in a document, and what becomes of them when it is edited. Offsets of the document; no editor.

import type { Slip, TextRange } from '../shared/protocol';
import type { Passage } from './passage';

export interface SlipMark {
  /** In the document. */
  range: TextRange;
  /** In the document's form, most probable first; at least one. */
  replacements: readonly string[];
}

export interface Edit {
  range: TextRange;
  text: string;
}

export function marksOf(passage: Passage, slips: readonly Slip[]): SlipMark[] {
  return slips.map(({ range, replacements }) => ({
    range: passage.toDocument(range),
    replacements: replacements.map(({ text }) => passage.inDocumentForm(text)),
  }));
}

/** After one of the marks was mended as proposed the others stay; after any other edit nothing is sure any more. */
export function marksAfter(marks: readonly SlipMark[], edits: readonly Edit[]): SlipMark[] {
  const [edit] = edits;
  if (!edit || edits.length > 1) return [];
  const { start, end } = edit.range;
  const mended = marks.find((mark) => isMendedBy(mark, edit));
  if (!mended) return [];
  const grown = edit.text.length - (end - start);
  return marks
    .filter((mark) => mark !== mended)
    .map((mark) => {
      const by = mark.range.start >= end ? grown : 0;
      return { ...mark, range: { start: mark.range.start + by, end: mark.range.end + by } };
    });
}

/** The editor may report less than was replaced: letters that stay the same at either end are no change to it. */
function isMendedBy({ range, replacements }: SlipMark, { range: edited, text }: Edit): boolean {
  if (edited.start < range.start || edited.end > range.end) return false;
  const lead = edited.start - range.start;
  const tail = range.end - edited.end;
  return replacements.some((replacement) => replacement.slice(lead, replacement.length - tail) === text);
}
