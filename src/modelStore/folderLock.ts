// One process at a time adds or removes a model: a lock file that a dead process does not keep. Knows no model.

import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';

interface Holder {
  pid: number;
  host: string;
  /** Tells two locks of one process apart. */
  id: string;
}

/** @returns how to give the lock back; undefined where another process holds it */
export async function takeLock(path: string): Promise<(() => Promise<void>) | undefined> {
  await mkdir(dirname(path), { recursive: true });
  const own: Holder = { pid: process.pid, host: hostname(), id: uniqueName() };
  const text = JSON.stringify(own);
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      await writeFile(path, text, { flag: 'wx' });
      return async () => {
        if ((await readFile(path, 'utf8').catch(() => '')) === text) await rm(path, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if (!(await clearDead(path))) return undefined;
  }
  return undefined;
}

export function uniqueName(): string {
  return `${process.pid}-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
}

/** Takes away the lock of a process that is gone, one process at a time; false where its holder lives. */
async function clearDead(path: string): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return true; // given back just now
  if (await isAlive(text, path)) return false;
  const guard = `${path}.clearing`;
  try {
    await writeFile(guard, '', { flag: 'wx' });
  } catch {
    if (!(await isFresh(guard))) await rm(guard, { force: true }); // its maker died over it
    return false;
  }
  try {
    // Who cleared it a moment before may hold it by now.
    if ((await readFile(path, 'utf8').catch(() => undefined)) === text) await rm(path, { force: true });
    return true;
  } finally {
    await rm(guard, { force: true });
  }
}

/** A lock without a holder is being written just now, or its writer died over it. */
const mostWritingMs = 10_000;

async function isAlive(text: string, path: string): Promise<boolean> {
  let holder: Partial<Holder>;
  try {
    holder = JSON.parse(text) as Partial<Holder>;
  } catch {
    return isFresh(path);
  }
  if (holder.host !== hostname()) return true; // nobody here can tell
  if (typeof holder.pid !== 'number') return false;
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function isFresh(path: string): Promise<boolean> {
  return stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs < mostWritingMs,
    () => false,
  );
}
