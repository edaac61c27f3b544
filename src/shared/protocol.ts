// Every message between the extension host (or the command line) and an engine process, one entry a message.
// An engine process serves one bundle. What the messages hold is in protocol/, a file a feature.

import { NotificationType, ProgressType, RequestType } from 'vscode-jsonrpc';
import type { CompleteParams, CompleteResult, ScoreParams, ScoreResult } from './protocol/completion';
import type {
  BundleDamaged,
  EngineErrorData,
  EngineStats,
  InitializeParams,
  InitializeResult,
  LogParams,
} from './protocol/engine';
import type {
  FillMaskParams,
  FillMaskResult,
  FindSlipsParams,
  FindSlipsResult,
  ProposePhrasesParams,
  ProposePhrasesResult,
} from './protocol/fillMask';
import type { ExchangeParams, ExchangeResult, RememberParams, RememberResult } from './protocol/memory';
import type { OldSourceParams, OldSourceResult } from './protocol/oldSource';
import type { AskParams, AskResult, TryServerResult } from './protocol/speaker';
import type { SummarizeParams, SummarizeProgress, SummarizeResult } from './protocol/summary';
import type {
  TranslateAlternativesParams,
  TranslateAlternativesResult,
  TranslateParams,
  TranslateProgress,
  TranslateResult,
} from './protocol/translation';
import type { UpdateParams, UpdateProgress, UpdateResult } from './protocol/update';
import type { LearnWordsParams, LearnWordsResult } from './protocol/workspaceWords';

/** Client to engine, first message: load the bundle. A second one is an error (`inputInvalid`). */
export const InitializeRequest = new RequestType<InitializeParams, InitializeResult, EngineErrorData>('initialize');

/** Client to engine: ghost text. The newest wins; older ones end with stop `cancelled`. Bundle: completion. */
export const CompleteRequest = new RequestType<CompleteParams, CompleteResult, EngineErrorData>('complete');

/**
 * Client to engine: what other documents of the workspace say, to count beside the model. A background job; an engine that starts
 * anew knows nothing. Bundle: completion.
 */
export const LearnWordsRequest = new RequestType<LearnWordsParams, LearnWordsResult, EngineErrorData>('learnWords');

/**
 * Client to engine: how probable a text is. Waits behind completions. Bundle: completion (left to right) or fill-mask
 * (pseudo-log-likelihood: each token given all the others).
 */
export const ScoreRequest = new RequestType<ScoreParams, ScoreResult, EngineErrorData>('score');

/** Client to engine: phrases for a blank, to be judged by `fillMask`. Waits behind completions. Bundle: completion. */
export const ProposePhrasesRequest = new RequestType<ProposePhrasesParams, ProposePhrasesResult, EngineErrorData>(
  'proposePhrases',
);

/** Client to engine: what fits in the blanks. The newest wins, as with completions. Bundle: fill-mask. */
export const FillMaskRequest = new RequestType<FillMaskParams, FillMaskResult, EngineErrorData>('fillMask');

/** Client to engine: words far less probable than one close in spelling. A background job. Bundle: fill-mask. */
export const FindSlipsRequest = new RequestType<FindSlipsParams, FindSlipsResult, EngineErrorData>('findSlips');

/**
 * Client to engine: a text in the other language, its Markdown kept. The newest wins, as with completions; what was sent
 * as progress stays valid. Bundle: seq2seq.
 */
export const TranslateRequest = new RequestType<TranslateParams, TranslateResult, EngineErrorData>('translate');

/** Engine to client, under `partialResultToken`: sentences in the text's order. */
export const TranslateProgressType = new ProgressType<TranslateProgress>();

/** Client to engine: other words at one place of a translation, each with the rest decoded anew. Bundle: seq2seq. */
export const TranslateAlternativesRequest = new RequestType<
  TranslateAlternativesParams,
  TranslateAlternativesResult,
  EngineErrorData
>('translateAlternatives');

/**
 * Client to engine: what people translated, to be used before the model. A background job; an engine that starts anew knows
 * nothing. Bundle: seq2seq.
 */
export const RememberRequest = new RequestType<RememberParams, RememberResult, EngineErrorData>('remember');

/** Client to engine: what it remembers as TMX, or TMX merged. A background job, behind what it is told. Bundle: seq2seq. */
export const ExchangeMemoryRequest = new RequestType<ExchangeParams, ExchangeResult, EngineErrorData>('exchangeMemory');

/** Client to engine: what a text says, shorter. The newest wins. Bundle: seq2seq. */
export const SummarizeRequest = new RequestType<SummarizeParams, SummarizeResult, EngineErrorData>('summarize');

/** Engine to client, under `partialResultToken`. */
export const SummarizeProgressType = new ProgressType<SummarizeProgress>();

/**
 * Client to engine: a translation brought up to date with its source. With drafts the newest wins, and what was sent as
 * progress stays valid; without, it waits its turn. Bundle: seq2seq.
 */
export const UpdateRequest = new RequestType<UpdateParams, UpdateResult, EngineErrorData>('update');

/** Engine to client, under `partialResultToken`. */
export const UpdateProgressType = new ProgressType<UpdateProgress>();

/** Client to engine: whether the person's server is fit for translations and summaries. Bundle: seq2seq, with a server before it. */
export const TryServerRequest = new RequestType<Record<string, never>, TryServerResult, EngineErrorData>('tryServer');

/** Engine to client: a question for one of the editor's models, where a translation or a summary is to be its. */
export const AskRequest = new RequestType<AskParams, AskResult, void>('ask');

/** Extension to the process that reads git's files, which serves nothing else: a source as it was. */
export const OldSourceRequest = new RequestType<OldSourceParams, OldSourceResult, void>('oldSource');

/** Client to engine: figures for diagnostics. Never waits. */
export const StatsRequest = new RequestType<Record<string, never>, EngineStats, EngineErrorData>('stats');

/** Engine to client: a line for the log. */
export const LogNotification = new NotificationType<LogParams>('log');

/** Engine to client, some seconds after `initialize`: the bundle's checksums do not hold. The client ends the engine. */
export const BundleDamagedNotification = new NotificationType<BundleDamaged>('bundleDamaged');
