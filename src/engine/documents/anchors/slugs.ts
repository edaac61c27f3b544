// The ids that generators of sites give to headings by themselves, each by its own rule. Sees one heading's text at a time and
// the ids before it. Checked against the generators' own code or measured results: test/engine/documents/anchors.

import { slug as githubSlug } from 'github-slugger';

/** How ids are made, and made different. */
export interface SlugRule {
  slug(text: string): string;
  /** An id that is none of `used`. */
  unique(slug: string, used: ReadonlySet<string>): string;
}

/** `a`, `a-1`, `a-2`. */
function counted(separator: string, first: number): SlugRule['unique'] {
  return (slug, used) => {
    if (!used.has(slug)) return slug;
    for (let n = first; ; n++) if (!used.has(`${slug}${separator}${n}`)) return `${slug}${separator}${n}`;
  };
}

/** Python-Markdown: an empty one is numbered too, and a number at the end is counted on. */
function underlined(slug: string, used: ReadonlySet<string>): string {
  let id = slug;
  while (used.has(id) || id === '') {
    const [, stem, number] = /^(.*)_(\d+)$/.exec(id) ?? [];
    id = stem === undefined ? `${id}_1` : `${stem}_${Number(number) + 1}`;
  }
  return id;
}

const hyphened = counted('-', 1);
const trimmed = (text: string) => githubSlug(text.trim());

export const slugRules = {
  github: { slug: (text: string) => githubSlug(text), unique: hyphened },
  /** Hugo, mdBook, kramdown's GFM, rustdoc. */
  trimmed: { slug: trimmed, unique: hyphened },
  slugifyLower: { slug: (text: string) => trimmed(text.normalize('NFC')), unique: underlined },
  slugifyUnicode: {
    slug: (text: string) =>
      text
        .normalize('NFKC')
        .replace(/[^\p{L}\p{M}\p{N}_\s-]/gu, '')
        .trim()
        .toLowerCase()
        .replace(/[-\s]+/g, '-'),
    unique: underlined,
  },
  python: {
    slug: (text: string) =>
      text
        .normalize('NFKD')
        .replace(/[^\w\s-]|[^\x20-\x7e]/g, '')
        .trim()
        .toLowerCase()
        .replace(/[-\s]+/g, '-'),
    unique: underlined,
  },
  vitepress: {
    slug: (text: string) =>
      text
        .normalize('NFKD')
        .replace(/[\u0300-\u036f]/g, '')
        .replace(/[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'“”‘’<>,.?/]+/g, '-')
        .replace(/-{2,}/g, '-')
        .replace(/^-+|-+$/g, '')
        .replace(/^(\d)/, '_$1')
        .toLowerCase(),
    unique: hyphened,
  },
  pandoc: {
    slug: (text: string) =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{M}\p{N}_.\s-]/gu, '')
        .trim()
        .replace(/\s+/g, '-')
        .replace(/^[^\p{L}]+/u, '') || 'section',
    unique: hyphened,
  },
  kramdown: {
    slug: (text: string) =>
      text
        .replace(/^[^a-zA-Z]+/, '')
        .replace(/[^a-zA-Z0-9 -]/g, '')
        .replaceAll(' ', '-')
        .toLowerCase() || 'section',
    unique: hyphened,
  },
  typedoc: { slug: (text: string) => trimmed(text).replace(/-{2,}/g, '-'), unique: hyphened },
  docsify: { slug: (text: string) => trimmed(text.normalize('NFC')).replace(/^(\d)/, '_$1'), unique: hyphened },
  hexo: {
    slug: (text: string) =>
      text
        .trim()
        .replace(/[^\p{L}\p{M}\p{N}_\s-]/gu, '-')
        .replace(/[\s-]+/g, '-')
        .replace(/^-+|-+$/g, ''),
    unique: hyphened,
  },
  markdownIt: {
    slug: (text: string) => encodeURIComponent(text.trim().toLowerCase().replace(/\s+/g, '-')),
    unique: hyphened,
  },
} as const satisfies Record<string, SlugRule>;
