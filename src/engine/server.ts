// Answers the requests of protocol.ts over one connection, for one bundle. The only place that makes wire errors.
// Knows no model file and no process: it is given a loader, and tests give it fakes.

import {
  ErrorCodes,
  type MessageConnection,
  type RequestHandler,
  type RequestParam,
  type RequestType,
  ResponseError,
} from 'vscode-jsonrpc';
import type { LogFields, LogLevel } from '../shared/logger';
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
  SummarizeRequest,
  TranslateAlternativesRequest,
  TranslateRequest,
  TryServerRequest,
  UpdateRequest,
} from '../shared/protocol';
import type {
  EngineErrorCode,
  EngineErrorData,
  EngineStats,
  InitializeParams,
  InitializeResult,
} from '../shared/protocol/engine';
import type { AskResult, TryServerResult } from '../shared/protocol/speaker';
import { CancellationSource, type CancellationToken, yieldToEventLoop } from '../util/async';
import { type Disposable, DisposableStore } from '../util/disposable';
import { EngineError } from './errors';
import {
  completeJob,
  exchangeMemoryJob,
  fillMaskJob,
  findSlipsJob,
  type JobKind,
  type JobName,
  type LoadedModel,
  learnWordsJob,
  proposePhrasesJob,
  rememberJob,
  scoreJob,
  summarizeJob,
  translateAlternativesJob,
  translateJob,
  updateJob,
  type Work,
} from './jobKinds';
import { checkInitializeParams } from './requestParams';
import { RequestStats } from './requestStats';
import { type Lane, type PacedToken, Scheduler } from './scheduler';
import type { AskEditor } from './tasks/otherModel';

export interface ServerPorts {
  load(params: InitializeParams, ask: AskEditor): Promise<LoadedModel>;
  /** Whether the loaded files are the ones that were made; begun when nobody waits for the first answer any more. */
  verify?(params: InitializeParams, token: CancellationToken): Promise<number>;
  /** From the loading to `verify` (ms). Default 3,000. */
  verifyAfterMs?: number;
  /** Milliseconds of a clock that only goes forward, 0 at the process's start. */
  nowMs(): number;
  rssBytes(): number;
}

/** A job with its parameters: what the scheduler is given. */
type Run<R> = (token: CancellationToken, yieldPoint: () => Promise<void>) => Promise<R | undefined>;

const defaultVerifyAfterMs = 3000;

const logLevels: readonly LogLevel[] = ['trace', 'debug', 'info', 'warn', 'error'];

export class EngineServer implements Disposable {
  private readonly scheduler = new Scheduler();
  private readonly stats = new RequestStats();
  private readonly handlers = new DisposableStore();
  private model: LoadedModel | undefined;
  private isLoading = false;
  private isDisposed = false;
  private logLevel: LogLevel = 'warn';
  private readonly verification = new CancellationSource();

  /** Registers the handlers; the caller makes the connection listen. */
  constructor(
    private readonly connection: MessageConnection,
    private readonly ports: ServerPorts,
  ) {
    this.handlers.add(
      connection.onRequest(InitializeRequest, (params) => this.answer('initialize', () => this.initialize(params))),
    );
    this.handlers.add(connection.onRequest(StatsRequest, () => this.answer('stats', async () => this.engineStats())));
    this.serve('complete', CompleteRequest, completeJob);
    this.serve('learnWords', LearnWordsRequest, learnWordsJob);
    this.serve('score', ScoreRequest, scoreJob);
    this.serve('proposePhrases', ProposePhrasesRequest, proposePhrasesJob);
    this.serve('fillMask', FillMaskRequest, fillMaskJob);
    this.serve('findSlips', FindSlipsRequest, findSlipsJob);
    this.serve('translate', TranslateRequest, translateJob);
    this.serve('translateAlternatives', TranslateAlternativesRequest, translateAlternativesJob);
    this.serve('remember', RememberRequest, rememberJob);
    this.serve('exchangeMemory', ExchangeMemoryRequest, exchangeMemoryJob);
    this.serve('summarize', SummarizeRequest, summarizeJob);
    this.serve('update', UpdateRequest, updateJob);
    this.handlers.add(
      connection.onRequest(TryServerRequest, (_, token) => this.answer('tryServer', () => this.tryServer(token))),
    );
  }

  dispose(): void {
    this.isDisposed = true;
    this.verification.cancel();
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
      const model = await this.ports.load(checked, (asked, token) =>
        this.connection.sendRequest<AskResult>(AskRequest.method, asked, token),
      );
      if (this.isDisposed) await model.dispose();
      else this.model = model;
      if (model.info.own === undefined) this.verifySoon(checked);
      const { ownTrouble } = model.info;
      if (ownTrouble) {
        const { code, file, message } = ownTrouble; // about files, and quotes nobody
        this.log('warn', 'own model not used', { code, file, said: message });
      }
      const loadMs = this.ports.nowMs() - startMs;
      this.log('info', 'initialize', { kind: checked.kind, loadMs: Math.round(loadMs), threads: model.threads });
      return { ...model.info, loadMs, threads: model.threads };
    } finally {
      this.isLoading = false;
    }
  }

  private async tryServer(token: CancellationToken): Promise<TryServerResult> {
    const { model } = this;
    if (!model?.tryServer) throw new EngineError('modelUnsupported', 'This engine has no server to try');
    const result = await model.tryServer(token);
    if (!result) throw new EngineError('cancelled', 'The request was cancelled by its caller');
    this.log('info', 'tryServer', { trouble: result.trouble, to: result.to.join(' '), summarizes: result.summarizes });
    return result;
  }

  /** Hashing 40 MB takes a tenth of a second, which the first suggestion shall not wait for. */
  private verifySoon(params: InitializeParams): void {
    const { verify, verifyAfterMs = defaultVerifyAfterMs } = this.ports;
    if (!verify) return;
    const timer = setTimeout(() => {
      verify(params, this.verification.token).then(
        (files) => this.log('debug', 'verified', { files }),
        (error) => this.reportDamage(error),
      );
    }, verifyAfterMs);
    timer.unref();
    this.verification.token.onCancellationRequested(() => clearTimeout(timer));
  }

  private reportDamage(thrown: unknown): void {
    const { message, data } = toWireError('verify', thrown);
    this.log('error', 'verify failed', { code: data?.code, file: data?.file });
    if (data?.code !== 'modelInvalid') return; // a file that can't be read just now says nothing about the model
    this.connection.sendNotification(BundleDamagedNotification, { ...data, message }).catch(() => {});
  }

  private serve<P, R, Part>(name: JobName, type: RequestType<P, R, EngineErrorData>, kind: JobKind<P, R, Part>): void {
    const handler = (params: unknown, token: CancellationToken) =>
      this.answer(name, () => this.runJob(name, kind, params, token));
    this.handlers.add(this.connection.onRequest(type, handler as RequestHandler<P, R, EngineErrorData>));
  }

  private async runJob<P, R, Part>(
    name: JobName,
    kind: JobKind<P, R, Part>,
    params: unknown,
    token: CancellationToken,
  ): Promise<R> {
    const work = this.method(name) as Work<P, R, Part>;
    const checked = kind.check(params);
    const startMs = this.ports.nowMs();
    const report = (jobToken: CancellationToken) => (part: Part) => this.sendPart(kind, checked, part, jobToken);
    const run: Run<R> = (jobToken, yieldPoint) => work(checked, jobToken, yieldPoint, report(jobToken));
    const lane = typeof kind.lane === 'function' ? kind.lane(checked) : kind.lane;
    const result = await this.scheduled(lane, run, token);
    const ms = this.ports.nowMs() - startMs;
    if (result === undefined || kind.isCancelled?.(result)) {
      this.stats.record('cancelled');
      if (kind.cancelled === undefined) throw new EngineError('cancelled', 'The request was cancelled by its caller');
      this.log('trace', name, { ms: Math.round(ms), stop: 'cancelled' });
      return kind.cancelled;
    }
    this.stats.record('served', lane === 'interactive' ? ms : undefined);
    this.log('debug', name, { ms: Math.round(ms), ...kind.describe(result) });
    return result;
  }

  /** Nobody waits for parts of a cancelled job, and a part that can't be sent has no one to read it. */
  private sendPart<P, R, Part>(kind: JobKind<P, R, Part>, params: P, part: Part, token: CancellationToken): void {
    const { partialResultToken } = params as { partialResultToken?: string };
    if (!kind.partType || partialResultToken === undefined || token.isCancellationRequested || this.isDisposed) return;
    this.connection.sendProgress(kind.partType, partialResultToken, part as RequestParam<Part>).catch(() => {});
  }

  private async scheduled<R>(lane: Lane, work: Run<R>, token: CancellationToken): Promise<R | undefined> {
    const paced = (jobToken: PacedToken) => work(jobToken, () => jobToken.yieldPoint());
    const { scheduler } = this;
    try {
      const outcome =
        lane === 'interactive'
          ? await scheduler.runInteractive((jobToken) => work(jobToken, yieldToEventLoop), token)
          : lane === 'replaceable'
            ? await scheduler.runReplaceable(paced, token)
            : await scheduler.runBackground(paced, token);
      return outcome.kind === 'done' ? outcome.value : undefined;
    } catch (error) {
      this.stats.record('failed');
      throw error;
    }
  }

  private engineStats(): EngineStats {
    return { rssBytes: this.ports.rssBytes(), uptimeMs: this.ports.nowMs(), ...this.stats.snapshot() };
  }

  private method(name: JobName): unknown {
    const { model } = this;
    if (!model) throw new EngineError('notInitialized', 'Send "initialize" first; no bundle is loaded');
    const method = model[name];
    if (!method) throw new EngineError('modelUnsupported', `A "${model.info.kind}" bundle does not do "${name}"`);
    return method.bind(model);
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
  const { code, message, file, trouble } = thrown instanceof EngineError ? thrown : foreignError(method, thrown);
  const data: EngineErrorData = { code, ...(file !== undefined && { file }), ...(trouble && { trouble }) };
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
