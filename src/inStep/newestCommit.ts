// Tells cheaply whether a repository has another newest commit than before: reads the few small files that say which it is, and
// no history.

import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { findGitFolder, headOf } from './gitFolder';

/** @returns A text that is another one whenever the newest commit is; empty outside of a repository. Never rejects. */
export async function newestCommitStamp(file: string): Promise<string> {
  const folder = await findGitFolder(file);
  if (!folder) return '';
  const head = (await headOf(folder)) ?? '';
  const branch = /^ref:\s*(.+)$/.exec(head)?.[1];
  if (branch === undefined) return head;
  const own = await readFile(path.join(folder.common, branch), 'utf8').catch(() => undefined);
  return `${branch} ${own?.trim() ?? (await stampOf(path.join(folder.common, 'packed-refs')))}`;
}

function stampOf(file: string): Promise<string> {
  return stat(file).then(
    ({ size, mtimeMs, ino }) => [size, mtimeMs, ino].join(),
    () => '',
  );
}
