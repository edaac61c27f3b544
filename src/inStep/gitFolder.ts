// Where a repository keeps its history, found by reading its files: no program is run. Linked worktrees, alternates and forms
// that the library cannot read are known here. Knows no commit.

import { readFile } from 'node:fs/promises';
import path from 'node:path';

export interface GitFolder {
  /** The folder of the working tree. */
  root: string;
  /** Where HEAD is. */
  own: string;
  /** Where branches and objects are; another one in a linked worktree. */
  common: string;
  /** Folders whose objects count too. */
  alternates: readonly string[];
  /** Older history was not fetched. */
  isShallow: boolean;
  /** Why the history can't be read; undefined where it can. */
  unreadable: string | undefined;
}

/** @returns Undefined outside of a repository. */
export async function findGitFolder(file: string): Promise<GitFolder | undefined> {
  for (let root = path.dirname(path.resolve(file)); ; root = path.dirname(root)) {
    const own = await gitFolderIn(root);
    if (own) return describe(root, own);
    if (path.dirname(root) === root) return undefined;
  }
}

async function gitFolderIn(root: string): Promise<string | undefined> {
  const place = path.join(root, '.git');
  const pointer = await read(place);
  if (pointer !== undefined) {
    const to = /^gitdir:\s*(.+?)\s*$/m.exec(pointer)?.[1];
    return to === undefined ? undefined : path.resolve(root, to);
  }
  return (await read(path.join(place, 'HEAD'))) === undefined ? undefined : place;
}

async function describe(root: string, own: string): Promise<GitFolder> {
  const commonPointer = (await read(path.join(own, 'commondir')))?.trim();
  const common = commonPointer === undefined ? own : path.resolve(own, commonPointer);
  const config = (await read(path.join(common, 'config'))) ?? '';
  const alternates = ((await read(path.join(common, 'objects', 'info', 'alternates'))) ?? '')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => path.dirname(path.resolve(common, 'objects', line.trim())));
  const isShallow = (await read(path.join(common, 'shallow'))) !== undefined;
  return { root, own, common, alternates, isShallow, unreadable: unreadableForm(config) };
}

function unreadableForm(config: string): string | undefined {
  const extension = (name: string) => new RegExp(`^\\s*${name}\\s*=\\s*(\\S+)`, 'im').exec(config)?.[1]?.toLowerCase();
  const objects = extension('objectformat');
  if (objects !== undefined && objects !== 'sha1')
    return `its objects are named by ${objects.toUpperCase().replace('SHA', 'SHA-')}`;
  const refs = extension('refstorage');
  return refs === undefined || refs === 'files' ? undefined : `its branches are kept as a ${refs}`;
}

/** What HEAD says: a commit, or the branch it names. */
export async function headOf({ own }: GitFolder): Promise<string | undefined> {
  return (await read(path.join(own, 'HEAD')))?.trim();
}

async function read(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
}
