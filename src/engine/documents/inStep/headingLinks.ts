// Links within a translation to a heading that is written anew, or that comes in: its anchor is made of its words, so they go
// along. Knows edits and texts; what a heading becomes is told by its edits.

import { headingSlugs, slugOf } from './headingSlugs';
import { type Address, addressesIn } from './links';
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

/**
 * For a text that comes in: its links to headings that come in or are written anew too, by their words in the translation.
 * @param drafted What an item is written as.
 * @param applied Items with a doubt that are there already.
 */
export function newHeadingLinks(
  plan: UpdatePlan,
  drafted: (item: number) => string,
  applied: ReadonlySet<number>,
): (text: string) => string {
  const addresses = newAddresses(plan, drafted, applied);
  if (addresses.size === 0) return (text) => text;
  return (text) =>
    linksOutsideOfCode(text)
      .filter((link) => addresses.has(link.text))
      .reduceRight((said, link) => said.slice(0, link.start) + addresses.get(link.text)! + said.slice(link.end), text);
}

/** Of headings that come in or are written anew, by the source's. */
function newAddresses(
  { items, source, translation }: UpdatePlan,
  drafted: (item: number) => string,
  applied: ReadonlySet<number>,
): Map<string, string> {
  const there = headingSlugs(translation);
  const found = new Map<string, string>();
  const come = [...items.keys()].filter(
    (n) => (items[n]!.kind === 'new' || items[n]!.kind === 'changed') && items[n]!.source !== undefined,
  );
  for (const { kind, start, end } of come.length > 0 ? source.blocks : []) {
    const heading = source.text.slice(start, end);
    if (kind !== 'heading' || heading.includes('{#')) continue;
    const [item, ...others] = come.filter((n) => items[n]!.source!.start >= start && items[n]!.source!.end <= end);
    if (item === undefined || others.length > 0) continue;
    const { source: place, doubt } = items[item]!;
    const written = source.text.slice(start, place!.start) + drafted(item) + source.text.slice(place!.end, end);
    const becomes = slugOf(applied.has(item) && doubt ? doubt.target : written);
    const was = slugOf(heading);
    if (becomes !== was && !there.has(was)) found.set(`#${was}`, `#${becomes}`);
  }
  return found;
}

function linksOutsideOfCode(text: string): Address[] {
  const code = [...text.matchAll(/^[ \t>]*(```+|~~~+)[\s\S]*?^[ \t>]*\1/gm)];
  const isInCode = (at: number) => code.some(({ 0: all, index }) => at >= index && at < index + all.length);
  return addressesIn(text).filter(({ start }) => !isInCode(start));
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
