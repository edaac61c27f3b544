// Which files of the workspace ghost text learns words from: its Markdown pages, none that is excluded or ignored, none in a workspace
// that is not trusted, and a bounded number; not before ghost text is in use. Telling the engine is workspaceWords' matter; nothing is
// written.

import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { readPageTree } from '../inStep/pageTree';
import type { Logger } from '../shared/logger';
import type { Disposable } from '../util/disposable';
import { textOf } from './memoryProvider';
import { nearestFirst, type WordsDocument, type WordsEngine, WorkspaceWords } from './workspaceWords';

export interface WordsParts {
  engine: WordsEngine & { onDidChangeState(listener: (state: { kind: string }) => void): Disposable };
  isOn(): boolean;
  /** Whether a suggestion was asked for yet. */
  isInUse(): boolean;
  isExcluded(document: Pick<vscode.TextDocument, 'uri' | 'languageId'>): boolean;
  /** What is excluded, or whether words are learned at all, may have changed. */
  onDidChange: vscode.Event<unknown>[];
  log: Logger;
}

/** Files of a folder that are looked at, pages that are read, and bytes of one. */
const mostFiles = 20_000;
const mostPages = 400;
const mostBytes = 200_000;
/** After ghost text came into use or something changed, before files are looked for (ms). */
const scanAfterMs = 3000;

export class WordsProvider implements Disposable {
  private readonly words: WorkspaceWords;
  private readonly subscriptions: Disposable[];
  private watcher: Disposable | undefined;
  private found: readonly vscode.Uri[] = [];
  private scanned: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly parts: WordsParts) {
    this.words = new WorkspaceWords(parts.engine, parts.log);
    const again = () => this.allowanceChanged();
    this.subscriptions = [
      this.words,
      ...parts.onDidChange.map((event) => event(again)),
      vscode.workspace.onDidGrantWorkspaceTrust(again),
      vscode.workspace.onDidChangeWorkspaceFolders(again),
      parts.engine.onDidChangeState(({ kind }) => kind === 'ready' && this.begin()),
    ];
  }

  /** Of the documents that ghost text knows words of. */
  get names(): string[] {
    return this.words.names;
  }

  /** Settles when all is told that can be. */
  async settled(): Promise<void> {
    await this.scanned;
    await this.words.work();
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const each of [...this.subscriptions, ...(this.watcher ? [this.watcher] : [])]) each.dispose();
  }

  private begin(): void {
    if (!this.parts.isInUse()) return;
    if (this.scanned) void this.words.work();
    else if (this.timer === undefined) this.scanLater();
  }

  /** What must not be read any more is forgotten at once; who uses no ghost text is not looked at. */
  private allowanceChanged(): void {
    if (!this.scanned) return;
    this.want();
    this.scanLater();
  }

  private scanLater(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.scan(), scanAfterMs);
  }

  private scan(): void {
    this.watcher ??= this.watch('**/*.{md,mdx,markdown}');
    this.scanned = this.find().then(
      (found) => {
        this.found = found;
        this.want();
      },
      (error: unknown) => this.parts.log.log('debug', 'words scan failed', { name: (error as Error).name }),
    );
  }

  private watch(glob: string): Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher(glob);
    const later = () => this.scanLater();
    return vscode.Disposable.from(
      watcher,
      watcher.onDidCreate(later),
      watcher.onDidDelete(later),
      watcher.onDidChange((uri) => {
        this.words.changed(nameOf(uri));
        void this.words.work();
      }),
    );
  }

  private want(): void {
    const wanted: WordsDocument[] = [];
    for (const uri of this.isAllowed() ? this.found : []) {
      if (wanted.length === mostPages) break;
      if (!this.isExcluded(uri)) wanted.push({ name: nameOf(uri), read: () => this.read(uri) });
    }
    this.words.want(wanted);
    void this.words.work();
  }

  /** Nearest to the document in view. */
  private async find(): Promise<vscode.Uri[]> {
    const files: string[] = [];
    for (const { uri } of this.isAllowed() ? (vscode.workspace.workspaceFolders ?? []) : []) {
      if (uri.scheme !== 'file') continue;
      const { pages } = await readPageTree(uri.fsPath, { mostFiles, skipsUnreadable: true });
      files.push(...pages.map((page) => vscode.Uri.joinPath(uri, page).path));
    }
    const here = vscode.window.activeTextEditor?.document.uri.path ?? '';
    return nearestFirst(files, here).map((file) => vscode.Uri.from({ scheme: 'file', path: file }));
  }

  private async read(uri: vscode.Uri): Promise<string | undefined> {
    if (!this.isAllowed() || this.isExcluded(uri)) return undefined;
    const size = await stat(uri.fsPath).then(
      (found) => found.size,
      () => Number.POSITIVE_INFINITY,
    );
    return size > mostBytes ? undefined : textOf(uri);
  }

  private isAllowed(): boolean {
    return this.parts.isOn() && vscode.workspace.isTrusted;
  }

  private isExcluded(uri: vscode.Uri): boolean {
    return this.parts.isExcluded({ uri, languageId: 'markdown' });
  }
}

/** As completions name their document. */
function nameOf({ scheme, path: file }: vscode.Uri): string {
  return `${scheme}:${file}`;
}
