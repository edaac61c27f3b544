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

/** @param shownFrom Where the text that the slips were found in begins in the passage. */
export function marksOf(passage: Passage, slips: readonly Slip[], shownFrom = 0): SlipMark[] {
  return slips.map(({ range, replacements }) => {
    const inPassage = { start: range.start + shownFrom, end: range.end + shownFrom };
    return {
      range: passage.toDocument(inPassage),
      text: passage.inDocumentForm(passage.text.slice(inPassage.start, inPassage.end)),
      replacements: replacements.map(({ text }) => passage.inDocumentForm(text)),
    };
  });
}

/** Words somebody never wants marked, compared without case and in one normal form. */
export function isNeverMarked(word: string, never: Readonly<Record<string, boolean>>): boolean {
  const same = (text: string) => text.normalize('NFC').toLowerCase();
  return Object.entries(never).some(([each, isOn]) => isOn && same(each) === same(word));
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
