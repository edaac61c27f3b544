// Which of the workspace's other documents ghost text is told, nearest first and within bounds, and telling them to an engine, one after
// the other; one that starts anew is told again. Keeps names only. Knows no editor and no file.

import type { Logger } from '../shared/logger';
import type { LearnWordsParams, LearnWordsResult } from '../shared/protocol/workspaceWords';
import { CancellationSource, type CancellationToken } from '../util/async';
import type { Disposable } from '../util/disposable';

export interface WordsEngine {
  learnWords(params: LearnWordsParams, token: CancellationToken): Promise<LearnWordsResult>;
  /** The number of the process that runs; 0 where none does. A new one knows nothing. */
  process(): number;
}

export interface WordsDocument {
  name: string;
  /** Undefined where the file is gone, too large, no text, or shall not be read any more. */
  read(): Promise<string | undefined>;
}

/** Of all documents together (UTF-8 bytes). */
export const mostWordsBytes = 1_000_000;

export class WorkspaceWords implements Disposable {
  private wanted: readonly WordsDocument[] = [];
  /** What the process `told` knows: by name, how many bytes. */
  private readonly known = new Map<string, number>();
  /** What it knows in an older form. */
  private readonly outdated = new Set<string>();
  private told = 0;
  private working: Promise<void> | undefined;
  private isBehind = false;
  private readonly stop = new CancellationSource();

  constructor(
    private readonly engine: WordsEngine,
    private readonly log: Logger,
  ) {}

  /** Of the documents that the engine knows. */
  get names(): string[] {
    return this.told === this.engine.process() ? [...this.known.keys()] : [];
  }

  /** All that may be known, the most useful first; what is known besides is forgotten. */
  want(documents: readonly WordsDocument[]): void {
    this.wanted = documents;
    this.isBehind = true;
  }

  /** The document has changed, or is not to be known any more. */
  changed(name: string): void {
    if (!this.known.delete(name)) return;
    this.outdated.add(name);
    this.isBehind = true;
  }

  /** Tells an engine that runs; none is started for it. Settles when all is told; never rejects. */
  work(): Promise<void> {
    const isNew = this.told !== this.engine.process();
    if (this.engine.process() === 0 || (!this.isBehind && !isNew)) return Promise.resolve();
    this.working ??= this.tellAll().finally(() => {
      this.working = undefined;
    });
    return this.working;
  }

  dispose(): void {
    this.stop.cancel();
  }

  private async tellAll(): Promise<void> {
    const startedMs = performance.now();
    try {
      while (this.isBehind || this.told !== this.engine.process()) {
        this.isBehind = false;
        if (this.engine.process() === 0) return;
        await this.forgetOthers();
        await this.tellWanted();
      }
    } catch (error) {
      // The engine's own calls say why; what is left is told the next time.
      this.told = 0;
      this.log.log('debug', 'workspace words failed', { code: (error as { code?: string }).code ?? 'internal' });
    }
    this.log.log('debug', 'workspace words', {
      files: this.known.size,
      ms: Math.round(performance.now() - startedMs),
    });
  }

  private async forgetOthers(): Promise<void> {
    const process = this.engine.process();
    if (this.told !== process) {
      this.known.clear();
      this.outdated.clear();
      this.told = process;
      await this.ask({ forget: true, documents: [] });
      return;
    }
    const names = new Set(this.wanted.map(({ name }) => name));
    await this.forget([...this.known.keys(), ...this.outdated].filter((name) => !names.has(name)));
  }

  private async forget(names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    for (const name of names) {
      this.known.delete(name);
      this.outdated.delete(name);
    }
    await this.ask({ forget: [...names], documents: [] });
  }

  private async tellWanted(): Promise<void> {
    const { wanted } = this;
    let bytes = [...this.known.values()].reduce((sum, each) => sum + each, 0);
    for (const { name, read } of wanted) {
      if (this.isBehind || this.engine.process() !== this.told) return; // begun anew
      if (this.known.has(name)) continue;
      const text = await read();
      const size = text === undefined ? 0 : Buffer.byteLength(text);
      if (text === undefined || bytes + size > mostWordsBytes) {
        if (this.outdated.has(name)) await this.forget([name]);
        continue;
      }
      this.known.set(name, size);
      this.outdated.delete(name);
      const { isFull } = await this.ask({ forget: [], documents: [{ name, text }] });
      if (isFull) return;
      bytes += size;
    }
  }

  private ask(params: LearnWordsParams): Promise<LearnWordsResult> {
    return this.engine.learnWords(params, this.stop.token);
  }
}

/** By the folders between two files; files of one distance in the order of their names. */
export function nearestFirst(files: readonly string[], to: string): string[] {
  const target = to.split('/');
  const distance = (file: string) => {
    const parts = file.split('/');
    let shared = 0;
    while (shared < Math.min(parts.length, target.length) - 1 && parts[shared] === target[shared]) shared++;
    return parts.length + target.length - 2 * shared;
  };
  const all = files.map((file) => ({ file, far: distance(file) }));
  return all.sort((a, b) => a.far - b.far || (a.file < b.file ? -1 : 1)).map(({ file }) => file);
}
