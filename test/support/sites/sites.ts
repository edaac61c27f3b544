// The pages full of traps, one for each generator of sites: test/sites/<name>/page.<ending>, and the parser it is built with.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { SiteInfo } from '../../../src/shared/protocol/site';
import type { TextFormat } from '../../../src/shared/protocol/text';
import { formatOfFile } from '../../../src/shared/textFormats';
import { docusaurus, starlight, vitepress } from './markdownParsers';
import { asciidoctor, type Builder, pythonBuilder } from './parsers';

export interface Site {
  name: string;
  file: string;
  page: string;
  format: TextFormat;
  /** The generator, as the engine is told it; undefined where the format says all. */
  site: SiteInfo | undefined;
  /** Undefined where its parser is not installed. */
  build: Builder | undefined;
}

const folder = path.join(__dirname, '../../sites');

const builders: Readonly<Record<string, { site?: SiteInfo; build: () => Builder | undefined }>> = {
  asciidoctor: { build: () => asciidoctor },
  docutils: { build: () => pythonBuilder('docutils_page.py') },
  docusaurus: { site: { generator: 'docusaurus', traits: [] }, build: () => docusaurus },
  starlight: { site: { generator: 'starlight', traits: [] }, build: () => starlight },
  vitepress: { site: { generator: 'vitepress', traits: [] }, build: () => vitepress },
  mkdocs: { site: { generator: 'mkdocs', traits: ['attributes'] }, build: () => pythonBuilder('markdown_page.py') },
  myst: { site: { generator: 'myst', traits: ['headingAnchors'] }, build: () => pythonBuilder('myst_page.py') },
};

export function sites(): Site[] {
  return Object.entries(builders).map(([name, { site, build }]) => {
    const page = readdirSync(path.join(folder, name)).find((file) => file.startsWith('page.'))!;
    const file = path.join(folder, name, page);
    const found = formatOfFile(file);
    const format = found?.kind === 'prose' ? found.format : 'plain';
    return { name, file, page: readFileSync(file, 'utf8'), format, site, build: build() };
  });
}
