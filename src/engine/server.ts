// Answers the requests of protocol.ts over one connection, for one bundle. The only place that makes wire errors.
// Knows no model file and no process: it is given a loader, and tests give it fakes.

import { ErrorCodes, type MessageConnection, ResponseError } from 'vscode-jsonrpc';
import { emptyCompletion } from '../shared/emptyCompletion';
import type { LogFields, LogLevel } from '../shared/logger';
import {
  type BundleInfo,
  type CompleteParams,
  CompleteRequest,
  type CompleteResult,
  type EngineErrorCode,
  type EngineErrorData,
  type EngineStats,
  type InitializeParams,
  InitializeRequest,
  type InitializeResult,
  LogNotification,
  type ScoreParams,
  ScoreRequest,
  type ScoreResult,
  StatsRequest,
} from '../shared/protocol';
import type { CancellationToken } from '../util/async';
import { type Disposable, DisposableStore } from '../util/disposable';
import { EngineError } from './errors';
import { checkCompleteParams, checkInitializeParams, checkScoreParams } from './requestParams';
import { RequestStats } from './requestStats';
import { Scheduler } from './scheduler';

/** What the server needs of a loaded completion bundle; tasks/completionModel.ts is one. */
export interface LoadedModel {
  readonly info: BundleInfo;
  readonly threads: number;
  complete(params: CompleteParams, token: CancellationToken): Promise<CompleteResult>;
  /** Awaits `yieldPoint` between its pieces. Undefined when cancelled. */
  score(
    params: ScoreParams,
    token: CancellationToken,
    yieldPoint: () => Promise<void>,
  ): Promise<ScoreResult | undefined>;
  dispose(): void | Promise<void>;
}

export interface ServerPorts {
  load(params: InitializeParams): Promise<LoadedModel>;
  /** Milliseconds of a clock that only goes forward, 0 at the process's start. */
  nowMs(): number;
  rssBytes(): number;
}

const logLevels: readonly LogLevel[] = ['trace', 'debug', 'info', 'warn', 'error'];

export class EngineServer implements Disposable {
  private readonly scheduler = new Scheduler();
  private readonly stats = new RequestStats();
  private readonly handlers = new DisposableStore();
  private model: LoadedModel | undefined;
  private isLoading = false;
  private isDisposed = false;
  private logLevel: LogLevel = 'warn';

  /** Registers the handlers; the caller makes the connection listen. */
  constructor(
    private readonly connection: MessageConnection,
    private readonly ports: ServerPorts,
  ) {
    const { handlers } = this;
    handlers.add(
      connection.onRequest(InitializeRequest, (params) => this.answer('initialize', () => this.initialize(params))),
    );
    handlers.add(
      connection.onRequest(CompleteRequest, (params, token) =>
        this.answer('complete', () => this.complete(params, token)),
      ),
    );
    handlers.add(
      connection.onRequest(ScoreRequest, (params, token) => this.answer('score', () => this.score(params, token))),
    );
    handlers.add(connection.onRequest(StatsRequest, () => this.answer('stats', async () => this.engineStats())));
  }

  dispose(): void {
    this.isDisposed = true;
    this.handlers.dispose();
    this.scheduler.cancelAll();
    void this.model?.dispose();
    this.model = undefined;
  }

  /** For main.ts, which has the process's own troubles to report. Names and numbers only. */
  log(level: LogLevel, name: string, fields?: LogFields): void {
    if (this.isDisposed || logLevels.indexOf(level) < logLevels.indexOf(this.logLevel)) return;
    // A line that can't be sent has no one to read it.
    this.connection.sendNotification(LogNotification, { level, name, ...(fields && { fields }) }).catch(() => {});
  }

  private async initialize(params: unknown): Promise<InitializeResult> {
    const checked = checkInitializeParams(params);
    if (this.model || this.isLoading) {
      throw new EngineError('inputInvalid', 'This engine is initialized already; one process serves one bundle');
    }
    this.logLevel = checked.logLevel;
    const startMs = this.ports.nowMs();
    this.isLoading = true;
    try {
      const model = await this.ports.load(checked);
      if (this.isDisposed) await model.dispose();
      else this.model = model;
      const loadMs = this.ports.nowMs() - startMs;
      this.log('info', 'initialize', { kind: checked.kind, loadMs: Math.round(loadMs), threads: model.threads });
      return { ...model.info, loadMs, threads: model.threads };
    } finally {
      this.isLoading = false;
    }
  }

  private async complete(params: unknown, token: CancellationToken): Promise<CompleteResult> {
    const model = this.loadedModel();
    const checked = checkCompleteParams(params);
    const startMs = this.ports.nowMs();
    const outcome = await this.counted(() =>
      this.scheduler.runInteractive((jobToken) => model.complete(checked, jobToken), token),
    );
    const result = outcome.kind === 'done' ? outcome.value : emptyCompletion('cancelled');
    const stop = result.suggestions[0]?.stop;
    const ms = this.ports.nowMs() - startMs;
    if (stop === 'cancelled') this.stats.record('cancelled');
    else this.stats.record('served', ms);
    const { promptTokens, reusedTokens, decodedTokens } = result.timing;
    const suggestions = result.suggestions.length;
    this.log('debug', 'complete', { ms: Math.round(ms), promptTokens, reusedTokens, decodedTokens, suggestions, stop });
    return result;
  }

  private async score(params: unknown, token: CancellationToken): Promise<ScoreResult> {
    const model = this.loadedModel();
    const checked = checkScoreParams(params);
    const outcome = await this.counted(() =>
      this.scheduler.runBackground((jobToken) => model.score(checked, jobToken, () => jobToken.yieldPoint()), token),
    );
    if (outcome.kind === 'cancelled' || !outcome.value) {
      this.stats.record('cancelled');
      throw new EngineError('cancelled', 'The request was cancelled by its caller');
    }
    this.stats.record('served');
    const { ms, tokens } = outcome.value;
    this.log('debug', 'score', { ms: Math.round(ms), tokens });
    return outcome.value;
  }

  private engineStats(): EngineStats {
    return { rssBytes: this.ports.rssBytes(), uptimeMs: this.ports.nowMs(), ...this.stats.snapshot() };
  }

  private loadedModel(): LoadedModel {
    if (!this.model) throw new EngineError('notInitialized', 'Send "initialize" first; no bundle is loaded');
    return this.model;
  }

  private async counted<T>(run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      this.stats.record('failed');
      throw error;
    }
  }

  private async answer<R>(method: string, work: () => Promise<R>): Promise<R | ResponseError<EngineErrorData>> {
    try {
      return await work();
    } catch (error) {
      const wireError = toWireError(method, error);
      const code = wireError.data?.code;
      const level = code === 'cancelled' ? 'debug' : code === 'internal' ? 'error' : 'warn';
      this.log(level, `${method} failed`, { code, file: wireError.data?.file, ...describeThrown(error) });
      return wireError;
    }
  }
}

const rpcCodes: Partial<Record<EngineErrorCode, number>> = {
  inputInvalid: ErrorCodes.InvalidParams,
  notInitialized: ErrorCodes.ServerNotInitialized,
  internal: ErrorCodes.InternalError,
  cancelled: -32800, // RequestCancelled in the Language Server Protocol
};
const otherRpcCode = -32000;

/** ONNX Runtime and V8 each say it in their own words. */
const outOfMemory = /bad_alloc|allocation failed|failed to allocate|out of memory/i;

function toWireError(method: string, thrown: unknown): ResponseError<EngineErrorData> {
  const { code, message, file } = thrown instanceof EngineError ? thrown : foreignError(method, thrown);
  const data: EngineErrorData = file === undefined ? { code } : { code, file };
  return new ResponseError(rpcCodes[code] ?? otherRpcCode, message, data);
}

/** A foreign message is not passed on: it may quote the user's text (JSON.parse does). */
function foreignError(method: string, thrown: unknown): EngineError {
  if (thrown instanceof Error && outOfMemory.test(thrown.message)) {
    return new EngineError('outOfMemory', `Not enough memory for "${method}"; close other programs and try again`);
  }
  const name = thrown instanceof Error ? thrown.name : typeof thrown;
  return new EngineError('internal', `"${method}" failed unexpectedly (${name}); the log has the details`);
}

/** Where it was thrown, without the message: a stack's first lines repeat it. */
function describeThrown(thrown: unknown): LogFields {
  if (!(thrown instanceof Error)) return { thrown: typeof thrown };
  const isExpected = thrown instanceof EngineError && thrown.code !== 'internal';
  if (isExpected) return {};
  const { cause } = thrown;
  return {
    thrown: thrown.name,
    cause: cause instanceof Error ? cause.name : undefined,
    at: stackFrames(thrown).slice(0, 4).join(' < '),
  };
}

/** The `at` lines of a stack alone, with file names for paths: a path may carry the user's name. */
export function stackFrames(error: Error): string[] {
  const frames: string[] = [];
  for (const line of error.stack?.split('\n') ?? []) {
    const match = /^\s+at (?:(.+) \()?.*?([^\\/()]+:\d+:\d+)\)?$/.exec(line);
    if (match) frames.push(match[1] ? `${match[1]} (${match[2]})` : (match[2] ?? ''));
  }
  return frames;
}
