// The pages of a folder and which of them are translations of which, by pairs.json and by the layouts that docs use. Reads names,
// no texts.

import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { isTranslationPath, sourcePathsOf } from '../shared/translationPaths';
import { pairsAbove } from './findSource';
import { Refusal } from './refusal';

export interface TranslatedPage {
  translation: string;
  /** Undefined where none was found. */
  source: string | undefined;
}

/** Paths are relative to the folder, separators `/`. */
export interface PageTree {
  pages: readonly string[];
  translations: readonly TranslatedPage[];
  /** Files of gettext. */
  messages: readonly string[];
  /** `.localtextignore` files. */
  ignoreFiles: readonly string[];
}

const pageEnding = /\.(?:md|mdx|markdown)$/i;
const skipped = /^(?:node_modules|\..*|dist|build|out|target|vendor|coverage)$/;

export interface TreeLimits {
  /** Files that are looked at; the rest of a larger folder is left out. */
  mostFiles?: number;
  /** Folders inside that cannot be read are left out, and not refused. */
  skipsUnreadable?: boolean;
}

/** @throws Refusal */
export async function readPageTree(
  folder: string,
  { mostFiles = Number.POSITIVE_INFINITY, skipsUnreadable = false }: TreeLimits = {},
): Promise<PageTree> {
  const pages: string[] = [];
  const messages: string[] = [];
  const ignoreFiles: string[] = [];
  let seen = 0;
  const visit = async (at: string): Promise<void> => {
    const entries = await readdir(path.join(folder, at), { withFileTypes: true }).catch((cause: unknown) => {
      if (at !== '' && (skipsUnreadable || (cause as NodeJS.ErrnoException).code === 'ENOENT')) return [];
      throw new Refusal(`${path.join(folder, at)} cannot be read; name a folder of documents.`, { cause });
    });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (++seen > mostFiles) return;
      const name = at === '' ? entry.name : `${at}/${entry.name}`;
      if (entry.isDirectory() && !skipped.test(entry.name)) await visit(name);
      else if (entry.isFile() && pageEnding.test(entry.name)) pages.push(name);
      else if (entry.isFile() && entry.name.endsWith('.po')) messages.push(name);
      else if (entry.name === '.localtextignore') ignoreFiles.push(name);
    }
  };
  await visit('');
  const said = await pairsAbove(folder);
  const all = new Set(pages);
  const translations = pages
    .filter((page) => said.has(page) || isTranslationPath(page))
    .map((translation) => ({
      translation,
      source: said.get(translation) ?? sourcePathsOf(translation).find((source) => all.has(source)),
    }));
  return { pages, translations, messages, ignoreFiles };
}
