// Which passages of a document are looked at for slips: the paragraph at the cursor, or all of them; of a program its
// comments. Code, front matter and what stands between fences is left out. Text in, ranges out.

import type { MaskedTextInput } from './maskedText';
import { commentParagraphs, type Paragraph, proseParagraphs } from './paragraphs';
import { Passage } from './passage';
import { distance, slipChunks } from './slipChunks';
import { usualWords, usualWordsOf } from './usualWords';

export type SlipExtent = 'paragraph' | 'document';

/** A part of a passage, to be sent by itself. */
export interface SlipPart {
  passage: Passage;
  /** In the passage's text. */
  shown: { start: number; end: number };
  within: { start: number; end: number };
  /** Words of it that the document has again and again. */
  usual: string[];
}

/** The parts nearest to the main cursor first. */
export function slipParts(input: MaskedTextInput, extent: SlipExtent): SlipPart[] {
  const place = input.selections[0]?.start ?? 0;
  const all = paragraphsOf(input, place);
  const touched = all.filter((each) => each[0]!.start <= place && place <= each[each.length - 1]!.end);
  const usual = usualWords(input.text);
  const paragraphs = extent === 'document' ? all : touched.slice(0, 1);
  return paragraphs
    .flatMap((paragraph) => {
      const passage = new Passage(input.text, [paragraph]);
      return slipChunks(passage.text).map(({ shown, within }) => {
        const inPassage = { start: shown.start + within.start, end: shown.start + within.end };
        return { passage, shown, within, far: distance(passage.toDocument(inPassage), place) };
      });
    })
    .sort((one, other) => one.far - other.far)
    .map(({ passage, shown, within }) => {
      const part = passage.text.slice(shown.start, shown.end);
      return { passage, shown, within, usual: usualWordsOf(part, usual) };
    });
}

function paragraphsOf({ text, regions, isMarkdown }: MaskedTextInput, place: number): Paragraph[] {
  if (!regions) return proseParagraphs(isMarkdown ? withoutCode(text) : text, isMarkdown);
  const here = commentParagraphs(text, regions, place);
  if (here) return here;
  const comment = regions.find(({ kind }) => kind !== 'string');
  return (comment && commentParagraphs(text, regions, comment.start)) ?? [];
}

/** White space in the place of fenced code and front matter, so that offsets stay. */
function withoutCode(text: string): string {
  const blank = (found: string) => found.replace(/[^\r\n]/g, ' ');
  return text
    .replace(/^---\r?\n[\s\S]*?\n---[ \t]*$/m, (found, at: number) => (at === 0 ? blank(found) : found))
    .replace(/^([ \t>]*)(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^[ \t>]*\2[`~]*[ \t]*\r?$|$(?![\s\S]))/gm, blank);
}
