// The source as it stood when its translation was last committed: a walk along one file by parents, for a library's log goes
// by time and misses what a merge brought. Reads git's objects, never its index; runs no program.

import fs from 'node:fs';
import path from 'node:path';
import { readBlob, readCommit, readTree, resolveRef, type TreeEntry } from 'isomorphic-git';
import type { NoPast } from '../shared/protocol/oldSource';
import { LruMap } from '../util/lru';
import { findGitFolder, type GitFolder, headOf } from './gitFolder';
import { Refusal } from './refusal';

export type BaseText =
  | {
      kind: 'found';
      bytes: Uint8Array;
      commit: string;
      path: string;
      /** The translation as that commit has it: what the source was translated to. */
      translated: Uint8Array;
    }
  /** Nothing is known of the file's past, and why: the texts alone must do. */
  | { kind: 'none'; reason: NoPast };

/** A commit and the object that a path has in it. */
interface Version {
  commit: string;
  path: string;
}

/** A renamed file has at least that much in common with what it was, as git's own default. */
const leastSimilar = 0.5;

/** Repositories that were read, by their folders: files of one repository share what was learned of it. */
export type Histories = Map<string, History>;

/** @throws Refusal, when there is a history that can't be read. */
export async function baseOf(source: string, translation: string, histories: Histories = new Map()): Promise<BaseText> {
  const folder = await findGitFolder(await fs.promises.realpath(translation));
  if (!folder) return { kind: 'none', reason: 'noRepository' };
  if (folder.unreadable !== undefined)
    throw new Refusal(
      `The history of ${folder.root} cannot be read: ${folder.unreadable}. Name the old source with --base OLD.md, or compare the texts alone with --base none.`,
      { kind: 'historyForm', names: [folder.root, folder.unreadable] },
    );
  const history = histories.get(folder.root) ?? new History(folder);
  histories.set(folder.root, history);
  return history.base(source, translation);
}

/** Trees of which the names are kept, and commits of which only ids are. */
const mostTrees = 1000;
const mostIds = 100_000;

class History {
  private readonly cache = {};
  private readonly commits = new LruMap<string, { tree: string; parents: readonly string[] }>(mostIds);
  /** Tree of a folder in a commit. */
  private readonly folders = new LruMap<string, { oid: string | undefined }>(mostIds);
  private readonly trees = new LruMap<string, ReadonlyMap<string, TreeEntry>>(mostTrees);

  constructor(private readonly folder: GitFolder) {}

  async base(source: string, translation: string): Promise<BaseText> {
    const head = await this.head();
    const [ours, theirs] = [await this.pathOf(source), await this.pathOf(translation)];
    if ((await this.objectAt(head, theirs)) === undefined) return { kind: 'none', reason: 'neverCommitted' };
    const newest = await this.newestChange({ commit: head, path: theirs });
    const bytes = await this.blobAt(newest.commit, ours);
    const translated = (await this.blobAt(newest.commit, newest.path))!;
    if (bytes) return { kind: 'found', bytes, commit: newest.commit, path: ours, translated };
    const renamed = await this.formerPath(newest.commit, head, ours, source);
    if (renamed) return { kind: 'found', ...renamed, commit: newest.commit, translated };
    return { kind: 'none', reason: 'sourceCameLater' };
  }

  private async head(): Promise<string> {
    const head = (await headOf(this.folder)) ?? '';
    const branch = /^ref:\s*(.+)$/.exec(head)?.[1];
    if (branch === undefined) return head;
    try {
      return await resolveRef({ fs, gitdir: this.folder.common, ref: branch });
    } catch (cause) {
      const message = `${this.folder.root} has no commits yet. Commit both files first, name the old source with --base OLD.md, or compare the texts alone with --base none.`;
      throw new Refusal(message, { kind: 'noCommits', names: [this.folder.root], cause });
    }
  }

  private async pathOf(file: string): Promise<string> {
    const root = await fs.promises.realpath(this.folder.root);
    return path
      .relative(root, await fs.promises.realpath(file))
      .split(path.sep)
      .join('/');
  }

  /** The newest commit that gave the file the text it has, followed through renames that left the text alone. */
  private async newestChange(from: Version): Promise<Version> {
    let at = from;
    for (;;) {
      const object = await this.objectAt(at.commit, at.path);
      const parents = await this.parents(at.commit);
      let next: Version | undefined;
      for (const parent of parents) {
        if ((await this.objectAt(parent, at.path)) === object) next = { commit: parent, path: at.path };
        if (next) break;
      }
      for (const parent of next ? [] : parents) {
        if ((await this.objectAt(parent, at.path)) !== undefined) continue;
        const former = (await this.files(parent)).find(({ oid }) => oid === object);
        if (former) next = { commit: parent, path: former.path };
        if (next) break;
      }
      if (!next) return at;
      at = next;
    }
  }

  /** Where the source was then, if it was renamed since: a file that is gone now and much like it. */
  private async formerPath(
    then: string,
    head: string,
    ours: string,
    file: string,
  ): Promise<{ bytes: Uint8Array; path: string } | undefined> {
    const now = new Set((await this.files(head)).map(({ path: name }) => name));
    const text = await fs.promises.readFile(file);
    const isLike = (name: string) => path.posix.extname(name) === path.posix.extname(ours) || /\.mdx?$/.test(name);
    let best: { bytes: Uint8Array; path: string; likeness: number } | undefined;
    for (const { path: name } of await this.files(then)) {
      if (now.has(name) || !isLike(name)) continue;
      const bytes = await this.blobAt(then, name);
      const likeness = bytes ? similarity(bytes, text) : 0;
      if (bytes && likeness >= leastSimilar && likeness > (best?.likeness ?? 0)) best = { bytes, path: name, likeness };
    }
    return best;
  }

  private async parents(commit: string): Promise<readonly string[]> {
    const { parents } = await this.commit(commit);
    if (!this.folder.isShallow) return parents;
    const border = (await fs.promises.readFile(path.join(this.folder.common, 'shallow'), 'utf8')).split('\n');
    if (!border.includes(commit)) return parents;
    throw new Refusal(
      `The older history of ${this.folder.root} is not on this machine (a shallow clone). Fetch it with git fetch --unshallow, name the old source with --base OLD.md, or compare the texts alone with --base none.`,
      { kind: 'shallow', names: [this.folder.root] },
    );
  }

  private async objectAt(commit: string, file: string): Promise<string | undefined> {
    const entry = await this.entryIn(await this.folderAt(commit, path.posix.dirname(file)), file);
    return entry?.type === 'blob' ? entry.oid : undefined;
  }

  private async folderAt(commit: string, folder: string): Promise<string | undefined> {
    if (folder === '.') return (await this.commit(commit)).tree;
    const id = `${commit}:${folder}`;
    let known = this.folders.get(id);
    if (!known) {
      const entry = await this.entryIn(await this.folderAt(commit, path.posix.dirname(folder)), folder);
      known = { oid: entry?.type === 'tree' ? entry.oid : undefined };
      this.folders.set(id, known);
    }
    return known.oid;
  }

  private async entryIn(tree: string | undefined, file: string): Promise<TreeEntry | undefined> {
    return tree === undefined ? undefined : (await this.entries(tree)).get(path.posix.basename(file));
  }

  private async commit(oid: string): Promise<{ tree: string; parents: readonly string[] }> {
    let known = this.commits.get(oid);
    if (!known) {
      const { commit } = await this.object(oid, (gitdir) => readCommit({ fs, gitdir, oid, cache: this.cache }));
      known = { tree: commit.tree, parents: commit.parent };
      this.commits.set(oid, known);
    }
    return known;
  }

  private async entries(tree: string): Promise<ReadonlyMap<string, TreeEntry>> {
    let known = this.trees.get(tree);
    if (!known) {
      const { tree: list } = await this.object(tree, (gitdir) =>
        readTree({ fs, gitdir, oid: tree, cache: this.cache }),
      );
      known = new Map(list.map((entry) => [entry.path, entry]));
      this.trees.set(tree, known);
    }
    return known;
  }

  private async files(commit: string): Promise<{ path: string; oid: string }[]> {
    const found: { path: string; oid: string }[] = [];
    const visit = async (tree: string, before: string): Promise<void> => {
      for (const { path: name, oid, type } of (await this.entries(tree)).values()) {
        if (type === 'tree') await visit(oid, `${before}${name}/`);
        else if (type === 'blob') found.push({ path: before + name, oid });
      }
    };
    await visit((await this.commit(commit)).tree, '');
    return found;
  }

  private async blobAt(commit: string, file: string): Promise<Uint8Array | undefined> {
    const oid = await this.objectAt(commit, file);
    if (oid === undefined) return undefined;
    const { blob } = await this.object(oid, (gitdir) => readBlob({ fs, gitdir, oid, cache: this.cache }));
    return blob;
  }

  /** An object of this repository, or of one that it borrows from. */
  private async object<T>(oid: string, read: (gitdir: string) => Promise<T>): Promise<T> {
    let cause: unknown;
    for (const gitdir of [this.folder.common, ...this.folder.alternates]) {
      try {
        return await read(gitdir);
      } catch (error) {
        cause ??= error;
      }
    }
    const message = `Object ${oid} of ${this.folder.root} is not on this machine (a partial clone?). Fetch the whole history, name the old source with --base OLD.md, or compare the texts alone with --base none.`;
    throw new Refusal(message, { kind: 'objectMissing', names: [this.folder.root], cause });
  }
}

/** The share of lines that two files have in common. */
function similarity(one: Uint8Array, other: Uint8Array): number {
  const lines = (bytes: Uint8Array) =>
    Buffer.from(bytes)
      .toString('utf8')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  const [ours, theirs] = [lines(one), lines(other)];
  const left = new Map<string, number>();
  for (const line of ours) left.set(line, (left.get(line) ?? 0) + 1);
  let shared = 0;
  for (const line of theirs) {
    const count = left.get(line) ?? 0;
    if (count === 0) continue;
    left.set(line, count - 1);
    shared++;
  }
  return (2 * shared) / Math.max(1, ours.length + theirs.length);
}
