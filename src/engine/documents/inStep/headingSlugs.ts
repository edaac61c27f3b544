// What the anchors of a page's headings are, as GitHub makes them. Knows no links.

import type { Outline } from './documentBlocks';

/** The anchors of a document's headings; of equal ones the second has `-1`. */
export function headingSlugs({ text, blocks }: Outline): Set<string> {
  const slugs = new Set<string>();
  const seen = new Map<string, number>();
  for (const { kind, start, end } of blocks) {
    if (kind !== 'heading') continue;
    const slug = slugOf(text.slice(start, end));
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    slugs.add(count === 0 ? slug : `${slug}-${count}`);
  }
  return slugs;
}

/** What a heading's anchor is, as GitHub makes it. */
export function slugOf(heading: string): string {
  return heading
    .replace(/^[\s>#]+|\s*#*\s*$/g, '')
    .replace(/\{#[^{}]*\}|<[^<>]*>/g, '')
    .toLowerCase()
    .replace(/\[([^\]]*)\]\([^()]*\)/g, '$1')
    .replace(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}
