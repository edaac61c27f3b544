// The folders that a file stands in, as recogniseSite looks at them. Reads names, and the few files that it asks for.

import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { SiteInfo } from '../shared/protocol/site';
import { mostSettingsBytes, type SiteFolder, siteAbove } from '../shared/recogniseSite';

export async function siteOfFile(file: string): Promise<SiteInfo | undefined> {
  const above = (dir: string) => (path.dirname(dir) === dir ? undefined : path.dirname(dir));
  return siteAbove(path.dirname(path.resolve(file)), path.basename(file), { open: folderAt, above });
}

async function folderAt(dir: string): Promise<SiteFolder> {
  return {
    names: await readdir(dir).catch((): string[] => []),
    read: async (name) => {
      try {
        const at = path.join(dir, name);
        return (await stat(at)).size > mostSettingsBytes ? undefined : await readFile(at, 'utf8');
      } catch {
        return undefined;
      }
    },
  };
}
