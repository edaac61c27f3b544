// Every message between the extension host (or the command line) and an engine process, one entry a message.
// An engine process serves one bundle. Times are milliseconds, probabilities are 0..1, log probabilities are natural.

import { NotificationType, ProgressType, RequestType } from 'vscode-jsonrpc';
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

export interface TextAround {
  above: string;
  below: string;
}

export interface CompleteParams {
  /** Text before the cursor, at most some thousand characters; the engine keeps what fits in its window. */
  prefix: string;
  /** Text after the cursor; empty when the cursor is at the document's end. */
  suffix: string;
  /** Title and heading path as Markdown headings, shown to the model when `prefix` does not reach back to them. */
  header: string;
  /** What stands over `prefix` and under `suffix`. The model isn't shown it, but its words and phrases count. */
  around?: TextAround;
  /** 1..256. */
  maxTokens: number;
  /** 1..8 different suggestions, best first. */
  alternatives: number;
  stopAt: StopAt;
  /** 0..1. The suggestion ends before the first word that would bring the probability of all its words under this. */
  minConfidence: number;
  /** 0..1. Nothing is returned when the suggestion's first word is less probable than this. */
  floor: number;
  /** Confidence and stop rules off, the document's memory too: the model's greedy continuation of `maxTokens` tokens. */
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
  /** Let what the text said before count beside the model, as ghost text does; the decoder's scores alone. */
  memory?: boolean;
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

export interface JointFilling {
  /** One a blank, like `FillCandidate.text`. */
  texts: string[];
  /** 0..1 among all combinations. */
  probability: number;
  /** Of all its words, as in `FillCandidate`. */
  adjustments: FillCandidate['adjustments'];
}

export interface FillMaskResult {
  /** One a blank, in the order asked. */
  blanks: FilledBlank[];
  /** For several blanks: fillings of all together, best first. Empty for one blank. */
  joint: JointFilling[];
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

/** Languages that are translated between and summarized. */
export type TextLanguage = 'en' | 'ko';

/**
 * How a text is read. `comment`: a block of comment lines of a program, markers included; it comes back wrapped to the
 * same width with the same markers.
 */
export type TextFormat = 'markdown' | 'plain' | 'comment';

export interface GlossaryEntry {
  /** As it stands in the text; compared without case, whole words only. */
  source: string;
  /** As it shall stand in the translation; equal to `source` to keep it. */
  target: string;
}

export interface TranslateParams {
  /** A selection or a whole document, line ends LF. */
  text: string;
  format: TextFormat;
  from: TextLanguage;
  to: TextLanguage;
  /** 1..8 hypotheses a sentence; 1 is greedy. */
  beams: number;
  glossary: GlossaryEntry[];
  /** Filled by the client: sentences are sent under it as they are ready ({@link TranslateProgressType}). */
  partialResultToken?: string;
}

/** A word of a translation and what it was made from. */
export interface TranslatedWord {
  /** In the result's text. */
  target: TextRange;
  /** The words of `TranslateParams.text` it attended to most, strongest first; may be empty. */
  sources: TextRange[];
  /** 0..1, the probability of its tokens together, given the words before it. */
  probability: number;
  /** Where it begins in {@link TranslatedSentence.plain}. */
  plainStart: number;
}

/** What one call of the model made. */
export interface TranslatedSentence {
  /** In `TranslateParams.text`, markup inside the sentence included. */
  source: TextRange;
  /** In the result's text so far, which only grows at its end. */
  target: TextRange;
  /** Geometric mean of the tokens' probabilities, 0..1; 1 for a sentence that was kept. */
  confidence: number;
  /**
   * `kept`: left as it was (nothing to translate, or in the target language already). `cut`: the model did not come to
   * an end by itself (it ran into the length limit or began to repeat itself).
   */
  outcome: 'translated' | 'kept' | 'cut';
  /** The translation without its markup, each thing that is kept as it is (code, ...) one private-use character. */
  plain: string;
  words: TranslatedWord[];
}

export interface TranslateProgress {
  /** Sentences ready and all there are. */
  done: number;
  total: number;
  /** What is to be appended to the result so far; what follows the last sentence comes with the result alone. */
  text: string;
  /** The sentences in it; ranges are in the whole result so far. */
  sentences: TranslatedSentence[];
}

export interface TranslateResult {
  text: string;
  sentences: TranslatedSentence[];
  /** Tokens that went through the encoder, and tokens that were written. */
  sourceTokens: number;
  targetTokens: number;
  ms: number;
}

export interface TranslateAlternativesParams {
  /** As in the translation it is about. */
  translation: Omit<TranslateParams, 'partialResultToken'>;
  /** `source` of the sentence. */
  sentence: TextRange;
  /** The beginning of the sentence's `plain` that stays. The alternatives are for the word that follows. */
  kept: string;
  /** 1..12. */
  count: number;
}

export interface TranslateAlternative {
  /** The word that would stand there. */
  word: string;
  /** 0..1, given what was kept. */
  probability: number;
  /** The whole sentence with its markup, decoded on from the word. */
  text: string;
  /** Ranges of `target` are in `text`. */
  sentence: TranslatedSentence;
}

export interface TranslateAlternativesResult {
  /** Most probable first; different words. */
  alternatives: TranslateAlternative[];
  ms: number;
}

export type SummaryType = 'tldr' | 'keyPoints' | 'headline';
export type SummaryLength = 'short' | 'medium' | 'long';

export interface SummarizeParams {
  /** A selection or a whole document, line ends LF. */
  text: string;
  format: TextFormat;
  type: SummaryType;
  length: SummaryLength;
  from: TextLanguage;
  /** Language of the summary; when it isn't `from`, the summary is translated. */
  to: TextLanguage;
  /** Filled by the client ({@link SummarizeProgressType}). */
  partialResultToken?: string;
}

/** A sentence of the summary and the place of the text it is taken from or stands closest to. */
export interface SummaryPoint {
  text: string;
  /** In `SummarizeParams.text`. */
  source: TextRange;
  /** `extracted` word for word; `written` by the model; `translated` from an extracted one. */
  origin: 'extracted' | 'written' | 'translated';
  /** 0..1: how central an extracted sentence is, how sure the model was of a written one. */
  confidence: number;
}

export interface SummarizeProgress {
  /** Steps ready (passages read, points made) and all there are. */
  done: number;
  total: number;
  /** Points that came since the last message. */
  points: SummaryPoint[];
}

export interface SummarizeResult {
  /** The points in order: as a Markdown list (`keyPoints`) or as running text. Plain prose, never HTML. */
  text: string;
  points: SummaryPoint[];
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

/** Client to engine: what a text says, shorter. The newest wins. Bundle: seq2seq. */
export const SummarizeRequest = new RequestType<SummarizeParams, SummarizeResult, EngineErrorData>('summarize');

/** Engine to client, under `partialResultToken`. */
export const SummarizeProgressType = new ProgressType<SummarizeProgress>();

/** Client to engine: figures for diagnostics. Never waits. */
export const StatsRequest = new RequestType<Record<string, never>, EngineStats, EngineErrorData>('stats');

/** Engine to client: a line for the log. */
export const LogNotification = new NotificationType<LogParams>('log');
