// Slips as marks in a document, and what becomes of them when it is edited. Offsets of the document; no editor.

import type { Slip } from '../shared/protocol/fillMask';
import type { TextRange } from '../shared/protocol/text';
import type { Passage } from './passage';
import { PatchedText } from './patchedText';

export interface SlipMark {
  /** In the document. */
  range: TextRange;
  /** What stands there. */
  text: string;
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
    text: passage.inDocumentForm(passage.text.slice(range.start, range.end)),
    replacements: replacements.map(({ text }) => passage.inDocumentForm(text)),
  }));
}

/** After one of the marks was mended as proposed the others stay; after any other edit nothing is sure any more. */
export function marksAfter(marks: readonly SlipMark[], edits: readonly Edit[]): SlipMark[] {
  const mended = edits.length > 0 && marks.find((mark) => isMendedBy(mark, edits));
  if (!mended) return [];
  const grown = edits.reduce((sum, { range, text }) => sum + text.length - (range.end - range.start), 0);
  return marks
    .filter((mark) => mark !== mended)
    .map((mark) => {
      const by = mark.range.start >= mended.range.end ? grown : 0;
      return { ...mark, range: { start: mark.range.start + by, end: mark.range.end + by } };
    });
}

/** The editor tells one replacement in several pieces, and leaves out letters that stay. */
function isMendedBy({ range, text, replacements }: SlipMark, edits: readonly Edit[]): boolean {
  if (!edits.every((edit) => range.start <= edit.range.start && edit.range.end <= range.end)) return false;
  const within = edits.map((edit) => {
    return { range: { start: edit.range.start - range.start, end: edit.range.end - range.start }, text: edit.text };
  });
  return replacements.includes(new PatchedText(text).with(within).text);
}
