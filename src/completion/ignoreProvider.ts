// Which documents a `.localtextignore` names: reads those files from a document's folder up to the repository's, keeps
// what it read, and reads again when one of them changes. What Git's rules are is ignoreRules.ts' business.

import { existsSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { Disposable } from '../util/disposable';
import { foldersAbove, type IgnoreFile, ignoreFileName, ignoreMatcher } from './ignoreRules';

interface Folder {
  text: string | undefined;
  /** A repository begins here: what is above is no business of its files. */
  isRepository: boolean;
}

export class IgnoreProvider implements Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly folders = new Map<string, Promise<Folder>>();
  private readonly watchers = new Map<string, vscode.Disposable>();
  private readonly subscriptions: vscode.Disposable[];
  /** By a document's folder; a folder that is missing has not been read yet. */
  private readonly matchers = new Map<string, (path: string) => boolean>();
  private reading = new Map<string, Promise<void>>();

  /** Some document's answer may be another one now. */
  readonly onDidChange = this.changed.event;

  constructor() {
    const isIgnoreFile = ({ path }: vscode.Uri) => path.endsWith(`/${ignoreFileName}`);
    this.subscriptions = [
      this.watch(`**/${ignoreFileName}`),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => isIgnoreFile(uri) && this.forget()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.forget()),
    ];
  }

  /** `reading`: not known yet, so to be left alone until `ready`. */
  isIgnored(document: Pick<vscode.TextDocument, 'uri'>): boolean | 'reading' {
    const file = fileOf(document);
    if (!file) return false;
    const folder = folderOf(file);
    const known = this.matchers.get(folder);
    if (known) return known(file.path);
    if (file.scheme !== 'file') {
      void this.ready(document);
      return 'reading';
    }
    const matches = this.matcherOnDisk(file);
    this.matchers.set(folder, matches);
    return matches(file.path);
  }

  /** Settles when the document's answer is known. */
  async ready(document: Pick<vscode.TextDocument, 'uri'>): Promise<void> {
    const file = fileOf(document);
    if (!file || file.scheme === 'file' || this.matchers.has(folderOf(file))) return;
    const folder = folderOf(file);
    const reading = this.reading.get(folder) ?? this.read(file, folder);
    this.reading.set(folder, reading);
    await reading;
  }

  dispose(): void {
    this.changed.dispose();
    for (const each of [...this.subscriptions, ...this.watchers.values()]) each.dispose();
  }

  /** On this machine's own disk a few small files are read at once, so that nobody has to wait for the answer. */
  private matcherOnDisk(file: vscode.Uri): (path: string) => boolean {
    const found: IgnoreFile[] = [];
    for (const path of foldersAbove(file.path)) {
      const uri = file.with({ path: path || '/', query: '', fragment: '' });
      this.watchOutside(uri);
      const text = readOnDisk(vscode.Uri.joinPath(uri, ignoreFileName).fsPath);
      if (text !== undefined) found.unshift({ folder: path, text });
      if (existsSync(vscode.Uri.joinPath(uri, '.git').fsPath)) break;
    }
    return ignoreMatcher(found);
  }

  private async read(file: vscode.Uri, folder: string): Promise<void> {
    const { reading } = this;
    const found: IgnoreFile[] = [];
    for (const path of foldersAbove(file.path)) {
      const { text, isRepository } = await this.folder(file.with({ path: path || '/', query: '', fragment: '' }));
      if (text !== undefined) found.unshift({ folder: path, text });
      if (isRepository) break;
    }
    if (this.reading !== reading) return; // forgotten meanwhile
    this.matchers.set(folder, ignoreMatcher(found));
    this.reading.delete(folder);
    this.changed.fire();
  }

  private folder(uri: vscode.Uri): Promise<Folder> {
    const key = uri.toString();
    const known = this.folders.get(key);
    if (known) return known;
    const folder = Promise.all([readText(vscode.Uri.joinPath(uri, ignoreFileName)), exists(uri, '.git')]).then(
      ([text, isRepository]) => ({ text, isRepository }),
    );
    this.folders.set(key, folder);
    this.watchOutside(uri);
    return folder;
  }

  /** The workspace's own folders are watched by one pattern. */
  private watchOutside(folder: vscode.Uri): void {
    const key = folder.toString();
    if (vscode.workspace.getWorkspaceFolder(folder) || this.watchers.has(key)) return;
    this.watchers.set(key, this.watch(new vscode.RelativePattern(folder, ignoreFileName)));
  }

  private watch(glob: vscode.GlobPattern): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher(glob);
    const forget = () => this.forget();
    return vscode.Disposable.from(
      watcher,
      watcher.onDidCreate(forget),
      watcher.onDidChange(forget),
      watcher.onDidDelete(forget),
    );
  }

  private forget(): void {
    this.folders.clear();
    this.matchers.clear();
    this.reading = new Map();
    this.changed.fire();
  }
}

/** The file a document is, or is part of. */
function fileOf({ uri }: Pick<vscode.TextDocument, 'uri'>): vscode.Uri | undefined {
  if (uri.scheme === 'vscode-notebook-cell') {
    const notebook = vscode.workspace.notebookDocuments.find((each) => each.uri.path === uri.path);
    return notebook && !notebook.isUntitled ? notebook.uri : undefined;
  }
  const isFile = uri.scheme === 'file' || vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== undefined;
  return isFile && uri.scheme !== 'untitled' && uri.path.startsWith('/') ? uri : undefined;
}

function folderOf(file: vscode.Uri): string {
  const folder = file.path.slice(0, file.path.lastIndexOf('/')) || '/';
  return file.with({ path: folder, query: '', fragment: '' }).toString();
}

function readOnDisk(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined; // there is none
  }
}

async function readText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined; // there is none
  }
}

async function exists(folder: vscode.Uri, name: string): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(vscode.Uri.joinPath(folder, name));
    return true;
  } catch {
    return false;
  }
}
