// Which files of the workspace people's translations are read from: translated pages with their sources, gettext files and
// .localtext/memory.tmx, none that is excluded or ignored, none in a workspace that is not trusted, and a bounded number. Looked for
// when somebody translates and at no other time; sizes and times tell what changed, since a file watcher loses what is written into
// a folder that was made a moment ago. What is made of the files is workspaceMemory's matter; nothing is written.

import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { newestCommitStamp } from '../inStep/newestCommit';
import { readPageTree } from '../inStep/pageTree';
import { committedTexts } from '../inStep/wordsOfPeople';
import type { Logger } from '../shared/logger';
import type { MemoryDocument } from '../shared/protocol/memory';
import type { OldSourceParams, OldSourceResult } from '../shared/protocol/oldSource';
import { formatOfFile } from '../shared/textFormats';
import { within } from '../util/async';
import type { Disposable } from '../util/disposable';
import { readTextBytes } from '../util/textForm';
import { PageStamps } from './pageStamps';
import { type MemoryEngine, type MemoryFile, WorkspaceMemory } from './workspaceMemory';

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
/** What a translation waits until files are found and told (ms); with what is told by then it begins. */
const patienceMs = 4000;

/** A file that pairs come from, and those that it is read from. */
interface MemorySource extends Omit<MemoryFile, 'stamp'> {
  files: readonly vscode.Uri[];
  mostBytes: number;
  /** Of the repository that a page is in; empty for what is taken as it is. */
  newestCommit: string;
}

export class MemoryProvider implements Disposable {
  readonly memory: WorkspaceMemory;
  private readonly subscriptions: Disposable[];
  private readonly stamps = new PageStamps();
  private sources: readonly MemorySource[] = [];
  /** What was written since then is read first, the rest in the order of names, the same in every clone. */
  private readonly startedMs = Date.now();
  private isWanted = false;
  private looking: Promise<void> | undefined;
  private lookingAgain: Promise<void> | undefined;

  constructor(private readonly parts: MemoryParts) {
    this.memory = new WorkspaceMemory(parts.engine, parts.log);
    const onAllowanceChange = () => this.allowanceChanged();
    this.subscriptions = [
      this.memory,
      ...parts.onDidChange.map((event) => event(onAllowanceChange)),
      vscode.workspace.onDidGrantWorkspaceTrust(onAllowanceChange),
      vscode.workspace.onDidChangeWorkspaceFolders(onAllowanceChange),
      // Whoever started it will translate: what people wrote is read in the background.
      parts.engine.onDidChangeState(({ kind }) => kind === 'ready' && void this.memory.work()),
    ];
  }

  /** Somebody is about to translate: the engine is started for it, if there is anything to tell. */
  async prepare(): Promise<void> {
    await this.look();
    await this.memory.work();
  }

  /** Before a translation begins: all that can be found and told in a few seconds. Never rejects. */
  async ready(): Promise<void> {
    await within(patienceMs, this.prepare());
  }

  dispose(): void {
    for (const each of this.subscriptions) each.dispose();
  }

  /** What must not be read any more is forgotten at once; who never translates is not looked at. */
  private allowanceChanged(): void {
    if (!this.isWanted) return;
    const allowed = this.isAllowed ? this.sources.filter((source) => this.isRead(source)) : [];
    const names = new Set(allowed.map(({ name }) => name));
    this.memory.keep((name) => names.has(name));
    this.tellRunning();
    void this.look().then(() => this.tellRunning());
  }

  /** No engine is started for it. */
  private tellRunning(): void {
    if (this.parts.engine.process() > 0) void this.memory.work();
  }

  /** Settles when the files are known as they are now: a look that is under way may have passed a folder already. */
  private look(): Promise<void> {
    this.isWanted = true;
    if (this.looking) {
      this.lookingAgain ??= this.looking.then(() => {
        this.lookingAgain = undefined;
        return this.look();
      });
      return this.lookingAgain;
    }
    this.looking = this.find()
      .catch((error: unknown) => this.parts.log.log('debug', 'memory scan failed', { name: (error as Error).name }))
      .finally(() => {
        this.looking = undefined;
      });
    return this.looking;
  }

  private async find(): Promise<void> {
    const found: MemorySource[] = [];
    for (const { uri } of this.isAllowed ? (vscode.workspace.workspaceFolders ?? []) : [])
      if (uri.scheme === 'file') found.push(...(await this.sourcesIn(uri)));
    const files = await Promise.all(found.map((source) => withStamp(source, this.stamps)));
    const sinceMs = ({ changedMs }: { changedMs: number }) => Math.max(0, changedMs - this.startedMs);
    const there = files.filter((file) => file !== undefined).sort((a, b) => sinceMs(b) - sinceMs(a));
    // Meanwhile one may have been excluded.
    const allowed = there.filter((source) => this.isAllowed && this.isRead(source)).slice(0, mostPages);
    this.sources = allowed;
    this.stamps.keep(new Set(allowed.map(({ name }) => name)));
    this.memory.hold(allowed);
  }

  private get isAllowed(): boolean {
    return this.parts.isOn() && vscode.workspace.isTrusted;
  }

  private async sourcesIn(folder: vscode.Uri): Promise<MemorySource[]> {
    const { translations, messages } = await readPageTree(folder.fsPath, { mostFiles, skipsUnreadable: true });
    const at = (name: string) => vscode.Uri.joinPath(folder, name);
    const commits = new Map<string, Promise<string>>();
    const newestCommit = (file: string) => {
      const known = commits.get(path.dirname(file)) ?? newestCommitStamp(file);
      commits.set(path.dirname(file), known);
      return known;
    };
    const pages: MemorySource[] = [];
    for (const { translation, source } of translations) {
      const file = at(translation);
      if (source !== undefined) pages.push(this.page(file, at(source), await newestCommit(file.fsPath)));
    }
    const own = at('.localtext/memory.tmx');
    const files = [own, ...messages.map(at)].map((uri): MemorySource => {
      const kind = uri.path.endsWith('.tmx') ? 'tmx' : 'po';
      const name = nameOf(uri);
      const load = async (): Promise<MemoryDocument | undefined> => {
        const text = await textOf(uri);
        return text === undefined ? undefined : { kind, name, text };
      };
      const most = kind === 'tmx' ? mostMemoryBytes : mostBytes;
      return { name, files: [uri], mostBytes: most, newestCommit: '', load };
    });
    return [...files, ...pages].filter((source) => this.isRead(source));
  }

  private isRead({ files }: MemorySource): boolean {
    return files.every((uri) => !this.parts.isExcluded({ uri, languageId: 'markdown' }));
  }

  private page(translation: vscode.Uri, source: vscode.Uri, newestCommit: string): MemorySource {
    const name = nameOf(translation);
    const load = async (): Promise<MemoryDocument | undefined> => {
      const format = formatOfFile(translation.fsPath);
      const [ours, theirs] = [await textOf(source), await textOf(translation)];
      if (ours === undefined || theirs === undefined || format?.kind !== 'prose') return undefined;
      const params = { source: source.fsPath, translation: translation.fsPath };
      const committed = committedTexts(await this.parts.oldSource(params).catch(() => undefined));
      this.stamps.wasRead(name, newestCommit, committed?.translation !== theirs);
      return (
        committed && { kind: 'pages', name, format: format.format, source: ours, translation: theirs, ...committed }
      );
    };
    return { name, files: [translation, source], mostBytes, newestCommit, load };
  }
}

function nameOf(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri);
}

/** With what tells one state of its files from another; undefined where one is gone or too large. */
async function withStamp(
  source: MemorySource,
  stamps: PageStamps,
): Promise<(MemorySource & MemoryFile & { changedMs: number }) | undefined> {
  try {
    const found = await Promise.all(source.files.map(({ fsPath }) => stat(fsPath)));
    if (found.some(({ size }) => size > source.mostBytes)) return undefined;
    const files = found.map(({ size, mtimeMs, ctimeMs, ino }) => [size, mtimeMs, ctimeMs, ino].join()).join(';');
    const stamp = stamps.stampOf(source.name, files, source.newestCommit);
    return { ...source, stamp, changedMs: Math.max(...found.map(({ mtimeMs }) => mtimeMs)) };
  } catch {
    return undefined;
  }
}

/** Undefined where the file is gone, or no text. */
export async function textOf({ fsPath }: vscode.Uri): Promise<string | undefined> {
  try {
    return readTextBytes(await readFile(fsPath)).text;
  } catch {
    return undefined; // gone, or no text
  }
}
