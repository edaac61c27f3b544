// Which generator a document's site is built with, told from the files beside it and above it. Reads what it is handed.

import type { SiteGenerator, SiteInfo, SiteTrait } from './protocol/site';

/** A folder that the document stands in, directly or not. */
export interface SiteFolder {
  /** Files and folders in it. */
  names: readonly string[];
  /** The text of one of them; undefined where it cannot be read. @param name May lead into a folder of it. */
  read(name: string): Promise<string | undefined>;
}

/** Folders above the file's own that are looked at; fewer where a repository begins. */
const mostFolders = 8;
/** Larger files hold no settings (bytes). */
export const mostSettingsBytes = 1_000_000;

/** The site of a document in a folder, told from that folder and those above it. */
export async function siteAbove<Place>(
  folder: Place,
  file: string,
  { open, above }: { open(place: Place): Promise<SiteFolder>; above(place: Place): Place | undefined },
): Promise<SiteInfo | undefined> {
  const folders: SiteFolder[] = [];
  for (let place: Place | undefined = folder; place !== undefined && folders.length < mostFolders; ) {
    const here: SiteFolder = await open(place);
    folders.push(here);
    place = here.names.includes('.git') ? undefined : above(place);
  }
  return recogniseSite(folders, file);
}

/** The site as a person names its generator; without a name what was found. */
export function chosenSite(
  found: SiteInfo | undefined,
  named: SiteGenerator | 'none' | undefined,
): SiteInfo | undefined {
  if (named === 'none') return undefined;
  return named === undefined || named === found?.generator ? found : { generator: named, traits: [] };
}

/** @param folders The document's own first. @param file The document's name. */
export async function recogniseSite(folders: readonly SiteFolder[], file: string): Promise<SiteInfo | undefined> {
  if (/\.(?:qmd|rmd)$/i.test(file)) return { generator: 'quarto', traits: [] };
  for (const folder of folders) {
    for (const [generator, isHere] of generators) {
      const found = await isHere(folder, file);
      if (found) return { generator: found.generator ?? generator, traits: found.traits ?? [] };
    }
  }
  return /\.mdx$/i.test(file) ? { generator: 'mdx', traits: [] } : undefined;
}

interface Found {
  generator?: SiteGenerator;
  traits?: SiteTrait[];
}

type Recognizer = (folder: SiteFolder, file: string) => Promise<Found | undefined>;

const scripts = '(?:js|ts|mjs|cjs|mts|cts)';

/** The most telling first: a site may well have a package.json and a Gemfile beside its own settings. */
const generators: readonly (readonly [SiteGenerator, Recognizer])[] = [
  ['docusaurus', byFile(`docusaurus\\.config\\.${scripts}`, (text) => when(isStrict(text), 'strictMdx'))],
  ['vitepress', byName(/^\.vitepress$/)],
  [
    'starlight',
    byFile(`astro\\.config\\.${scripts}`, (text) => (/starlight/.test(text) ? {} : { generator: 'astro' })),
  ],
  ['hugo', byFile('hugo\\.(?:toml|yaml|yml|json)', hugo)],
  ['hugo', hugoByConfig],
  ['mkdocs', byFile('mkdocs\\.ya?ml', mkdocs)],
  ['mystmd', byName(/^myst\.yml$/)],
  ['myst', byFile('conf\\.py', sphinx)],
  ['mdbook', byName(/^book\.toml$/)],
  ['quarto', byName(/^_quarto\.ya?ml$/)],
  ['antora', byName(/^antora\.yml$/)],
  ['typedoc', byName(/^typedoc\.(?:json|jsonc|js|cjs|mjs)$/)],
  ['docsify', byFile('index\\.html', (text) => (/docsify/i.test(text) ? {} : undefined))],
  ['jekyll', jekyll],
  ['eleventy', byFile(`(?:\\.eleventy|eleventy\\.config)\\.${scripts}`, eleventy)],
  ['obsidian', byName(/^\.obsidian$/)],
  ['mdx', byName(new RegExp(`^next\\.config\\.${scripts}$`))],
  ['docusaurus', byPackage],
  ['rustdoc', async ({ names }, file) => (names.includes('Cargo.toml') && /\.rs$/.test(file) ? {} : undefined)],
];

function when(condition: boolean, trait: SiteTrait): Found {
  return { traits: condition ? [trait] : [] };
}

function byName(pattern: RegExp): Recognizer {
  return async ({ names }) => (names.some((name) => pattern.test(name)) ? {} : undefined);
}

function byFile(pattern: string, look: (text: string) => Found | undefined): Recognizer {
  const whole = new RegExp(`^${pattern}$`);
  return async ({ names, read }) => {
    const name = names.find((each) => whole.test(each));
    return name === undefined ? undefined : look((await read(name)) ?? '');
  };
}

function isStrict(config: string): boolean {
  const code = config.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '');
  return /\bv4\s*:\s*(?:true|\{(?![^}]*mdx1CompatDisabledByDefault\s*:\s*false))|mdx1CompatDisabledByDefault\s*:\s*true/.test(
    code,
  );
}

function hugo(config: string): Found {
  return when(/\bunsafe["']?\s*[=:]\s*true/.test(config), 'unsafe');
}

async function hugoByConfig({ names, read }: SiteFolder): Promise<Found | undefined> {
  const name = names.find((each) => /^config\.(?:toml|ya?ml|json)$/.test(each));
  if (name !== undefined && names.includes('content')) return hugo((await read(name)) ?? '');
  if (!names.includes('go.mod') || !names.includes('content')) return undefined;
  return /\bhugo\b/.test((await read('go.mod')) ?? '') ? {} : undefined;
}

function mkdocs(config: string): Found {
  const settings = config.replace(/(?<=^|\s)#.*$/gm, '');
  const traits: SiteTrait[] = [];
  if (
    /^\s*-\s*["']?(?:attr_list|markdown\.extensions\.attr_list|extra|markdown\.extensions\.extra|pymdownx\.extra)\b/m.test(
      settings,
    )
  )
    traits.push('attributes');
  if (/pymdownx\.slugs/.test(settings)) traits.push('slugifyLower');
  if (/slugify_unicode/.test(settings)) traits.push('slugifyUnicode');
  return { traits };
}

function sphinx(config: string): Found | undefined {
  const code = config.replace(/#.*$/gm, '');
  if (!/myst_parser|myst_nb/.test(code)) return { generator: 'sphinx' };
  return when(/^myst_heading_anchors\s*=\s*[1-9]/m.test(code), 'headingAnchors');
}

async function jekyll({ names, read }: SiteFolder): Promise<Found | undefined> {
  if (!names.includes('_config.yml') && !names.includes('_config.yaml')) return undefined;
  if (names.includes('source') || names.includes('scaffolds')) return { generator: 'hexo' };
  const config = (await read('_config.yml')) ?? (await read('_config.yaml')) ?? '';
  if (/^(?:title_template|theme):\s*(?:landscape|next|butterfly)\b/m.test(config)) return { generator: 'hexo' };
  return when(/^\s+input:\s*kramdown/m.test(config), 'kramdown');
}

function eleventy(config: string): Found {
  return when(/markdown-it-attrs/.test(config), 'attributes');
}

const byDependency: readonly (readonly [string, SiteGenerator])[] = [
  ['@docusaurus/core', 'docusaurus'],
  ['vitepress', 'vitepress'],
  ['@astrojs/starlight', 'starlight'],
  ['astro', 'astro'],
  ['@11ty/eleventy', 'eleventy'],
  ['hexo', 'hexo'],
  ['docsify', 'docsify'],
  ['typedoc', 'typedoc'],
];

async function byPackage({ names, read }: SiteFolder): Promise<Found | undefined> {
  if (!names.includes('package.json')) return undefined;
  try {
    const { dependencies, devDependencies } = JSON.parse((await read('package.json')) ?? '{}');
    const found = byDependency.find(([name]) => ({ ...dependencies, ...devDependencies })[name] !== undefined);
    return found && { generator: found[1] };
  } catch {
    return undefined;
  }
}
