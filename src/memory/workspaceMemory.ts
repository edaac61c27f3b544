// What people translated in the workspace, as an engine is told it: files are handed out one after the other, what came of them is
// kept, so that an engine that starts anew need not read them again. In memory only. Knows no editor and no file.

import type { Logger } from '../shared/logger';
import type { MemoryDocument, MemoryPair, RememberParams, RememberResult } from '../shared/protocol/memory';
import { CancellationSource, type CancellationToken } from '../util/async';
import type { Disposable } from '../util/disposable';

export interface MemoryEngine {
  remember(params: RememberParams, token: CancellationToken): Promise<RememberResult>;
  /** The number of the process that runs; 0 where none does. A new one knows nothing. */
  process(): number;
}

/** Undefined where the file is gone, too large, or no text. */
export type Load = () => Promise<MemoryDocument | undefined>;

/** A file, or a page with its source, that pairs come from. */
export interface MemoryFile {
  /** Relative to the workspace. */
  name: string;
  /** Another one whenever its text may be another. */
  stamp: string;
  load: Load;
}

/** Pairs of one request. */
const pairsAtOnce = 2000;

export class WorkspaceMemory implements Disposable {
  /** By name, in the order in which they are read. */
  private readonly unread = new Map<string, Load>();
  /** What was read, or is to be read. */
  private readonly stamps = new Map<string, string>();
  private readonly known = new Map<string, readonly MemoryPair[]>();
  /** Names that the engine may know and shall not. */
  private readonly gone = new Set<string>();
  /** The process that was told all of `known`; 0 for none. */
  private told = 0;
  private working: Promise<void> | undefined;
  private readonly stop = new CancellationSource();

  constructor(
    private readonly engine: MemoryEngine,
    private readonly log: Logger,
  ) {}

  get pairs(): number {
    let count = 0;
    for (const pairs of this.known.values()) count += pairs.length;
    return count;
  }

  /** All files that there are: the others are forgotten, what changed is read, in this order; until then what was read of it holds. */
  hold(files: readonly MemoryFile[]): void {
    const names = new Set(files.map(({ name }) => name));
    this.keep((name) => names.has(name));
    const waiting = new Map(this.unread);
    this.unread.clear();
    for (const { name, stamp, load } of files) {
      const next = this.stamps.get(name) === stamp ? waiting.get(name) : load;
      if (next) this.unread.set(name, next);
      this.stamps.set(name, stamp);
      this.gone.delete(name);
    }
  }

  /** The others are forgotten. */
  keep(isKept: (name: string) => boolean): void {
    for (const name of [...this.stamps.keys()]) if (!isKept(name)) this.forget(name);
  }

  private forget(name: string): void {
    this.unread.delete(name);
    this.stamps.delete(name);
    if (this.known.delete(name)) this.gone.add(name);
  }

  /** Whether there is anything that the engine does not know. */
  private get isBehind(): boolean {
    return this.unread.size > 0 || this.gone.size > 0 || (this.known.size > 0 && !this.isTold);
  }

  private get isTold(): boolean {
    return this.told !== 0 && this.told === this.engine.process();
  }

  /** Tells the engine, which starts for it if it must. Settles when all is told; never rejects. */
  work(): Promise<void> {
    if (!this.isBehind) return Promise.resolve();
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
    let files = 0;
    try {
      while (this.isBehind && !this.stop.token.isCancellationRequested) {
        if (!this.isTold || this.gone.size > 0) await this.tellKnown();
        const [next] = this.unread;
        if (!next) continue;
        await this.read(...next);
        files++;
      }
      this.log.log('debug', 'memory', { files, pairs: this.pairs, ms: Math.round(performance.now() - startedMs) });
    } catch (error) {
      // The engine's own calls say why; what is left is told the next time.
      this.log.log('debug', 'memory failed', { code: (error as { code?: string }).code ?? 'internal', files });
    }
  }

  /** To an engine that knows what it was told, what is gone; to another one everything. */
  private async tellKnown(): Promise<void> {
    const isNew = !this.isTold;
    const gone = [...this.gone];
    await this.engine.remember({ forget: isNew ? true : gone, documents: [], known: [] }, this.stop.token);
    for (const name of gone) this.gone.delete(name);
    const process = this.engine.process();
    for (const known of isNew ? batches(this.known) : [])
      await this.engine.remember({ forget: [], documents: [], known }, this.stop.token);
    this.told = process;
  }

  private async read(name: string, load: Load): Promise<void> {
    const document = await load();
    const params = { forget: document ? [] : [name], documents: document ? [document] : [], known: [] };
    const { read } = await this.engine.remember(params, this.stop.token);
    // What was changed meanwhile is read again; what is no longer wanted is forgotten, by the engine too.
    if (this.unread.get(name) === load) this.unread.delete(name);
    if (!this.stamps.has(name)) return void this.gone.add(name);
    const [first] = read;
    if (first && first.pairs.length > 0) this.known.set(name, first.pairs);
    else this.known.delete(name);
  }
}

function* batches(all: ReadonlyMap<string, readonly MemoryPair[]>): Generator<RememberParams['known']> {
  let batch: RememberParams['known'] = [];
  let size = 0;
  for (const [name, pairs] of all) {
    batch.push({ name, pairs: [...pairs] });
    size += pairs.length;
    if (size < pairsAtOnce) continue;
    yield batch;
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield batch;
}
