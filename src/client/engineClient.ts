// One engine as its users see it: typed calls, a process that starts on first use, stops when idle, and is started
// again after a crash by the next call. Knows no editor; what is said on the wire is in shared/protocol.ts.

import type { MessageConnection, ProgressType, RequestType } from 'vscode-jsonrpc';
import { emptyCompletion } from '../shared/emptyCompletion';
import { type Logger, silentLogger } from '../shared/logger';
import {
  AskRequest,
  BundleDamagedNotification,
  CompleteRequest,
  ExchangeMemoryRequest,
  FillMaskRequest,
  FindSlipsRequest,
  InitializeRequest,
  LearnWordsRequest,
  LogNotification,
  ProposePhrasesRequest,
  RememberRequest,
  ScoreRequest,
  StatsRequest,
  SummarizeProgressType,
  SummarizeRequest,
  TranslateAlternativesRequest,
  TranslateProgressType,
  TranslateRequest,
  TryServerRequest,
  UpdateProgressType,
  UpdateRequest,
} from '../shared/protocol';
import type { CompleteParams, CompleteResult, ScoreParams, ScoreResult } from '../shared/protocol/completion';
import type {
  BundleDamaged,
  EngineErrorData,
  EngineStats,
  InitializeParams,
  InitializeResult,
} from '../shared/protocol/engine';
import type {
  FillMaskParams,
  FillMaskResult,
  FindSlipsParams,
  FindSlipsResult,
  ProposePhrasesParams,
  ProposePhrasesResult,
} from '../shared/protocol/fillMask';
import type { ExchangeParams, ExchangeResult, RememberParams, RememberResult } from '../shared/protocol/memory';
import type { AskParams, AskResult, TryServerResult } from '../shared/protocol/speaker';
import type { SummarizeParams, SummarizeProgress, SummarizeResult } from '../shared/protocol/summary';
import type {
  TranslateAlternativesParams,
  TranslateAlternativesResult,
  TranslateParams,
  TranslateProgress,
  TranslateResult,
} from '../shared/protocol/translation';
import type { UpdateParams, UpdateProgress, UpdateResult } from '../shared/protocol/update';
import type { LearnWordsParams, LearnWordsResult } from '../shared/protocol/workspaceWords';
import { type CancellationToken, neverCancelled } from '../util/async';
import type { Disposable } from '../util/disposable';
import {
  EngineCallError,
  type EngineCallErrorCode,
  type EngineTrouble,
  lastingCodes,
  toCallError,
} from './engineCallError';
import { type EngineExit, EngineProcess } from './engineProcess';
import { RestartPolicy } from './restartPolicy';

export type EngineState =
  | { kind: 'stopped' } // not started yet, or stopped because nobody asked for a while
  | { kind: 'starting' }
  | { kind: 'ready' }
  | { kind: 'busy' } // a call waits for its answer
  | { kind: 'failed'; code: EngineCallErrorCode; message: string; trouble?: EngineTrouble }; // stays so until `restart()`

export interface EngineClientOptions {
  /** Absolute path of dist/engine.js. */
  entry: string;
  /** Asked at each start, so that changed settings hold from the next start on. */
  initializeParams(): InitializeParams;
  /** Milliseconds without a call after which the process is stopped; 0 keeps it. */
  idleMs: number;
  /** For engines nobody waits for while typing. */
  lowPriority: boolean;
  /** As {@link EngineProcessOptions.hugePages}. */
  hugePages?: boolean;
  log?: Logger;
  /** Asks one of the editor's models for the engine. */
  ask?(params: AskParams, token: CancellationToken): Promise<AskResult>;
  /** For the restart policy (ms). */
  nowMs?(): number;
}

/** A process and what it said to `initialize`. */
interface Running {
  readonly process: EngineProcess;
  /** Rejects with an EngineCallError. */
  readonly initialized: Promise<InitializeResult>;
  info?: InitializeResult;
  /** Why its calls fail, once it is over. */
  ended?: EngineCallError;
}

/** Where the parts of an answer that are sent ahead go. */
interface Parts {
  /** `partialResultToken` of the request. */
  readonly id: string;
  listen(connection: MessageConnection): Disposable;
}

interface CallOptions {
  parts?: Parts;
  /** Nobody waits for it: the engine isn't shown as busy, and is not kept for it. */
  isQuiet?: boolean;
}

export interface EngineDiagnostics {
  state: EngineState;
  pid: number | undefined;
  info: InitializeResult | undefined;
  starts: number;
  crashes: number;
  /** Of the running process, or of the last one that crashed. */
  stderr: string;
}

export class EngineClient implements Disposable {
  private readonly log: Logger;
  private readonly policy = new RestartPolicy();
  private readonly listeners = new Set<(state: EngineState) => void>();
  private running: Running | undefined;
  /** Set while the state is `failed`. */
  private failure: EngineCallError | undefined;
  private current: EngineState = { kind: 'stopped' };
  private idleTimer: NodeJS.Timeout | undefined;
  private waiting = 0;
  private lastPartsId = 0;
  private starts = 0;
  private crashes = 0;
  private lastStderr = '';
  private isDisposed = false;

  constructor(private readonly options: EngineClientOptions) {
    this.log = options.log ?? silentLogger;
  }

  get state(): EngineState {
    return this.current;
  }

  onDidChangeState(listener: (state: EngineState) => void): Disposable {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  /** Ghost text. Settles at once when cancelled, with stop `cancelled`. @throws EngineCallError */
  complete(params: CompleteParams, token: CancellationToken): Promise<CompleteResult> {
    return this.call(CompleteRequest, params, token, (resolve) => resolve(emptyCompletion('cancelled')));
  }

  /** What other documents say, for the completions that follow. @throws EngineCallError, code `cancelled` at once when cancelled */
  learnWords(params: LearnWordsParams, token: CancellationToken): Promise<LearnWordsResult> {
    return this.call(LearnWordsRequest, params, token, rejectCancelled, { isQuiet: true });
  }

  /** How probable a text is. @throws EngineCallError, code `cancelled` at once when cancelled */
  score(params: ScoreParams, token: CancellationToken): Promise<ScoreResult> {
    return this.call(ScoreRequest, params, token, rejectCancelled);
  }

  /** Phrases for a blank. @throws EngineCallError, code `cancelled` at once when cancelled */
  proposePhrases(params: ProposePhrasesParams, token: CancellationToken): Promise<ProposePhrasesResult> {
    return this.call(ProposePhrasesRequest, params, token, rejectCancelled);
  }

  /** What fits in the blanks. @throws EngineCallError, code `cancelled` at once when cancelled */
  fillMask(params: FillMaskParams, token: CancellationToken): Promise<FillMaskResult> {
    return this.call(FillMaskRequest, params, token, rejectCancelled);
  }

  /** Probable slips of the pen. @throws EngineCallError, code `cancelled` at once when cancelled */
  findSlips(params: FindSlipsParams, token: CancellationToken): Promise<FindSlipsResult> {
    return this.call(FindSlipsRequest, params, token, rejectCancelled);
  }

  /**
   * A text in the other language; `onProgress` is told of its sentences in order and of nothing after a cancellation.
   * @throws EngineCallError, code `cancelled` at once when cancelled or when a newer translation or summary began
   */
  translate(
    params: TranslateParams,
    onProgress: (progress: TranslateProgress) => void,
    token: CancellationToken,
  ): Promise<TranslateResult> {
    const parts = this.parts(TranslateProgressType, onProgress);
    return this.call(TranslateRequest, { ...params, partialResultToken: parts.id }, token, rejectCancelled, { parts });
  }

  /** Other words at one place of a translation. @throws EngineCallError, code `cancelled` at once when cancelled */
  translateAlternatives(
    params: TranslateAlternativesParams,
    token: CancellationToken,
  ): Promise<TranslateAlternativesResult> {
    return this.call(TranslateAlternativesRequest, params, token, rejectCancelled);
  }

  /** What people translated, for the translations that follow. @throws EngineCallError, code `cancelled` at once when cancelled */
  remember(params: RememberParams, token: CancellationToken): Promise<RememberResult> {
    return this.call(RememberRequest, params, token, rejectCancelled);
  }

  /** What it was told, as TMX, or TMX merged. @throws EngineCallError, code `cancelled` at once when cancelled */
  exchangeMemory(params: ExchangeParams, token: CancellationToken): Promise<ExchangeResult> {
    return this.call(ExchangeMemoryRequest, params, token, rejectCancelled);
  }

  /** What a text says, shorter; otherwise as {@link translate}. */
  summarize(
    params: SummarizeParams,
    onProgress: (progress: SummarizeProgress) => void,
    token: CancellationToken,
  ): Promise<SummarizeResult> {
    const parts = this.parts(SummarizeProgressType, onProgress);
    return this.call(SummarizeRequest, { ...params, partialResultToken: parts.id }, token, rejectCancelled, { parts });
  }

  /** What a translation lacks to say what its source says, and drafts of it; otherwise as {@link translate}. */
  update(
    params: UpdateParams,
    onProgress: (progress: UpdateProgress) => void,
    token: CancellationToken,
  ): Promise<UpdateResult> {
    const parts = this.parts(UpdateProgressType, onProgress);
    return this.call(UpdateRequest, { ...params, partialResultToken: parts.id }, token, rejectCancelled, { parts });
  }

  /** Whether the server is fit for translations and summaries. @throws EngineCallError, code `cancelled` at once when cancelled */
  tryServer(token: CancellationToken): Promise<TryServerResult> {
    return this.call(TryServerRequest, {}, token, rejectCancelled);
  }

  /** Figures of the running engine; undefined where none runs, for none is started to be asked. */
  async stats(): Promise<EngineStats | undefined> {
    if (!this.running?.info) return undefined;
    return this.call(StatsRequest, {}, neverCancelled, () => {});
  }

  /** Starts the engine ahead of the first call. @throws EngineCallError */
  async warmUp(): Promise<InitializeResult> {
    return this.start().initialized;
  }

  /** Stops the process, forgets its crashes and starts it anew: for the user, and for changed settings. */
  async restart(): Promise<InitializeResult> {
    this.policy.reset();
    this.failure = undefined;
    this.end(new EngineCallError('engineStopped', 'The engine was restarted'));
    this.setState({ kind: 'stopped' });
    return this.warmUp();
  }

  /** For "Copy diagnostics": numbers and names, no user text. */
  diagnostics(): EngineDiagnostics {
    return {
      state: this.current,
      pid: this.running?.process.pid,
      info: this.running?.info,
      starts: this.starts,
      crashes: this.crashes,
      stderr: this.running?.process.stderr ?? this.lastStderr,
    };
  }

  /** Ends this client's process and no other. Calls that wait fail with code `disposed`. */
  dispose(): void {
    if (this.isDisposed) return;
    this.isDisposed = true;
    this.end(new EngineCallError('disposed', 'The extension is shutting down'));
    this.setState({ kind: 'stopped' });
    this.listeners.clear();
  }

  private call<P, R>(
    type: RequestType<P, R, EngineErrorData>,
    params: P,
    token: CancellationToken,
    onCancel: (resolve: (result: R) => void, reject: (error: EngineCallError) => void) => void,
    { parts, isQuiet = false }: CallOptions = {},
  ): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      if (token.isCancellationRequested) return onCancel(resolve, reject);
      const running = this.start();
      let isOpen = true;
      const finish = (answer: () => void) => {
        if (!isOpen) return;
        isOpen = false;
        subscription.dispose();
        listener?.dispose();
        if (!isQuiet) this.addWaiting(-1);
        answer();
      };
      if (!isQuiet) this.addWaiting(1);
      const listener = parts?.listen(running.process.connection);
      const subscription = token.onCancellationRequested(() => finish(() => onCancel(resolve, reject)));
      const send = async (): Promise<void> => {
        await running.initialized;
        if (!isOpen) return; // cancelled while the engine was starting
        const result = await running.process.connection.sendRequest<R>(type.method, params, token);
        finish(() => resolve(result));
      };
      send().catch((error) => finish(() => reject(toCallError(error, running.ended))));
    });
  }

  private parts<Part>(type: ProgressType<Part>, onPart: (part: Part) => void): Parts {
    const id = `part-${++this.lastPartsId}`;
    return { id, listen: (connection) => connection.onProgress(type, id, onPart) };
  }

  /** The running engine, or a new one. @throws EngineCallError when it may not be started */
  private start(): Running {
    if (this.isDisposed) throw new EngineCallError('disposed', 'The extension is shutting down');
    if (this.failure) throw this.failure;
    if (this.running) return this.running;
    const params = this.options.initializeParams();
    const process = this.fork();
    this.starts++;
    process.connection.onNotification(LogNotification, ({ level, name, fields }) => this.log.log(level, name, fields));
    process.connection.onNotification(BundleDamagedNotification, (damage) => this.onDamaged(process, damage));
    const { ask } = this.options;
    if (ask) process.connection.onRequest(AskRequest, (asked, token) => ask(asked, token));
    process.connection.listen();
    const request = process.connection.sendRequest(InitializeRequest, params);
    const running: Running = {
      process,
      initialized: request.catch((error) => this.onInitializeFailed(running, error)),
    };
    this.running = running;
    running.initialized.then(
      (info) => this.onInitialized(running, info),
      () => {}, // its calls say so, and the state does
    );
    void process.crashed.then((exit) => this.onCrashed(running, exit));
    this.log.log('debug', 'engine starts', { pid: process.pid });
    this.setState({ kind: 'starting' });
    return running;
  }

  private fork(): EngineProcess {
    const { entry, lowPriority, hugePages = false } = this.options;
    try {
      return EngineProcess.start({ entry, lowPriority, hugePages });
    } catch (cause) {
      this.countCrash(); // the system has no room for a process; most other reasons come as a crash
      throw new EngineCallError('engineCrashed', 'The engine process could not be started', { cause });
    }
  }

  private onInitialized(running: Running, info: InitializeResult): void {
    if (this.running !== running) return;
    running.info = info;
    this.showActivity();
  }

  /** A bundle that can't be loaded stays so: no more tries until `restart()`. Other troubles count like a crash. */
  private onInitializeFailed(running: Running, thrown: unknown): never {
    const error = toCallError(thrown, running.ended);
    if (this.running === running) {
      const isLasting = lastingCodes.has(error.code);
      this.end(error);
      if (isLasting) this.fail(error);
      else this.countCrash();
    }
    throw error;
  }

  /** What it answers can't be trusted: nothing more is asked of it until `restart()`. */
  private onDamaged(process: EngineProcess, { code, file, message }: BundleDamaged): void {
    if (this.running?.process !== process) return;
    const error = new EngineCallError(code, message, { file });
    this.end(error);
    this.fail(error);
  }

  private onCrashed(running: Running, exit: EngineExit): void {
    if (this.running !== running) return;
    this.log.log('error', 'engine crashed', { code: exit.code ?? undefined, signal: exit.signal ?? undefined });
    this.end(new EngineCallError('engineCrashed', `The engine process ended unexpectedly (${describeExit(exit)})`));
    this.countCrash(exit.signal === 'SIGKILL' ? 'killed' : undefined);
  }

  /** @param trouble What is said where this crash is the last one that is put up with. */
  private countCrash(trouble?: EngineTrouble): void {
    this.crashes++;
    const nowMs = this.options.nowMs?.() ?? performance.now();
    if (this.policy.recordCrash(nowMs) === 'restart') this.setState({ kind: 'stopped' });
    else
      this.fail(
        new EngineCallError('engineFailed', 'The engine crashed several times in a row; restart it to try again', {
          trouble,
        }),
      );
  }

  private fail(error: EngineCallError): void {
    this.failure = error;
    // Of a runtime that did not load the loader's own words help, and they quote nobody.
    const said = error.code === 'runtimeMissing' ? error.message : undefined;
    this.log.log('error', 'engine failed', { code: error.code, file: error.file, said });
    const { code, message, trouble } = error;
    this.setState({ kind: 'failed', code, message, ...(trouble && { trouble }) });
  }

  /** Ends the process, if there is one; the calls that wait fail with `reason`. */
  private end(reason: EngineCallError): void {
    clearTimeout(this.idleTimer);
    const { running } = this;
    if (!running) return;
    this.running = undefined;
    this.lastStderr = running.process.stderr;
    running.ended = reason;
    running.process.dispose();
  }

  private addWaiting(change: 1 | -1): void {
    this.waiting += change;
    this.showActivity();
  }

  /** Shows ready or busy, and winds the idle clock. */
  private showActivity(): void {
    clearTimeout(this.idleTimer);
    if (!this.running?.info) return;
    this.setState({ kind: this.waiting > 0 ? 'busy' : 'ready' });
    const { idleMs } = this.options;
    if (this.waiting > 0 || idleMs <= 0) return;
    this.idleTimer = setTimeout(() => {
      this.log.log('debug', 'engine stops', { idleMs });
      this.end(new EngineCallError('engineStopped', 'The engine was idle'));
      this.setState({ kind: 'stopped' });
    }, idleMs);
    this.idleTimer.unref();
  }

  private setState(state: EngineState): void {
    if (state.kind === this.current.kind) return;
    this.current = state;
    for (const listener of [...this.listeners]) listener(state);
  }
}

function rejectCancelled(_: unknown, reject: (error: EngineCallError) => void): void {
  reject(new EngineCallError('cancelled', 'The request was cancelled by its caller'));
}

function describeExit({ code, signal }: EngineExit): string {
  if (signal) return `signal ${signal}`;
  return code === null ? 'it could not be started' : `exit status ${code}`;
}
