// A text as a parser of CommonMark is to see it, with everything that dialects add masked, and what that was. Knows no
// parser.

import { maskBlocks } from './blockMarks';
import { labelsElsewhere } from './crossReferences';
import { inlineMarks, labelsOf, type MaskOptions } from './inlineMarks';
import { blank, type Mark, masked, maskedSign, type Stretch, type Title } from './marks';
import { protectedStretches } from './protectedStretches';

export interface MaskedText {
  /** As long as the text that it masks. */
  text: string;
  /** In order, not overlapping; none is in a title's line but in its words. */
  marks: readonly Mark[];
  titles: readonly Title[];
  /** Of definitions that CommonMark takes for none, and of those that stand in no page. */
  labels: readonly string[];
  /** Labels that links may name, in small letters. */
  defined: ReadonlySet<string>;
  /** Code, comments, addresses: where no dialect is looked for. */
  safe: readonly Stretch[];
}

/** In MDX braces and tags are left to its parser. */
export function maskDialects(text: string, options: MaskOptions): MaskedText {
  const safe = protectedStretches(text, options.isMdx);
  const blocks = maskBlocks(text, safe, options);
  const defined = labelsOf(blocks.text, blocks.labels);
  const found = inlineMarks(blocks.text, safe, { ...options, defined });
  const marks = text.includes(maskedSign) ? withOwnSigns(text, found) : found;
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of marks) {
    parts.push(blocks.text.slice(from, start), masked(text.slice(start, end)));
    from = end;
  }
  const result = parts.join('') + blocks.text.slice(from);
  return {
    text: options.isMdx ? withMdxComments(result, safe) : result,
    marks,
    titles: blocks.titles,
    labels: [...blocks.labels, ...labelsElsewhere(blocks.text, defined)],
    defined,
    safe,
  };
}

/** Comments of HTML as those of MDX, which is what Docusaurus makes of them before its parser would stop at them. */
function withMdxComments(text: string, safe: readonly Stretch[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of safe) {
    const comment = text.slice(start, end);
    if (!/^<!--[\s\S]*-->$/.test(comment) || comment.length < 7) continue;
    parts.push(text.slice(from, start), '{/*', blank(comment.slice(3, -3)), '*/}');
    from = end;
  }
  return parts.join('') + text.slice(from);
}

/** A sign that masks are made of, where the text has it: it masks itself. */
function withOwnSigns(text: string, marks: readonly Mark[]): Mark[] {
  const own = [...text.matchAll(new RegExp(maskedSign, 'g'))].map(({ index }) => ({ start: index, end: index + 1 }));
  const free = own.filter(({ start }) => !marks.some((mark) => start >= mark.start && start < mark.end));
  return [...marks, ...free.map((stretch): Mark => ({ ...stretch, kind: 'kept' }))].sort((a, b) => a.start - b.start);
}
