// One request in, one answer out, for the commands that speak JSON lines. Knows no streams and no arguments.

import { ContextBuilder } from '../completion/documentContext';
import { trimSuggestion } from '../completion/suggestionTrim';
import { documentProse } from '../engine/documents/readDocument';
import { EngineError } from '../engine/errors';
import {
  checkCompleteParams,
  checkFillMaskParams,
  checkScoreParams,
  checkSummarizeParams,
  checkTranslateParams,
} from '../engine/requestParams';
import type { CompletionModel } from '../engine/tasks/completion/completionModel';
import type { MaskedModel } from '../engine/tasks/fillMask/maskedModel';
import type { Seq2seqModel } from '../engine/tasks/seq2seqModel';
import { blankMarkers } from '../shared/blankMarkers';
import { completionDefaults } from '../shared/completionDefaults';
import { type ProposePhrases, withProposals } from '../shared/phraseProposals';
import type { BundleInfo } from '../shared/protocol/engine';
import type { FillCandidate } from '../shared/protocol/fillMask';
import type { SummarizeProgress } from '../shared/protocol/summary';
import type { TextLanguage } from '../shared/protocol/text';
import type { TranslateProgress } from '../shared/protocol/translation';
import { detectLanguage } from '../shared/textLanguage';
import { neverCancelled, yieldToEventLoop } from '../util/async';
import type { CompletionFlags, FillFlags } from './options';

export type Fields = Readonly<Record<string, unknown>>;

export interface CompleteAnswer {
  text: string;
  /** The other suggestions, best first. */
  alternatives: string[];
  stop: string;
  logProb: number;
  tokens: number;
  ms: number;
}

const contexts = new ContextBuilder();

/** The suggestion that the editor would show behind `prefix`. @throws EngineError inputInvalid */
export async function answerComplete(model: CompletionModel, request: Fields, flags: CompletionFlags) {
  const fields: Fields = { ...flags, ...request };
  const before = textField(fields, 'prefix', undefined);
  const after = textField(fields, 'suffix', '');
  const context = contexts.build(
    { languageId: 'markdown', before, after },
    { ...completionDefaults, comments: 'off', languageChosen: true },
  );
  if (typeof context === 'string') throw new EngineError('internal', `No context: ${context}.`);
  const { prefix, suffix, header } = context;
  const { stopAt, caution, maxTokens } = { ...completionDefaults, ...fields };
  const raw = fields.raw ?? false;
  const alternatives = fields.alternatives ?? 1;
  const params = { prefix, suffix, header, maxTokens, alternatives, stopAt, caution, raw };
  const { suggestions, timing } = await model.complete(checkCompleteParams(params), neverCancelled);
  const texts = suggestions.map(({ text }) => context.toDocument(raw ? text : trimSuggestion(text, prefix, suffix)));
  const [first, ...others] = texts;
  const { logProb, tokens, stop } = suggestions[0]!;
  const answer: CompleteAnswer = {
    text: first!,
    alternatives: [...new Set(others)].filter((text) => text !== '' && text !== first),
    stop: first === '' && suggestions[0]!.text !== '' ? 'empty' : stop,
    logProb,
    tokens,
    ms: round(timing.ms),
  };
  return answer;
}

export interface FillAnswer {
  /** One list a blank, best first. */
  blanks: ({ text: string; probability: number } & Adjusted)[][];
  /** For several blanks, what goes together; best first. */
  joint: ({ texts: string[]; probability: number } & Adjusted)[];
  ms: number;
}

/** What else must change in the text, if anything: the article before a blank, the particle behind it. */
interface Adjusted {
  adjustments?: FillCandidate['adjustments'];
}

/** What fits in the blanks that the text marks. @throws EngineError inputInvalid, inputTooLong */
export async function answerFill(
  model: Pick<MaskedModel, 'fillMask'>,
  request: Fields,
  flags: FillFlags,
  propose: ProposePhrases = async () => undefined,
): Promise<FillAnswer> {
  const fields: Fields = { candidates: 10, maxSpanTokens: 6, ...flags, ...request };
  const text = textField(fields, 'text', undefined);
  const blanks = blankMarkers(text);
  if (blanks.length === 0) throw new EngineError('inputInvalid', 'The text has no blank; write ___ or <mask> for one.');
  const { candidates, maxSpanTokens } = fields;
  const params = checkFillMaskParams({ text, blanks, candidates, maxSpanTokens, exclude: [], explain: false });
  const result = await model.fillMask(await withProposals(params, propose), neverCancelled);
  if (!result) throw new EngineError('internal', 'The request was cancelled.');
  return {
    blanks: result.blanks.map((blank) =>
      blank.candidates.map(({ text, probability, adjustments }) => ({ text, probability, ...adjusted(adjustments) })),
    ),
    joint: result.joint.map(({ adjustments, ...words }) => ({ ...words, ...adjusted(adjustments) })),
    ms: round(result.ms),
  };
}

/** @throws EngineError inputInvalid */
export async function answerScore(model: Pick<CompletionModel | MaskedModel, 'score'>, request: Fields) {
  const result = await model.score(checkScoreParams({ text: textField(request, 'text', undefined) }), neverCancelled);
  if (!result) throw new EngineError('internal', 'The score was cancelled.');
  return { ...result, ms: round(result.ms) };
}

function adjusted(adjustments: FillCandidate['adjustments']): Adjusted {
  return adjustments.length > 0 ? { adjustments } : {};
}

/** Fields of a translation or a summary that nobody gave. */
const documentDefaults = { format: 'plain', beams: 4, glossary: [], type: 'tldr', length: 'medium' };

/** The bundled encoder-decoder, or one of the person's own. */
type Translating = Pick<Seq2seqModel, 'translate'> & { info?: Pick<BundleInfo, 'translates'> };

/** A text in the other language. @throws EngineError inputInvalid, inputTooLong */
export async function answerTranslate(
  model: Translating,
  request: Fields,
  flags: Fields,
  onPart: (part: TranslateProgress) => void = () => {},
) {
  const given: Fields = { ...documentDefaults, ...flags, ...request };
  const fields: Fields = { ...given, to: given.to ?? targetLanguage(model, given) };
  const params = checkTranslateParams({ ...fields, from: fields.from ?? sourceLanguage(model, fields.to) });
  const result = await model.translate(params, neverCancelled, yieldToEventLoop, onPart);
  if (!result) throw new EngineError('internal', 'The translation was cancelled.');
  const sentences = result.sentences.map(({ source, target, confidence, outcome, keptBecause, failed, memory }) => {
    const told = { ...(keptBecause && { keptBecause }), ...(failed && { failed }), ...(memory && { memory }) };
    return { source, target, confidence, outcome, ...told };
  });
  return { ...result, sentences, ms: round(result.ms) };
}

/** Into what, where nobody said so: the other one of English and Korean, by the text, or the only language that the model writes. */
function targetLanguage({ info }: Translating, fields: Fields): string {
  const written = [...new Set(info?.translates?.flatMap(({ to }) => to) ?? [])];
  const [first, ...others] = written;
  if (first !== undefined && others.length === 0) return first;
  if (first !== undefined) throw new EngineError('inputInvalid', 'Say into what: --to, or "to" of a request.');
  return (fields.from ?? languageOf(fields)) === 'ko' ? 'en' : 'ko';
}

/** What the prose of a document is in. */
function languageOf(fields: Fields): TextLanguage {
  const text = textField(fields, 'text', undefined);
  const { format, parts } = checkSummarizeParams({ ...fields, from: 'en', to: 'en' });
  return detectLanguage(documentProse(text, format, parts)) ?? 'en';
}

/** What nobody said: the other one of English and Korean, or the only language that the model reads. */
function sourceLanguage({ info }: Translating, to: unknown): string {
  const read = [...new Set(info?.translates?.flatMap(({ from }) => from) ?? [])];
  const [first, ...others] = read;
  if (first !== undefined && others.length === 0) return first;
  const other = to === 'ko' ? 'en' : 'ko';
  if (read.length === 0 || (read.includes(other) && (to === 'ko' || to === 'en'))) return other;
  const message = 'Say what the text is in: --from, or "from" of a request.';
  throw new EngineError('inputInvalid', message);
}

/** What a text says, shorter. @throws EngineError inputInvalid, inputTooLong */
export async function answerSummarize(
  model: Pick<Seq2seqModel, 'summarize'>,
  request: Fields,
  flags: Fields,
  onPart: (part: SummarizeProgress) => void = () => {},
) {
  const fields: Fields = { ...documentDefaults, ...flags, ...request };
  const from = languageOf(fields);
  const params = checkSummarizeParams({ ...fields, from, to: fields.to ?? from });
  const result = await model.summarize(params, neverCancelled, yieldToEventLoop, onPart);
  if (!result) throw new EngineError('internal', 'The summary was cancelled.');
  return { ...result, ms: round(result.ms) };
}

function textField(fields: Fields, name: string, otherwise: string | undefined): string {
  const value = fields[name] ?? otherwise;
  if (typeof value === 'string') return value;
  throw new EngineError('inputInvalid', `"${name}" must be a string.`);
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100;
}
