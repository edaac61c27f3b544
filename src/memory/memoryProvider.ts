// Which files of the workspace people's translations are read from: translated pages with their sources, gettext files and
// .localtext/memory.tmx, none that is excluded or ignored, none in a workspace that is not trusted, and a bounded number. What is
// made of them is workspaceMemory's matter; nothing is written.

import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { readPageTree } from '../inStep/pageTree';
import type { Logger } from '../shared/logger';
import type { MemoryDocument } from '../shared/protocol/memory';
import type { OldSourceParams, OldSourceResult } from '../shared/protocol/oldSource';
import { formatOfFile } from '../shared/textFormats';
import type { Disposable } from '../util/disposable';
import { readTextBytes } from '../util/textForm';
import { type Load, type MemoryEngine, WorkspaceMemory } from './workspaceMemory';

export interface MemoryParts {
  engine: MemoryEngine & { onDidChangeState(listener: (state: { kind: string }) => void): Disposable };
  /** A source as it was when it was translated; undefined where that could not be found out. */
  oldSource(params: OldSourceParams): Promise<OldSourceResult | undefined>;
  isOn(): boolean;
  isExcluded(document: Pick<vscode.TextDocument, 'uri' | 'languageId'>): boolean;
  /** What is excluded, or whether there is a memory at all, may have changed. */
  onDidChange: vscode.Event<unknown>[];
  log: Logger;
}

/** Files of a folder that are looked at, pages that are read, and bytes of one. */
const mostFiles = 20_000;
const mostPages = 600;
const mostBytes = 1_000_000;
const mostMemoryBytes = 20_000_000;
/** After the window opened or something changed, before files are looked for (ms). */
const scanAfterMs = 1500;
/** What a translation waits for the memory (ms); with what is told by then it begins. */
const patienceMs = 4000;

/** A file that pairs come from. */
interface MemorySource {
  name: string;
  files: readonly vscode.Uri[];
  load: Load;
}

export class MemoryProvider implements Disposable {
  readonly memory: WorkspaceMemory;
  private readonly subscriptions: Disposable[];
  private sources: readonly MemorySource[] = [];
  private scanning: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly parts: MemoryParts) {
    this.memory = new WorkspaceMemory(parts.engine, parts.log);
    const later = () => this.scanLater();
    this.subscriptions = [
      this.memory,
      ...parts.onDidChange.map((event) => event(later)),
      vscode.workspace.onDidGrantWorkspaceTrust(later),
      vscode.workspace.onDidChangeWorkspaceFolders(later),
      this.watch('**/*.{md,mdx,markdown,po}'),
      this.watch('**/.localtext/{pairs.json,memory.tmx}'),
      // Whoever started it will translate: what people wrote is read in the background.
      parts.engine.onDidChangeState(({ kind }) => kind === 'ready' && void this.memory.work()),
    ];
    later();
  }

  /** Somebody is about to translate: the engine is started for it, if there is anything to tell. */
  async prepare(): Promise<void> {
    if (this.timer !== undefined) await this.scan();
    await this.scanning;
    await this.memory.work();
  }

  /** Before a translation begins: all that can be told in a few seconds. */
  async ready(): Promise<void> {
    if (this.timer !== undefined) await this.scan();
    await this.scanning;
    await this.memory.workFor(patienceMs);
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const each of this.subscriptions) each.dispose();
  }

  private watch(glob: string): Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher(glob);
    const later = () => this.scanLater();
    return vscode.Disposable.from(
      watcher,
      watcher.onDidCreate(later),
      watcher.onDidDelete(later),
      watcher.onDidChange((uri) => this.changed(uri)),
    );
  }

  private scanLater(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.scan(), scanAfterMs);
  }

  private scan(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.scanning = this.find().catch((error: unknown) => {
      this.parts.log.log('debug', 'memory scan failed', { name: (error as Error).name });
    });
    return this.scanning;
  }

  private async find(): Promise<void> {
    const found: MemorySource[] = [];
    const isAllowed = this.parts.isOn() && vscode.workspace.isTrusted;
    for (const { uri } of isAllowed ? (vscode.workspace.workspaceFolders ?? []) : [])
      if (uri.scheme === 'file') found.push(...(await this.sourcesIn(uri)));
    const before = new Set(this.sources.map(({ name }) => name));
    this.sources = found.slice(0, mostPages);
    this.memory.keep(new Set(this.sources.map(({ name }) => name)));
    for (const { name, load } of this.sources) if (!before.has(name)) this.memory.set(name, load);
    // An engine that runs is told at once; none is started for it.
    if (this.isRunning()) void this.memory.work();
  }

  private isRunning(): boolean {
    return this.parts.engine.process() > 0;
  }

  private async sourcesIn(folder: vscode.Uri): Promise<MemorySource[]> {
    const { translations, messages } = await readPageTree(folder.fsPath, mostFiles);
    const at = (name: string) => vscode.Uri.joinPath(folder, name);
    const pages = translations.flatMap(({ translation, source }): MemorySource[] =>
      source === undefined ? [] : [this.page(at(translation), at(source))],
    );
    const own = at('.localtext/memory.tmx');
    const files = [own, ...messages.map(at)].map(
      (uri): MemorySource => ({
        name: nameOf(uri),
        files: [uri],
        load: async () => fileDocument(uri),
      }),
    );
    return [...files, ...pages].filter((source) => source.files.every((uri) => !this.isExcluded(uri)));
  }

  private isExcluded(uri: vscode.Uri): boolean {
    return this.parts.isExcluded({ uri, languageId: 'markdown' });
  }

  private page(translation: vscode.Uri, source: vscode.Uri): MemorySource {
    const name = nameOf(translation);
    const load = async (): Promise<MemoryDocument | undefined> => {
      const format = formatOfFile(translation.fsPath);
      const [ours, theirs] = [await textOf(source, mostBytes), await textOf(translation, mostBytes)];
      if (ours === undefined || theirs === undefined || format?.kind !== 'prose') return undefined;
      const base = await this.base(source, translation);
      return { kind: 'pages', name, format: format.format, source: ours, ...base, translation: theirs };
    };
    return { name, files: [translation, source], load };
  }

  /** What the source said when it was translated; without a history the texts must do. */
  private async base(source: vscode.Uri, translation: vscode.Uri): Promise<{ base?: string }> {
    const params = { source: source.fsPath, translation: translation.fsPath };
    const found = await this.parts.oldSource(params).catch(() => undefined);
    return found?.kind === 'found' ? { base: found.text } : {};
  }

  private changed(uri: vscode.Uri): void {
    const touched = this.sources.filter(({ files }) => files.some((file) => file.toString() === uri.toString()));
    for (const { name, load } of touched) this.memory.set(name, async () => load());
    if (touched.length > 0 && this.isRunning()) void this.memory.work();
    if (touched.length === 0) this.scanLater();
  }
}

function nameOf(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri);
}

async function fileDocument(uri: vscode.Uri): Promise<MemoryDocument | undefined> {
  const kind = uri.path.endsWith('.tmx') ? 'tmx' : 'po';
  const text = await textOf(uri, kind === 'tmx' ? mostMemoryBytes : mostBytes);
  return text === undefined ? undefined : { kind, name: nameOf(uri), text };
}

async function textOf({ fsPath }: vscode.Uri, most: number): Promise<string | undefined> {
  try {
    const { size } = await stat(path.resolve(fsPath));
    return size > most ? undefined : readTextBytes(await readFile(fsPath)).text;
  } catch {
    return undefined; // gone, or no text
  }
}
