// What tasks work with where the encoder-decoder is the person's own, and how such a model is asked: which tokens stand before
// and behind a source for each pair of languages, by family (Marian, M2M100 and NLLB, T5). Knows no task.

import { basename } from 'node:path';
import type { Translates } from '../../shared/protocol/engine';
import type { LanguageTag } from '../../shared/protocol/text';
import { languageTagOf } from '../../util/languageTag';
import type { TokenId } from '../../util/tokenId';
import type { EncoderDecoderModel } from '../decode/encoderDecoder';
import { EngineError } from '../errors';
import type { Json } from '../models/modelFiles';
import type { CharacterTokens } from '../vocabulary/characterTokens';
import type { Tokenizer, TokenizerJson } from '../vocabulary/tokenizer';

/** What stands around the tokens of a source, and what each target begins with behind the start token. */
export interface SourceForm {
  before: readonly TokenId[];
  after: readonly TokenId[];
  forced: readonly TokenId[];
}

export interface OwnTools {
  tokenizer: Tokenizer;
  model: EncoderDecoderModel;
  /** Made when first asked for: of a large vocabulary it is some work. */
  characters(): CharacterTokens;
  forms: OwnForms;
}

/** What a folder says of a model, as Bundle has it. */
export interface OwnModelFacts {
  dir: string;
  info: { architecture: string; vocabSize: number };
  config: Json;
  generationConfig: Json;
  tokenizer: Json;
  tokenizerConfig: Json;
  notes: Json;
}

export class OwnForms {
  constructor(
    /** What every target starts after, and what ends it. */
    readonly start: TokenId,
    readonly end: TokenId,
    /** Ids that are never written. */
    readonly never: readonly TokenId[],
    readonly translates: readonly Translates[],
    private readonly formOf: (from: LanguageTag, to: LanguageTag) => SourceForm,
    /** How it is asked for a summary; undefined where it writes none. */
    readonly summary: SourceForm | undefined,
  ) {}

  /** @throws EngineError inputInvalid, naming the languages that the model has */
  translation(from: LanguageTag, to: LanguageTag): SourceForm {
    if (this.hasPair(from, to)) return this.formOf(from, to);
    const message = `This model does not translate from "${from}" into "${to}". It translates ${languagesText(this.translates)}.`;
    throw new EngineError('inputInvalid', message);
  }

  hasPair(from: LanguageTag, to: LanguageTag): boolean {
    return from !== to && this.translates.some((each) => each.from.includes(from) && each.to.includes(to));
  }
}

function languagesText(all: readonly Translates[]): string {
  if (all.length === 0) return 'nothing';
  const list = (tags: readonly LanguageTag[]) => [...tags].sort().join(', ');
  return all.map(({ from, to }) => `from ${list(from)} into ${list(to)}`).join('; ');
}

/** @throws EngineError modelInvalid, modelUnsupported, saying what is missing */
export function readOwnForms(tokenizer: Tokenizer, facts: OwnModelFacts): OwnForms {
  const { config, generationConfig, info } = facts;
  const idOf = (name: string) => firstId(generationConfig[name]) ?? firstId(config[name]);
  const end = idOf('eos_token_id');
  const start = idOf('decoder_start_token_id') ?? idOf('pad_token_id');
  if (end === undefined || start === undefined)
    throw unclear('config.json', 'names no eos_token_id and decoder_start_token_id');
  const forms = formsOf(tokenizer, facts, end);
  const bad = [generationConfig.bad_words_ids ?? config.bad_words_ids ?? []].flat(1) as unknown[];
  const never = new Set<TokenId>([...tokenizer.specialTokenIds(), ...bad.flatMap((ids) => firstIdOfOne(ids) ?? [])]);
  // Rows of the vocabulary that pad it out stand for nothing.
  for (let id = tokenizer.vocabSize; id < info.vocabSize; id++) never.add(id as TokenId);
  never.delete(end);
  const written = [...never].filter((id) => id < info.vocabSize);
  return new OwnForms(start, end, written, forms.translates, forms.formOf, forms.summary);
}

interface FamilyForms {
  translates: Translates[];
  formOf: (from: LanguageTag, to: LanguageTag) => SourceForm;
  summary?: SourceForm | undefined;
}

function formsOf(tokenizer: Tokenizer, facts: OwnModelFacts, end: TokenId): FamilyForms {
  switch (facts.info.architecture) {
    case 'marian':
      return marianForms(facts, end);
    case 'm2m_100':
      return codedForms(tokenizer, facts, end);
    default:
      return prefixedForms(tokenizer, facts, end);
  }
}

/** A pair of languages, or several targets, each asked for by a token `>>ko<<` before the source. */
function marianForms(facts: OwnModelFacts, end: TokenId): FamilyForms {
  const asked = new Map<LanguageTag, TokenId>();
  for (const [piece, id] of entriesOf(facts.tokenizer)) {
    const code = /^>>([\w-]+)<<$/.exec(piece)?.[1];
    if (code !== undefined) addTag(asked, code, id as TokenId);
  }
  const [from, to] = marianPair(facts);
  const targets = asked.size > 0 ? [...asked.keys()] : to === undefined ? [] : [to];
  if (from === undefined || targets.length === 0)
    throw unclear(
      'tokenizer_config.json',
      'does not say which languages the model translates',
      hint('{"translate": {"en>ko": ""}}'),
    );
  const translates = [{ from: [from], to: targets }];
  const formOf = (_: LanguageTag, target: LanguageTag) => {
    const code = asked.get(target);
    return { before: code === undefined ? [] : [code], after: [end], forced: [] };
  };
  return { translates, formOf };
}

function marianPair({ notes, tokenizerConfig, config, dir }: OwnModelFacts): [LanguageTag?, LanguageTag?] {
  const [noted] = Object.keys(textsOf(notes.translate));
  const named = [config._name_or_path, basename(dir)]
    .map((name) => /opus-mt(?:-tc)?(?:-big|-base|-tiny)?-([A-Za-z]{2,7})-([A-Za-z]{2,7})$/.exec(String(name ?? '')))
    .find((match) => match);
  const { source_lang: from, target_lang: to } = tokenizerConfig;
  const said = typeof from === 'string' && typeof to === 'string' ? [from, to] : (named?.slice(1, 3) ?? []);
  const codes = noted?.split('>') ?? said;
  return codes.map((code) => languageTagOf(code ?? '')) as [LanguageTag?, LanguageTag?];
}

/** Codes of NLLB (`kor_Hang`) and M2M100 (`__ko__`): ids that are special tokens, never words that look like one. */
const codePattern = /^(?:__([a-z]{2,8})__|([a-z]{3}_[A-Z][a-z]{3}))$/;

/** Between all languages that have a code: that of the source stands with it, that of the target begins the target. */
function codedForms(tokenizer: Tokenizer, { tokenizerConfig }: OwnModelFacts, end: TokenId): FamilyForms {
  const codes = new Map<LanguageTag, TokenId>();
  for (const content of tokenizer.specialContents()) {
    const match = codePattern.exec(content);
    if (match) addTag(codes, (match[1] ?? match[2])!, tokenizer.special(content)!);
  }
  if (codes.size < 2) throw unclear('tokenizer.json', 'has no special tokens that are codes of languages');
  // NLLB's first tokenizers put the code behind the text.
  const isBehind = tokenizerConfig.legacy_behaviour === true;
  const tags = [...codes.keys()];
  const formOf = (from: LanguageTag, to: LanguageTag) => ({
    before: isBehind ? [] : [codes.get(from)!],
    after: isBehind ? [end, codes.get(from)!] : [end],
    forced: [codes.get(to)!],
  });
  return { translates: [{ from: tags, to: tags }], formOf };
}

const usualPrefix = /^translation_([a-z]{2,3})_to_([a-z]{2,3})$/;

/** T5 is told in words what to do: config.json's task_specific_params have them, or localtext.json. */
function prefixedForms(tokenizer: Tokenizer, { config, notes }: OwnModelFacts, end: TokenId): FamilyForms {
  const prefixes = new Map<string, string>();
  const tasks = (config.task_specific_params ?? {}) as Record<string, { prefix?: unknown } | undefined>;
  for (const [task, said] of Object.entries(tasks)) {
    const [, from, to] = usualPrefix.exec(task) ?? [];
    if (from && to && typeof said?.prefix === 'string') prefixes.set(`${from}>${to}`, said.prefix);
  }
  for (const [pair, prefix] of Object.entries(textsOf(notes.translate))) prefixes.set(pair, prefix);
  const byPair = new Map<string, string>();
  const translates: Translates[] = [];
  for (const [pair, prefix] of prefixes) {
    const [from, to] = pair.split('>').map(languageTagOf);
    if (!from || !to) continue;
    byPair.set(`${from}>${to}`, prefix);
    const known = translates.find((each) => each.from[0] === from);
    if (known) known.to.push(to);
    else translates.push({ from: [from], to: [to] });
  }
  const summaryPrefix = typeof notes.summarize === 'string' ? notes.summarize : tasks.summarization?.prefix;
  const form = (prefix: string) => ({ before: tokenizer.encodeStart(prefix.trimEnd()), after: [end], forced: [] });
  const summary = typeof summaryPrefix === 'string' ? form(summaryPrefix) : undefined;
  if (translates.length === 0 && !summary)
    throw unclear(
      'config.json',
      'does not say what the model was trained to do (task_specific_params)',
      hint('{"translate": {"en>ko": "translate English to Korean: "}, "summarize": "summarize: "}'),
    );
  return { translates, formOf: (from, to) => form(byPair.get(`${from}>${to}`) ?? ''), summary };
}

/** A second code of a language (another script) keeps its own name. */
function addTag(tags: Map<LanguageTag, TokenId>, code: string, id: TokenId): void {
  const tag = languageTagOf(code) ?? code;
  tags.set(tags.has(tag) ? code : tag, id);
}

function entriesOf({ model }: TokenizerJson): [string, number][] {
  const vocab = model?.vocab ?? {};
  return Array.isArray(vocab) ? vocab.map(([piece], id) => [piece, id]) : Object.entries(vocab);
}

function textsOf(value: unknown): Record<string, string> {
  const entries = Object.entries(typeof value === 'object' && value !== null ? value : {});
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function firstId(value: unknown): TokenId | undefined {
  const [first] = Array.isArray(value) ? value : [value];
  return typeof first === 'number' && Number.isInteger(first) && first >= 0 ? (first as TokenId) : undefined;
}

/** Of words that are several tokens none is forbidden by itself. */
function firstIdOfOne(ids: unknown): TokenId | undefined {
  return Array.isArray(ids) && ids.length === 1 ? firstId(ids[0]) : undefined;
}

function hint(example: string): string {
  return `Write it into localtext.json beside the model, for example ${example}.`;
}

function unclear(file: string, what: string, remedy = 'Choose another export of the model.'): EngineError {
  return new EngineError('modelInvalid', `${file} ${what}.`, { file, remedy });
}
