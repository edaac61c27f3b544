// What each generator does with headings' ids: by which rule it makes them, and how one is written where it reads any. The
// facts are measured ones; a form that would be shown, or stop the build, is not among them.

import type { SiteInfo } from '../../../shared/protocol/site';
import { type SlugRule, slugRules } from './slugs';

/** Where an id of a heading is written, and how. */
export interface IdForm {
  /** `end`: behind the heading's text; `front`: before it; `above`: lines of their own above the heading. */
  place: 'end' | 'front' | 'above';
  write(id: string): string;
}

export interface SiteAnchors {
  rule: SlugRule;
  /** Undefined where the generator reads none. */
  form: IdForm | undefined;
  /** Links to a heading are found by its label alone, so that one is always written. */
  byLabel: boolean;
  /** Words of a heading in brackets lead to it. */
  byTitle?: boolean;
}

const braces: IdForm = { place: 'end', write: (id) => ` {#${id}}` };
const spaced: IdForm = { place: 'end', write: (id) => ` { #${id} }` };
const escaped: IdForm = { place: 'end', write: (id) => ` \\{#${id}}` };
const anchor: IdForm = { place: 'above', write: (id) => `<a id="${id}"></a>\n\n` };
const anchorInFront: IdForm = { place: 'front', write: (id) => `<a id="${id}"></a>` };
const label: IdForm = { place: 'above', write: (id) => `(${id})=\n` };

const anchors = (rule: SlugRule, form: IdForm | undefined, byLabel = false): SiteAnchors => ({ rule, form, byLabel });

/** Of a page whose generator is not known: as GitHub's, ids are rewritten links. */
export function siteAnchors(site: SiteInfo | undefined): SiteAnchors {
  const has = (trait: SiteInfo['traits'][number]) => site?.traits.includes(trait) ?? false;
  switch (site?.generator) {
    case 'docusaurus':
      return anchors(slugRules.github, escaped);
    case 'vitepress':
      return anchors(slugRules.vitepress, braces);
    case 'hugo':
    case 'mdbook':
      return anchors(slugRules.trimmed, braces);
    case 'mkdocs': {
      const rule = has('slugifyLower') ? 'slugifyLower' : has('slugifyUnicode') ? 'slugifyUnicode' : 'python';
      return anchors(slugRules[rule], has('attributes') ? spaced : anchorInFront);
    }
    case 'myst':
    case 'mystmd':
      return anchors(slugRules.github, label, true);
    case 'jekyll':
      return anchors(has('kramdown') ? slugRules.kramdown : slugRules.trimmed, braces);
    case 'quarto':
      return { ...anchors(slugRules.pandoc, braces), byTitle: true };
    case 'astro':
    case 'starlight':
    case 'mdx':
    case 'rustdoc':
      return anchors(slugRules.github, anchor);
    case 'typedoc':
      return anchors(slugRules.typedoc, anchor);
    case 'docsify':
      return anchors(slugRules.docsify, undefined);
    case 'hexo':
      return anchors(slugRules.hexo, undefined);
    case 'eleventy':
      return anchors(slugRules.markdownIt, has('attributes') ? braces : anchor);
    default:
      return anchors(slugRules.github, undefined);
  }
}
