// Checks what came over the wire: a process boundary is no place for trust in types. Each check names the parameter.

import { isAbsolute } from 'node:path';
import type { LogLevel } from '../shared/logger';
import type { CompleteParams, ScoreParams, StopAt } from '../shared/protocol/completion';
import type { BundleKind, InitializeParams } from '../shared/protocol/engine';
import type {
  FillMaskParams,
  FindSlipsParams,
  ProposedPhrase,
  ProposePhrasesParams,
} from '../shared/protocol/fillMask';
import type { ExchangeParams, MemoryDocument, MemoryPair, RememberParams } from '../shared/protocol/memory';
import { type SiteTrait, siteGenerators, siteTraits } from '../shared/protocol/site';
import type { SpeakerChoice } from '../shared/protocol/speaker';
import type { SummarizeParams, SummaryLength, SummaryType } from '../shared/protocol/summary';
import type {
  GlossaryEntry,
  LanguageTag,
  TextAround,
  TextFormat,
  TextLanguage,
  TextRange,
} from '../shared/protocol/text';
import type { TranslateAlternativesParams, TranslateParams } from '../shared/protocol/translation';
import type { UpdateParams } from '../shared/protocol/update';
import type { LearnWordsParams } from '../shared/protocol/workspaceWords';
import { languageTagOf } from '../util/languageTag';
import { EngineError } from './errors';

const bundleKinds: readonly BundleKind[] = ['completion', 'fill-mask', 'seq2seq'];
const logLevels: readonly LogLevel[] = ['trace', 'debug', 'info', 'warn', 'error'];
const stopAts: readonly StopAt[] = ['word', 'line', 'sentence', 'paragraph'];
const languages: readonly TextLanguage[] = ['en', 'ko'];
const formats: readonly TextFormat[] = ['markdown', 'mdx', 'asciidoc', 'rest', 'subtitles', 'plain', 'comment'];
const summaryTypes: readonly SummaryType[] = ['tldr', 'keyPoints', 'headline'];
const summaryLengths: readonly SummaryLength[] = ['short', 'medium', 'long'];

const maxThreads = 64;
const maxNewTokens = 256;
const maxAlternatives = 8;
const maxCandidates = 50;
const maxSpanTokens = 6;
const maxBeams = 8;
const maxOtherWords = 12;
/** UTF-16 units of a document: a long book. */
const maxDocument = 5_000_000;
const maxCaution = 10;
const maxProposals = 100;
const maxGlossary = 10_000;
const maxGlossaryTerm = 1_000;
/** Files of one request. */
const maxRemembered = 1_000;

export function checkInitializeParams(params: unknown): InitializeParams {
  const fields = record('initialize', params);
  const bundleDir = text(fields, 'bundleDir');
  if (!isAbsolute(bundleDir)) throw invalid('bundleDir', 'an absolute path');
  return {
    bundleDir,
    kind: oneOf(fields, 'kind', bundleKinds),
    threads: integer(fields, 'threads', 0, maxThreads),
    logLevel: oneOf(fields, 'logLevel', logLevels),
    ...server(fields),
    ...(fields.own !== undefined && { own: text(fields, 'own') }),
    ...(fields.ownCrashed !== undefined && { ownCrashed: flag(fields, 'ownCrashed') }),
  };
}

function server(fields: Fields): Pick<InitializeParams, 'server'> {
  if (fields.server === undefined) return {};
  const given = record('server', fields.server);
  const optional = (name: string) => (given[name] === undefined ? {} : { [name]: text(given, name) });
  const patience = given.patienceMs === undefined ? {} : { patienceMs: numberWithin(given, 'patienceMs', 100, 60_000) };
  return { server: { url: text(given, 'url'), ...optional('model'), ...optional('key'), ...patience } };
}

export function checkCompleteParams(params: unknown): CompleteParams {
  const fields = record('complete', params);
  return {
    prefix: text(fields, 'prefix'),
    suffix: text(fields, 'suffix'),
    header: text(fields, 'header'),
    ...around(fields),
    ...(fields.document !== undefined && { document: text(fields, 'document') }),
    maxTokens: integer(fields, 'maxTokens', 1, maxNewTokens),
    alternatives: integer(fields, 'alternatives', 1, maxAlternatives),
    stopAt: oneOf(fields, 'stopAt', stopAts),
    caution: numberWithin(fields, 'caution', 0, maxCaution),
    raw: flag(fields, 'raw'),
    ...(fields.isServerTaken !== undefined && { isServerTaken: flag(fields, 'isServerTaken') }),
  };
}

export function checkScoreParams(params: unknown): ScoreParams {
  const fields = record('score', params);
  return { text: text(fields, 'text'), ...(fields.memory !== undefined && { memory: flag(fields, 'memory') }) };
}

export function checkFillMaskParams(params: unknown): FillMaskParams {
  const fields = record('fillMask', params);
  const passage = text(fields, 'text');
  return {
    text: passage,
    blanks: ranges(fields, 'blanks', passage.length),
    candidates: integer(fields, 'candidates', 1, maxCandidates),
    maxSpanTokens: integer(fields, 'maxSpanTokens', 1, maxSpanTokens),
    exclude: texts(fields, 'exclude'),
    explain: flag(fields, 'explain'),
    ...proposals(fields),
  };
}

function proposals(fields: Fields): Pick<FillMaskParams, 'proposals'> {
  const { proposals } = fields;
  if (proposals === undefined) return {};
  const expected = `at most ${maxProposals} texts with their logProb`;
  if (!Array.isArray(proposals) || proposals.length > maxProposals) throw invalid('proposals', expected);
  const checked = proposals.map((proposal: Partial<ProposedPhrase> | null) => {
    const { text, logProb } = proposal ?? {};
    const isPhrase = typeof text === 'string' && typeof logProb === 'number' && logProb <= 0;
    if (!isPhrase) throw invalid('proposals', expected);
    return { text, logProb };
  });
  return { proposals: checked };
}

export function checkProposePhrasesParams(params: unknown): ProposePhrasesParams {
  const fields = record('proposePhrases', params);
  return {
    prefix: text(fields, 'prefix'),
    suffix: text(fields, 'suffix'),
    count: integer(fields, 'count', 1, maxProposals),
  };
}

export function checkFindSlipsParams(params: unknown): FindSlipsParams {
  const fields = record('findSlips', params);
  const { minLogRatio } = fields;
  if (typeof minLogRatio !== 'number' || !(minLogRatio >= 0)) throw invalid('minLogRatio', 'a number of at least 0');
  const passage = text(fields, 'text');
  const [within] = fields.within === undefined ? [] : ranges({ within: [fields.within] }, 'within', passage.length);
  const usual = fields.usual === undefined ? undefined : texts(fields, 'usual');
  return { text: passage, minLogRatio, ...(within && { within }), ...(usual && { usual }) };
}

export function checkTranslateParams(params: unknown): TranslateParams {
  const fields = record('translate', params);
  return { ...translation(fields), ...partialResultToken(fields) };
}

export function checkTranslateAlternativesParams(params: unknown): TranslateAlternativesParams {
  const fields = record('translateAlternatives', params);
  const translated = translation(record('translation', fields.translation));
  return {
    translation: translated,
    sentence: ranges({ sentence: [fields.sentence] }, 'sentence', translated.text.length)[0]!,
    kept: text(fields, 'kept'),
    count: integer(fields, 'count', 1, maxOtherWords),
  };
}

export function checkSummarizeParams(params: unknown): SummarizeParams {
  const fields = record('summarize', params);
  return {
    text: document(fields),
    format: oneOf(fields, 'format', formats),
    ...parts(fields),
    type: oneOf(fields, 'type', summaryTypes),
    length: oneOf(fields, 'length', summaryLengths),
    from: oneOf(fields, 'from', languages),
    to: language(fields, 'to'),
    ...by(fields),
    ...partialResultToken(fields),
  };
}

export function checkUpdateParams(params: unknown): UpdateParams {
  const fields = record('update', params);
  return {
    ...(fields.base !== undefined && { base: document(fields, 'base') }),
    source: document(fields, 'source'),
    translation: document(fields, 'translation'),
    format: oneOf(fields, 'format', formats),
    draft: flag(fields, 'draft'),
    beams: integer(fields, 'beams', 1, maxBeams),
    glossary: glossary(fields),
    ...by(fields),
    ...partialResultToken(fields),
  };
}

export function checkRememberParams(params: unknown): RememberParams {
  const fields = record('remember', params);
  const { documents, known } = fields;
  if (!Array.isArray(documents) || documents.length > maxRemembered)
    throw invalid('documents', `a list of at most ${maxRemembered} documents`);
  if (!Array.isArray(known) || known.length > maxRemembered)
    throw invalid('known', `a list of at most ${maxRemembered} lists of pairs`);
  return {
    forget: fields.forget === true || texts(fields, 'forget'),
    documents: within('documents', 'a list of documents with "kind", "name" and their texts', () =>
      documents.map(memoryDocument),
    ),
    known: within('known', 'lists of pairs, each with its "name"', () =>
      known.map((each) => {
        const list = record('known', each);
        return { name: text(list, 'name'), pairs: memoryPairs(list.pairs) };
      }),
    ),
  };
}

export function checkExchangeParams(params: unknown): ExchangeParams {
  const fields = record('exchangeMemory', params);
  const version = text(fields, 'version');
  if (oneOf(fields, 'kind', ['export', 'merge'] as const) === 'export') return { kind: 'export', version };
  const known = fields.known === undefined ? {} : { known: text(fields, 'known') };
  const other = within('other', 'an object with "name" and "tmx"', () => {
    const file = record('other', fields.other);
    return { name: text(file, 'name'), tmx: text(file, 'tmx') };
  });
  return { kind: 'merge', version, ...known, other };
}

export function checkLearnWordsParams(params: unknown): LearnWordsParams {
  const fields = record('learnWords', params);
  const { documents } = fields;
  if (!Array.isArray(documents) || documents.length > maxRemembered)
    throw invalid('documents', `a list of at most ${maxRemembered} documents`);
  return {
    forget: fields.forget === true || texts(fields, 'forget'),
    documents: within('documents', 'a list of documents with "name" and "text"', () =>
      documents.map((each) => {
        const named = record('documents', each);
        return { name: text(named, 'name'), text: text(named, 'text') };
      }),
    ),
  };
}

/** What is wrong inside of a parameter is told as that parameter's. */
function within<T>(name: string, expected: string, check: () => T): T {
  try {
    return check();
  } catch {
    throw invalid(name, expected);
  }
}

function memoryDocument(value: unknown): MemoryDocument {
  const fields = record('documents', value);
  const name = text(fields, 'name');
  const kind = oneOf(fields, 'kind', ['pages', 'po', 'tmx'] as const);
  if (kind !== 'pages') return { kind, name, text: text(fields, 'text') };
  return {
    kind,
    name,
    format: oneOf(fields, 'format', formats),
    source: text(fields, 'source'),
    ...(fields.base !== undefined && { base: text(fields, 'base') }),
    translation: text(fields, 'translation'),
  };
}

function memoryPairs(value: unknown): MemoryPair[] {
  const isPair = (pair: Partial<MemoryPair> | null) => typeof pair?.en === 'string' && typeof pair.ko === 'string';
  if (!Array.isArray(value) || !value.every(isPair)) throw invalid('known', 'lists of pairs with "en" and "ko"');
  return value.map(({ en, ko }: MemoryPair) => ({ en, ko }));
}

function translation(fields: Fields): Omit<TranslateParams, 'partialResultToken'> {
  const from = language(fields, 'from');
  const to = language(fields, 'to');
  if (from === to) throw invalid('to', 'another language than "from"');
  return {
    text: document(fields),
    format: oneOf(fields, 'format', formats),
    ...parts(fields),
    from,
    to,
    beams: integer(fields, 'beams', 1, maxBeams),
    ...site(fields),
    ...(fields.frontMatter !== undefined && { frontMatter: flag(fields, 'frontMatter') }),
    glossary: glossary(fields),
    ...by(fields),
  };
}

function by(fields: Fields): { by?: SpeakerChoice } {
  if (fields.by === undefined) return {};
  const given = record('by', fields.by);
  const kind = oneOf(given, 'kind', ['server', 'editor'] as const);
  return { by: kind === 'server' ? { kind } : { kind, id: text(given, 'id') } };
}

/** Which languages there are the model says. */
function language(fields: Fields, name: string): LanguageTag {
  const tag = languageTagOf(text(fields, name));
  if (tag === undefined) throw invalid(name, 'the code of a language, such as en, ko or zh-TW');
  return tag;
}

function document(fields: Fields, name = 'text'): string {
  const value = text(fields, name);
  if (value.length <= maxDocument) return value;
  const message = `Parameter "${name}" must have at most ${maxDocument} characters; select a part of the document`;
  throw new EngineError('inputTooLong', message);
}

function site(fields: Fields): Pick<TranslateParams, 'site' | 'keepAddresses'> {
  const keepAddresses = fields.keepAddresses === undefined ? {} : { keepAddresses: flag(fields, 'keepAddresses') };
  if (fields.site === undefined) return keepAddresses;
  const told = record('site', fields.site);
  const traits = texts(told, 'traits').filter((trait): trait is SiteTrait => siteTraits.some((each) => each === trait));
  return { ...keepAddresses, site: { generator: oneOf(told, 'generator', siteGenerators), traits } };
}

function parts(fields: Fields): { parts?: TextRange[] } {
  if (fields.parts === undefined) return {};
  const { length } = text(fields, 'text');
  return { parts: Array.isArray(fields.parts) && fields.parts.length === 0 ? [] : ranges(fields, 'parts', length) };
}

function glossary(fields: Fields): GlossaryEntry[] {
  const { glossary: value } = fields;
  const isTerm = (term: unknown) => typeof term === 'string' && term.length <= maxGlossaryTerm;
  const isGlossary =
    Array.isArray(value) &&
    value.length <= maxGlossary &&
    value.every((entry: Partial<GlossaryEntry> | null) => isTerm(entry?.source) && isTerm(entry?.target));
  if (!isGlossary) throw invalid('glossary', `a list of at most ${maxGlossary} entries with "source" and "target"`);
  return value.map(({ source, target }: GlossaryEntry) => ({ source, target }));
}

function around(fields: Fields): { around?: TextAround } {
  if (fields.around === undefined) return {};
  const { above, below } = (fields.around ?? {}) as Partial<TextAround>;
  if (typeof above !== 'string' || typeof below !== 'string')
    throw invalid('around', 'two strings, "above" and "below"');
  return { around: { above, below } };
}

function partialResultToken(fields: Fields): { partialResultToken?: string } {
  return fields.partialResultToken === undefined ? {} : { partialResultToken: text(fields, 'partialResultToken') };
}

type Fields = Record<string, unknown>;

/** Says what was expected, never what was given: that may be the user's text. */
function invalid(name: string, expected: string): EngineError {
  return new EngineError('inputInvalid', `Parameter "${name}" must be ${expected}`);
}

function record(method: string, params: unknown): Fields {
  if (typeof params !== 'object' || params === null || Array.isArray(params)) {
    throw new EngineError('inputInvalid', `The parameters of "${method}" must be an object`);
  }
  return params as Fields;
}

function text(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string') throw invalid(name, 'a string');
  return value;
}

function texts(fields: Fields, name: string): string[] {
  const value = fields[name];
  const isTexts = Array.isArray(value) && value.every((item) => typeof item === 'string');
  if (!isTexts) throw invalid(name, 'a list of strings');
  return value;
}

/** In order, not overlapping, within a text of `length`; at least one. */
function ranges(fields: Fields, name: string, length: number): TextRange[] {
  const value = fields[name];
  const expected = 'a list of ranges within the text, in order and apart';
  if (!Array.isArray(value) || value.length === 0) throw invalid(name, expected);
  let behind = 0;
  return value.map((item: Partial<TextRange> | null) => {
    const { start = Number.NaN, end = Number.NaN } = item ?? {};
    const isRange =
      Number.isInteger(start) && Number.isInteger(end) && behind <= start && start <= end && end <= length;
    if (!isRange) throw invalid(name, expected);
    behind = end;
    return { start, end };
  });
}

function integer(fields: Fields, name: string, min: number, max: number): number {
  const value = fields[name];
  if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
    throw invalid(name, `a whole number from ${min} to ${max}`);
  }
  return value;
}

function numberWithin(fields: Fields, name: string, min: number, max: number): number {
  const value = fields[name];
  if (typeof value !== 'number' || !(value >= min && value <= max)) {
    throw invalid(name, `a number from ${min} to ${max}`);
  }
  return value;
}

function flag(fields: Fields, name: string): boolean {
  const value = fields[name];
  if (typeof value !== 'boolean') throw invalid(name, 'true or false');
  return value;
}

function oneOf<T extends string>(fields: Fields, name: string, values: readonly T[]): T {
  const value = fields[name];
  const found = values.find((candidate) => candidate === value);
  if (found === undefined) throw invalid(name, `one of ${values.join(', ')}`);
  return found;
}
