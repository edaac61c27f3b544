// The folders that a file stands in, as recogniseSite looks at them. Reads names, and the few files that it asks for.

import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { SiteInfo } from '../shared/protocol/site';
import { recogniseSite, type SiteFolder } from '../shared/recogniseSite';

/** Folders above the file's own that are looked at; fewer where a repository begins. */
const mostFolders = 8;
/** Larger files hold no settings (bytes). */
const mostBytes = 1_000_000;

export async function siteOfFile(file: string): Promise<SiteInfo | undefined> {
  const folders: SiteFolder[] = [];
  let dir = path.dirname(path.resolve(file));
  for (let n = 0; n < mostFolders; n++) {
    const names = await readdir(dir).catch((): string[] => []);
    folders.push(folderAt(dir, names));
    const above = path.dirname(dir);
    if (names.includes('.git') || above === dir) break;
    dir = above;
  }
  return recogniseSite(folders, path.basename(file));
}

function folderAt(dir: string, names: readonly string[]): SiteFolder {
  return {
    names,
    read: async (name) => {
      try {
        const at = path.join(dir, name);
        return (await stat(at)).size > mostBytes ? undefined : await readFile(at, 'utf8');
      } catch {
        return undefined;
      }
    },
  };
}
