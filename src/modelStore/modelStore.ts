// The person's models as they lie on the disk: one folder a model, named after it; what is unfinished and what is thrown
// away lie apart, on the same disk, so that a model appears and goes whole. Knows no hub.

import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ModelRecord } from '../shared/protocol/hub';
import { folderOfRepo, isRepoName } from '../util/modelNames';
import { takeLock, uniqueName } from './folderLock';
import { readRecord } from './modelRecord';
import { HubError, storeError } from './storeError';

export interface StoredModel {
  /** OWNER/NAME. */
  repo: string;
  folder: string;
  /** Absent for one that an interrupted download left. */
  record?: ModelRecord;
  sizeBytes: number;
}

/** What Windows says when a process has a file of the folder open. */
const inUseCodes = new Set(['EPERM', 'EBUSY', 'EACCES', 'ENOTEMPTY']);

export class ModelStore {
  constructor(
    /** Absolute; need not be there. */
    readonly folder: string,
    /** For tests: what the system does about names. */
    private readonly renameFolder: (from: string, to: string) => Promise<void> = rename,
  ) {}

  /** Where a model lies, or would. */
  folderOf(repo: string): string {
    return join(this.folder, folderOfRepo(repo));
  }

  /** Where a model lies until all of it has come. */
  partFolderOf(repo: string): string {
    return join(this.folder, '.part', folderOfRepo(repo));
  }

  /** By name; unfinished ones behind. */
  async list(): Promise<StoredModel[]> {
    const whole = await this.read(this.folder, true);
    const unfinished = await this.read(join(this.folder, '.part'), false);
    return [...whole, ...unfinished];
  }

  /** Runs alone, where a model is added or removed. @throws HubError `busy`, and what the file system refused */
  async alone<T>(repo: string, act: () => Promise<T>): Promise<T> {
    try {
      const release = await takeLock(join(this.folder, '.locks', folderOfRepo(repo)));
      if (!release) throw new HubError({ code: 'busy', repo });
      try {
        await this.emptyTrash();
        return await act();
      } finally {
        await release();
      }
    } catch (error) {
      throw storeError(error, { folder: this.folder, repo });
    }
  }

  /** Puts a model that has come whole in its place; the one before it goes. Within {@link alone}. */
  async install(repo: string): Promise<void> {
    await this.discard(this.folderOf(repo), repo);
    await this.renameFolder(this.partFolderOf(repo), this.folderOf(repo));
  }

  /** With what an unfinished download left of it. @throws HubError `nameInvalid`, `notThere`, `inUse`, `busy` */
  async remove(repo: string): Promise<void> {
    if (!isRepoName(repo)) throw new HubError({ code: 'nameInvalid', repo });
    const folders = [this.folderOf(repo), this.partFolderOf(repo)];
    const present: string[] = [];
    for (const folder of folders) if (await isFolder(folder)) present.push(folder);
    if (present.length === 0) throw new HubError({ code: 'notThere', repo });
    await this.alone(repo, async () => {
      for (const folder of present) await this.discard(folder, repo);
    });
  }

  /** Renamed first: either all of a model is there or nothing, also where some file of it cannot be deleted yet. */
  private async discard(folder: string, repo: string): Promise<void> {
    if (!(await isFolder(folder))) return;
    const trash = join(this.folder, '.trash', uniqueName());
    await mkdir(dirname(trash), { recursive: true });
    try {
      await this.renameFolder(folder, trash);
    } catch (cause) {
      if (inUseCodes.has((cause as NodeJS.ErrnoException).code ?? ''))
        throw new HubError({ code: 'inUse', repo }, { cause });
      throw cause;
    }
    await rm(trash, { recursive: true, force: true }).catch(() => {}); // the next time
  }

  private async emptyTrash(): Promise<void> {
    await rm(join(this.folder, '.trash'), { recursive: true, force: true }).catch(() => {});
  }

  private async read(parent: string, isWhole: boolean): Promise<StoredModel[]> {
    const names = await readdir(parent).catch(() => []);
    const found: StoredModel[] = [];
    for (const name of names.sort()) {
      const repo = name.replace('--', '/');
      const folder = join(parent, name);
      if (!isRepoName(repo) || !(await isFolder(folder))) continue;
      const record = isWhole ? await readRecord(folder) : undefined;
      if (isWhole && record?.repo !== repo) continue; // not a folder of ours
      found.push({ repo, folder, ...(record && { record }), sizeBytes: await sizeOf(folder) });
    }
    return found;
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  }
  return bytes;
}
