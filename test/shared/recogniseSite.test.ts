import assert from 'node:assert/strict';
import { recogniseSite, type SiteFolder } from '../../src/shared/recogniseSite';

function folder(files: Record<string, string>): SiteFolder {
  return { names: Object.keys(files), read: async (name) => files[name] };
}

async function told(files: Record<string, string>, file = 'page.md') {
  const found = await recogniseSite([folder({ 'page.md': '' }), folder(files)], file);
  return found && [found.generator, ...found.traits].join(' ');
}

suite('the generator of a site', () => {
  const cases: [string, Record<string, string>, string | undefined][] = [
    ['Docusaurus', { 'docusaurus.config.ts': 'export default {}' }, 'docusaurus'],
    [
      'Docusaurus with its next version’s rules',
      { 'docusaurus.config.js': 'future: {\n v4: true }' },
      'docusaurus strictMdx',
    ],
    ['… that are commented out', { 'docusaurus.config.js': '// future: { v4: true }' }, 'docusaurus'],
    ['VitePress', { '.vitepress': '', 'package.json': '{}' }, 'vitepress'],
    ['Starlight', { 'astro.config.mjs': "import starlight from '@astrojs/starlight'" }, 'starlight'],
    ['Astro', { 'astro.config.mjs': 'defineConfig({})' }, 'astro'],
    ['Hugo', { 'hugo.toml': '' }, 'hugo'],
    ['Hugo of old', { 'config.toml': '[markup.goldmark.renderer]\nunsafe = true', content: '' }, 'hugo unsafe'],
    ['MkDocs', { 'mkdocs.yml': 'site_name: x' }, 'mkdocs'],
    [
      'MkDocs with attributes',
      {
        'mkdocs.yml':
          'markdown_extensions:\n  - attr_list\n  - toc:\n      slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}',
      },
      'mkdocs attributes slugifyLower',
    ],
    ['MyST-Parser', { 'conf.py': "extensions = ['myst_parser']\nmyst_heading_anchors = 3" }, 'myst headingAnchors'],
    ['Sphinx', { 'conf.py': 'extensions = []' }, 'sphinx'],
    ['mystmd', { 'myst.yml': '' }, 'mystmd'],
    ['Jekyll', { '_config.yml': 'theme: minima', Gemfile: '' }, 'jekyll'],
    ['Jekyll with plain kramdown', { '_config.yml': 'kramdown:\n  input: kramdown' }, 'jekyll kramdown'],
    ['Hexo', { '_config.yml': '', source: '', scaffolds: '' }, 'hexo'],
    ['mdBook', { 'book.toml': '' }, 'mdbook'],
    ['Quarto', { '_quarto.yml': '' }, 'quarto'],
    ['Antora', { 'antora.yml': '' }, 'antora'],
    ['Docsify', { 'index.html': '<script src="docsify.min.js">' }, 'docsify'],
    ['a page of its own', { 'index.html': '<p>' }, undefined],
    ['TypeDoc', { 'typedoc.json': '' }, 'typedoc'],
    ['Next', { 'next.config.mjs': '' }, 'mdx'],
    ['Eleventy', { 'eleventy.config.js': "require('markdown-it-attrs')" }, 'eleventy attributes'],
    ['what package.json asks for', { 'package.json': '{"devDependencies":{"vitepress":"1"}}' }, 'vitepress'],
    ['nothing', { 'README.md': '', 'package.json': 'no json' }, undefined],
  ];
  for (const [name, files, expected] of cases)
    test(`is ${name}`, async () => assert.equal(await told(files), expected));

  test('is told from the page itself where its ending says it', async () => {
    assert.equal(await told({ 'mkdocs.yml': '' }, 'a.qmd'), 'quarto');
    assert.equal(await told({}, 'a.mdx'), 'mdx');
    assert.equal(await told({ 'Cargo.toml': '' }, 'lib.rs'), 'rustdoc');
  });
});
