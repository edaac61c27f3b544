// The site that a document belongs to, as far as its generator decides how the document is written.

/** Generators of sites that are told apart. */
export const siteGenerators = [
  'docusaurus',
  'vitepress',
  'starlight',
  'astro',
  'hugo',
  'mkdocs',
  'sphinx',
  'myst',
  'mystmd',
  'jekyll',
  'mdbook',
  'mdx',
  'quarto',
  'antora',
  'rustdoc',
  'typedoc',
  'docsify',
  'hexo',
  'eleventy',
  'obsidian',
] as const;
export type SiteGenerator = (typeof siteGenerators)[number];

/** As they call themselves. */
export const generatorNames: Readonly<Record<SiteGenerator, string>> = {
  docusaurus: 'Docusaurus',
  vitepress: 'VitePress',
  starlight: 'Starlight',
  astro: 'Astro',
  hugo: 'Hugo',
  mkdocs: 'MkDocs',
  sphinx: 'Sphinx',
  myst: 'MyST-Parser',
  mystmd: 'MyST',
  jekyll: 'Jekyll',
  mdbook: 'mdBook',
  mdx: 'MDX',
  quarto: 'Quarto',
  antora: 'Antora',
  rustdoc: 'rustdoc',
  typedoc: 'TypeDoc',
  docsify: 'docsify',
  hexo: 'Hexo',
  eleventy: 'Eleventy',
  obsidian: 'Obsidian',
};

/**
 * What of its settings matters. `strictMdx`: Docusaurus' future flag. `attributes`: ids in braces are read (attr_list,
 * markdown-it-attrs). `slugifyLower`: pymdownx.slugs. `slugifyUnicode`: Python-Markdown's. `headingAnchors`: MyST-Parser's.
 * `kramdown`: Jekyll without GitHub's input. `unsafe`: Hugo lets HTML through.
 */
export const siteTraits = [
  'strictMdx',
  'attributes',
  'slugifyLower',
  'slugifyUnicode',
  'headingAnchors',
  'kramdown',
  'unsafe',
] as const;
export type SiteTrait = (typeof siteTraits)[number];

export interface SiteInfo {
  generator: SiteGenerator;
  traits: SiteTrait[];
}
