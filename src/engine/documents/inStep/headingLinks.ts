// Links within a translation to a heading that is written anew: its anchor is made of its words, so they go along. Knows edits and
// texts; what a heading becomes is told by its edits.

import { slugOf } from './headingSlugs';
import { addressesIn } from './links';
import type { TextEdit, UpdatePlan } from './updatePlan';

/** Only where the new source links to its heading too. @returns The edits with those of the links, in the order of the text. */
export function withHeadingLinks(plan: UpdatePlan, edits: readonly TextEdit[]): TextEdit[] {
  const { text, blocks } = plan.translation;
  const renamed = renamedHeadings(plan, edits);
  if (renamed.size === 0) return [...edits];
  const code = blocks.filter(({ kind }) => kind === 'code');
  const isOutside = (place: { start: number; end: number }) =>
    [...edits, ...code].every(({ start, end }) => place.end <= start || place.start >= end);
  const links = addressesIn(text).flatMap(({ text: address, start, end }): TextEdit[] => {
    const heading = renamed.get(address);
    return heading && isOutside({ start, end }) ? [{ start, end, ...heading }] : [];
  });
  return [...edits, ...links].sort((a, b) => a.start - b.start);
}

/** By the address of the old anchor. */
function renamedHeadings(
  { translation: { text, blocks }, source, items }: UpdatePlan,
  edits: readonly TextEdit[],
): Map<string, Pick<TextEdit, 'text' | 'items'>> {
  const renamed = new Map<string, Pick<TextEdit, 'text' | 'items'>>();
  const headings = blocks.filter(({ kind }) => kind === 'heading');
  const isOnly = (slug: string) =>
    headings.filter(({ start, end }) => slugOf(text.slice(start, end)) === slug).length === 1;
  for (const { start, end } of headings) {
    // Beside it a line may come in; words that come in at its end are its own.
    const own = edits.filter((edit) => edit.start <= end && edit.end >= start && !edit.text.includes('\n'));
    if (own.length !== 1 || own[0]!.start < start || own[0]!.end > end) continue;
    const [edit] = own as [TextEdit];
    const was = slugOf(text.slice(start, end));
    const becomes = slugOf(text.slice(start, edit.start) + edit.text + text.slice(edit.end, end));
    const isLinked = edit.items.some((n) => {
      const { sourceAfter } = items[n]!;
      return sourceAfter !== undefined && source.text.includes(`](#${slugOf(sourceAfter)})`);
    });
    if (isLinked && becomes !== was && isOnly(was)) renamed.set(`#${was}`, { text: `#${becomes}`, items: edit.items });
  }
  return renamed;
}
