// Every message between the extension host (or the command line) and an engine process, one entry a message.
// An engine process serves one bundle. Times are milliseconds, probabilities are 0..1, log probabilities are natural.

import { NotificationType, RequestType } from 'vscode-jsonrpc';
import type { LogFields, LogLevel } from './logger';

/** The folder name under `models/`, and the job the bundle does. */
export type BundleKind = 'completion' | 'fill-mask' | 'seq2seq';

/** Why an engine call failed; carried in `ResponseError.data` because a plain Error loses its code on the wire. */
export type EngineErrorCode =
  | 'modelMissing' // a file of the bundle is not there
  | 'modelInvalid' // a file is there but truncated, malformed, or disagrees with another one
  | 'modelUnsupported' // an architecture, tokenizer or graph this engine can't run
  | 'inputTooLong' // the request cannot be served within the model's window and must not be cut
  | 'inputInvalid' // a parameter is out of its range
  | 'outOfMemory'
  | 'notInitialized' // a request came before `initialize`
  | 'cancelled' // the caller cancelled a request that has no partial result (`score`); completions say it in `stop`
  | 'internal';

export interface EngineErrorData {
  code: EngineErrorCode;
  /** File or model the error is about, relative to the bundle's folder; set by the thrower where one is known. */
  file?: string;
}

export interface InitializeParams {
  /** Absolute folder of the bundle, in the Hugging Face layout. Filled by the client. */
  bundleDir: string;
  kind: BundleKind;
  /** Intra-op threads of ONNX Runtime; 0 lets the engine choose from the number of cores. */
  threads: number;
  /** Lines under this level are not sent. */
  logLevel: LogLevel;
}

export interface BundleInfo {
  kind: BundleKind;
  /** `model_type` of config.json, e.g. "llama". */
  architecture: string;
  /** Number of weights, tied ones counted once; 0 where the bundle does not say. */
  parameters: number;
  vocabSize: number;
  /** Positions the model was made for (tokens). */
  contextTokens: number;
  /** Size of the graph file (bytes). */
  sizeBytes: number;
  /** SPDX identifier out of the model card, or "unknown". */
  licence: string;
}

export interface InitializeResult extends BundleInfo {
  /** From the request to the session being ready. */
  loadMs: number;
  /** Threads in use. */
  threads: number;
}

/** How far a suggestion may go. `line` ends before the line break; `paragraph` before an empty line. */
export type StopAt = 'word' | 'line' | 'sentence' | 'paragraph';

export interface CompleteParams {
  /** Text before the cursor, at most some thousand characters; the engine keeps what fits in its window. */
  prefix: string;
  /** Text after the cursor; empty when the cursor is at the document's end. */
  suffix: string;
  /** Title and heading path as Markdown headings, shown to the model when `prefix` does not reach back to them. */
  header: string;
  /** 1..256. */
  maxTokens: number;
  /** 1..8 different suggestions, best first. */
  alternatives: number;
  stopAt: StopAt;
  /** 0..1. The suggestion ends before the first word that would bring the probability of all its words under this. */
  minConfidence: number;
  /** 0..1. Nothing is returned when the suggestion's first word is less probable than this. */
  floor: number;
  /** Confidence and stop rules off: the plain greedy continuation of `maxTokens` tokens. */
  raw: boolean;
}

/** Why a suggestion ended where it did. */
export type StopReason =
  | 'endOfText' // the model said the text, or the middle before `suffix`, ends here
  | 'boundary' // the line, sentence, word or paragraph that was asked for is complete
  | 'confidence' // the next word was not sure enough
  | 'floor' // not even the first word was sure enough: the text is empty
  | 'length' // maxTokens
  | 'repetition' // the model began to repeat itself or the text after the cursor
  | 'empty' // nothing to say (no prefix, or all of it was trimmed)
  | 'cancelled'; // a newer request came, or the caller asked

export interface Suggestion {
  /** To be inserted at the cursor as it is. */
  text: string;
  stop: StopReason;
  /** Sum over the kept tokens, given the typed characters. */
  logProb: number;
  /** Tokens kept. */
  tokens: number;
  /** Probability that the text goes on with exactly this, exp(logProb); 0 when the text is empty. */
  confidence: number;
}

export interface CompleteResult {
  /** Best first; never empty (an empty suggestion carries its reason). */
  suggestions: Suggestion[];
  timing: CompleteTiming;
}

export interface CompleteTiming {
  /** In the engine, from the job's start. */
  ms: number;
  /** Tokens of the whole prompt. */
  promptTokens: number;
  /** Of these, found in the KV cache. */
  reusedTokens: number;
  /** Tokens run one at a time after the prompt, healing included. */
  decodedTokens: number;
}

export interface ScoreParams {
  text: string;
}

export interface ScoreResult {
  /** Natural log probability of the whole text. */
  logProb: number;
  tokens: number;
  /** UTF-8 bytes of the text. */
  bytes: number;
  ms: number;
}

/** Where a blank is, in UTF-16 units of the text it belongs to. */
export interface TextRange {
  start: number;
  end: number;
}

export interface FillMaskParams {
  /**
   * The passage around the blanks (paragraph and neighbours), Markdown and comment markers as the author sees them. The
   * engine joins soft line breaks, leaves comment markers out, and sees what fits in its window around the blanks.
   */
  text: string;
  /**
   * The blanks, in order, not overlapping; at least one. What stands there is the original, unless it is a marker (`___`,
   * `<mask>`). White space at a blank's ends is kept. `inputTooLong` when they, with what lies between them, don't fit.
   */
  blanks: TextRange[];
  /** Candidates a blank, 1..50. */
  candidates: number;
  /** Tokens a candidate may have, 1..6; for a selected phrase of more tokens, about as many as it has. */
  maxSpanTokens: number;
  /** Words not to be offered again ("more"); compared without case. */
  exclude: string[];
  /** For each candidate, which words of the passage speak for it. */
  explain: boolean;
}

export interface FillCandidate {
  /** With the case, article and spacing that the place asks for. */
  text: string;
  /** 0..1 among all fillings of the tried lengths; length-normalised for fillings of several tokens. */
  probability: number;
  /** 1 and up. */
  tokens: number;
  /** What else must change for it to fit: a particle or an article beside the blank. Ranges are in `FillMaskParams.text`. */
  adjustments: { range: TextRange; text: string }[];
  /**
   * Words of `FillMaskParams.text` that speak most for it (without them it is less probable), strongest first, at most 3;
   * empty unless `explain`.
   */
  evidence: TextRange[];
}

export interface FilledBlank {
  /** Best first, no two alike but for case or punctuation; the author's own word is not among them. */
  candidates: FillCandidate[];
  /** The author's own word and what the model thinks of it, on the candidates' scale; absent for a marker. */
  original?: { text: string; probability: number };
}

export interface FillMaskResult {
  /** One a blank, in the order asked. */
  blanks: FilledBlank[];
  /** For several blanks: fillings of all together, best first. Empty for one blank. */
  joint: { texts: string[]; probability: number }[];
  ms: number;
}

export interface FindSlipsParams {
  text: string;
  /**
   * How much more probable the alternative must be, 0 or more: natural log of the ratio, the prior odds of such a slip
   * included. slipThreshold.ts holds the one that was measured.
   */
  minLogRatio: number;
}

export interface Slip {
  range: TextRange;
  /** Alternatives close in spelling, most probable first; at least one. */
  replacements: { text: string; logRatio: number }[];
}

export interface FindSlipsResult {
  slips: Slip[];
  ms: number;
}

export interface EngineStats {
  /** Resident memory of the process (bytes). */
  rssBytes: number;
  uptimeMs: number;
  requests: number;
  cancelled: number;
  failed: number;
  /** Medians over the last 100 served completions; 0 before the first. */
  medianMs: number;
  p95Ms: number;
}

export interface LogParams {
  level: LogLevel;
  name: string;
  fields?: LogFields;
}

/** Client to engine, first message: load the bundle. A second one is an error (`inputInvalid`). */
export const InitializeRequest = new RequestType<InitializeParams, InitializeResult, EngineErrorData>('initialize');

/** Client to engine: ghost text. The newest wins; older ones end with stop `cancelled`. Bundle: completion. */
export const CompleteRequest = new RequestType<CompleteParams, CompleteResult, EngineErrorData>('complete');

/**
 * Client to engine: how probable a text is. Waits behind completions. Bundle: completion (left to right) or fill-mask
 * (pseudo-log-likelihood: each token given all the others).
 */
export const ScoreRequest = new RequestType<ScoreParams, ScoreResult, EngineErrorData>('score');

/** Client to engine: what fits in the blanks. The newest wins, as with completions. Bundle: fill-mask. */
export const FillMaskRequest = new RequestType<FillMaskParams, FillMaskResult, EngineErrorData>('fillMask');

/** Client to engine: words far less probable than one close in spelling. A background job. Bundle: fill-mask. */
export const FindSlipsRequest = new RequestType<FindSlipsParams, FindSlipsResult, EngineErrorData>('findSlips');

/** Client to engine: figures for diagnostics. Never waits. */
export const StatsRequest = new RequestType<Record<string, never>, EngineStats, EngineErrorData>('stats');

/** Engine to client: a line for the log. */
export const LogNotification = new NotificationType<LogParams>('log');
