// An engine process as its users see it: the bundle it loads, its errors, its figures.

import type { LogFields, LogLevel } from '../logger';
import type { LanguageTag } from './text';

/** The folder name under `models/`, and the job the bundle does. */
export type BundleKind = 'completion' | 'fill-mask' | 'seq2seq';

/** Why an engine call failed; carried in `ResponseError.data` because a plain Error loses its code on the wire. */
export type EngineErrorCode =
  | 'modelMissing' // a file of the bundle is not there
  | 'modelInvalid' // a file is there but truncated, malformed, or disagrees with another one
  | 'modelUnsupported' // an architecture, tokenizer or graph this engine can't run
  | 'inputTooLong' // the request cannot be served within the model's window and must not be cut
  | 'inputInvalid' // a parameter is out of its range
  | 'runtimeMissing' // onnxruntime's native part did not load; `EngineErrorData.trouble` says why
  | 'outOfMemory'
  | 'notInitialized' // a request came before `initialize`
  | 'cancelled' // the caller cancelled a request that has no partial result (`score`); completions say it in `stop`
  | 'internal';

/** Why onnxruntime did not load. */
export type RuntimeTrouble =
  | 'musl' // a Linux without glibc
  | 'intelMac' // no runtime is made for it
  | 'otherPlatform' // the package of another platform is installed
  | 'oldSystem' // glibc is older than the runtime's least
  | 'loader'; // anything else; the error's message has the loader's own words

export interface EngineErrorData {
  code: EngineErrorCode;
  /** File or model the error is about, relative to the bundle's folder; set by the thrower where one is known. */
  file?: string;
  /** With code `runtimeMissing`. */
  trouble?: RuntimeTrouble;
}

/** A file of the loaded bundle is not the one that was made. */
export interface BundleDamaged extends EngineErrorData {
  /** What differs and what to do. */
  message: string;
}

export interface InitializeParams {
  /** Absolute folder of the bundle, in the Hugging Face layout. Filled by the client. */
  bundleDir: string;
  kind: BundleKind;
  /** Intra-op threads of ONNX Runtime; 0 lets the engine choose from the number of cores. */
  threads: number;
  /** Lines under this level are not sent. */
  logLevel: LogLevel;
  /** A server that speaks before the bundle does; for dist/serverEngine.js alone. */
  server?: ServerParams;
  /** A model of the person's own, as they wrote it in the settings: the bundle stands in where it can't be used. */
  own?: string;
  /** The engine crashed with that model several times: it is not tried again. */
  ownCrashed?: boolean;
}

export interface ServerParams {
  /** Of an OpenAI-compatible server, with or without /v1 at its end. */
  url: string;
  model?: string;
  key?: string;
  /** How long ghost text may take there before the bundled model answers (ms, 100..60,000). */
  patienceMs?: number;
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
  /** Of a model that the person chose: its folder's name. */
  own?: string;
  /** Of a model that the person chose: its vocabulary can't spell Hangul, so Korean is nothing to it. */
  lacksKorean?: true;
  /** Of a decoder or masked model that the person chose: what a few sentences cost it, and which languages that makes. */
  measured?: MeasuredLanguages;
  /** Of an encoder-decoder that the person chose: what it translates; absent for the bundled one. */
  translates?: Translates[];
  /** Why the bundled model was loaded in the place of one that the person chose; `message` says what to do. */
  ownTrouble?: EngineErrorData & { message: string };
}

/** What short sentences of ours cost a model (bits a byte), by language; one that took too long is not there. */
export interface MeasuredLanguages {
  bits: { en?: number; ko?: number };
  /** Of these the languages that the model writes. */
  written: ('en' | 'ko')[];
}

/** From each of these languages into each of those, but into itself. */
export interface Translates {
  from: LanguageTag[];
  to: LanguageTag[];
}

export interface InitializeResult extends BundleInfo {
  /** From the request to the session being ready. */
  loadMs: number;
  /** Threads in use. */
  threads: number;
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
