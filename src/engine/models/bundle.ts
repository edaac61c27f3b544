// Reads and checks one bundle: a folder in the Hugging Face layout. Opens no graph and knows no decoding.
// Every fault ends in an EngineError that names the file and what to do; nothing outside the folder is ever read.

import { stat } from 'node:fs/promises';
import { posix } from 'node:path';
import type { BundleInfo, BundleKind } from '../../shared/protocol/engine';
import { EngineError, reinstall } from '../errors';
import type { DecoderConfig } from './decoderSignature';
import { familyOf } from './modelFamily';
import { fault, type GraphFile, type Json, leavesFolder, ModelFiles, type Origin } from './modelFiles';
import { readOnnxFile } from './onnxFile';
import { readSeq2seqConfig, type Seq2seqConfig } from './seq2seqSignature';

/** Of an encoder-decoder whose decoder is not merged: for the first step, and for those after it. */
const SPLIT_DECODER = ['decoder_model', 'decoder_with_past_model'] as const;

/** Graphs a kind consists of, each by the stems its file may have: the first is its name in the bundle. */
const GRAPHS: Readonly<Record<BundleKind, readonly (readonly [string, ...string[]])[]>> = {
  completion: [['model', 'decoder_model_merged']],
  'fill-mask': [['model']],
  seq2seq: [['encoder_model'], ['decoder_model_merged']],
};

/** Vocabularies are padded to round sizes; a tokenizer that falls short by more belongs to another model. */
const MAX_PADDING_TOKENS: Readonly<Record<Origin, number>> = { bundled: 255, own: 4095 };

/** Positions of a model of a person's own that are used, however long its context is: each is memory, and time. */
const MAX_OWN_CONTEXT = 2048;

export interface BundleOptions {
  origin?: Origin;
  /** Of a person's own folder: the graph to use, relative to it. */
  graph?: string | undefined;
}

/** A bundle whose files are there, parse, agree with each other and stay inside the folder. */
export class Bundle {
  private constructor(
    readonly origin: Origin,
    /** Absolute, links resolved. */
    readonly dir: string,
    readonly info: BundleInfo,
    /** By stem: "model", or "encoder_model" and "decoder_model_merged". */
    readonly graphs: ReadonlyMap<string, CheckedGraph>,
    readonly config: Json,
    readonly generationConfig: Json,
    /** Parsed tokenizer.json, for vocabulary/tokenizer.ts. */
    readonly tokenizer: Json,
    readonly tokenizerConfig: Json,
    /** Parsed localtext.json, what a person says of a model of their own; {} where there is none. */
    readonly notes: Json,
  ) {}

  /** Throws `modelMissing`, `modelInvalid` or `modelUnsupported`. */
  static async open(dir: string, kind: BundleKind, options: BundleOptions = {}): Promise<Bundle> {
    const { origin = 'bundled' } = options;
    const files = await ModelFiles.open(dir, kind, origin);
    const config = innerConfig(await files.json('config.json'));
    familyOf(config, kind, origin); // what another model has or lacks is of no interest
    const tokenizer = await files.json('tokenizer.json').catch(async (error) => {
      // A folder that has no graph either is no model's: that is said first.
      if (origin === 'own') await findGraphs(files, kind, config, options.graph);
      throw error;
    });
    const tokenizerConfig = await files.jsonOfBundle('tokenizer_config.json');
    const facts = readConfig(config, kind, origin, tokenizerConfig);
    const generationConfig = await files.jsonOfBundle('generation_config.json');
    checkVocabulary(facts.vocabSize, countTokens(tokenizer, origin), origin);
    const graphs = await findGraphs(files, kind, config, options.graph);
    for (const graph of graphs.values()) await checkGraph(files, graph, kind, origin);
    const card = readModelCard(await files.text('MODEL_CARD.md').catch(() => files.text('README.md').catch(() => '')));
    const sizeBytes = [...graphs.values()].reduce((sum, graph) => sum + graph.sizeBytes, 0);
    const info: BundleInfo = { kind, ...facts, ...card, sizeBytes };
    const notes = origin === 'own' && (await files.find('localtext.json')) ? await files.json('localtext.json') : {};
    return new Bundle(origin, files.root, info, graphs, config, generationConfig, tokenizer, tokenizerConfig, notes);
  }

  /** The graph of a stem; the only one by default. */
  graph(stem: string = GRAPHS[this.info.kind][0]![0]): CheckedGraph {
    const graph = this.graphs.get(stem);
    if (!graph) throw new EngineError('internal', `A ${this.info.kind} bundle has no graph "${stem}".`);
    return graph;
  }

  /** For {@link DecoderSession.over}: the facts of config.json that the graph must agree with. */
  get decoderConfig(): DecoderConfig {
    const config = readDecoderConfig(this.config, this.info);
    if (this.origin === 'bundled') return config;
    return {
      ...config,
      contextTokens: Math.min(config.contextTokens, MAX_OWN_CONTEXT),
      keepsInPlace: this.graph().operators.has(IN_PLACE_OPERATOR),
    };
  }

  /** The same for {@link MaskedSession.open}, but for the padding token. */
  get maskedConfig(): { vocabSize: number; contextTokens: number } {
    const { vocabSize, contextTokens } = this.info;
    return { vocabSize, contextTokens: this.origin === 'own' ? Math.min(contextTokens, USUAL_CONTEXT) : contextTokens };
  }

  /** The same for {@link Seq2seqSession.open}. */
  get seq2seqConfig(): Seq2seqConfig {
    return readSeq2seqConfig(this.config, this.info);
  }
}

/** What config.json must say: a known architecture, a vocabulary size and a context length. */
export function readConfig(
  config: Json,
  kind: BundleKind,
  origin: Origin = 'bundled',
  tokenizerConfig: Json = {},
): Pick<BundleInfo, 'architecture' | 'vocabSize' | 'contextTokens'> {
  const architecture = familyOf(config, kind, origin);
  const vocabSize = wholeNumber(config.vocab_size);
  if (!vocabSize) throw fault('modelInvalid', 'config.json', 'states no vocab_size');
  const contextTokens = contextLength(config, origin, tokenizerConfig);
  if (!contextTokens) throw fault('modelInvalid', 'config.json', 'states no max_position_embeddings');
  return { architecture, vocabSize, contextTokens };
}

/** Positions of a model that says nothing of them. */
const USUAL_CONTEXT = 512;

function contextLength(config: Json, origin: Origin, { model_max_length: said }: Json): number | undefined {
  const positions = wholeNumber(config.max_position_embeddings ?? config.n_positions ?? config.n_ctx);
  const stated = positions && positions - reservedPositions(config);
  if (stated || origin === 'bundled') return stated;
  // A tokenizer without a limit says 1e30.
  return typeof said === 'number' && said < 1e6 ? wholeNumber(said) : USUAL_CONTEXT;
}

/** RoBERTa and its kin count from behind the padding token's id. */
function reservedPositions({ model_type, pad_token_id }: Json): number {
  const isOffset = typeof model_type === 'string' && /^(roberta|xlm-roberta|camembert)/.test(model_type);
  return isOffset && typeof pad_token_id === 'number' ? pad_token_id + 1 : 0;
}

/** Of a model with several parts (text, pictures) the text's. */
function innerConfig(config: Json): Json {
  const inner = config.text_config;
  return config.vocab_size === undefined && typeof inner === 'object' && inner !== null
    ? { ...config, ...(inner as Json) }
    : config;
}

/** Layers, heads and sizes as config.json states them. */
export function readDecoderConfig(config: Json, info: Pick<BundleInfo, 'vocabSize' | 'contextTokens'>): DecoderConfig {
  const heads = wholeNumber(config.num_attention_heads ?? config.n_head);
  const width = wholeNumber(config.hidden_size ?? config.n_embd);
  const facts = {
    layers: wholeNumber(config.num_hidden_layers ?? config.n_layer),
    kvHeads: wholeNumber(config.num_key_value_heads) ?? heads,
    headDim: wholeNumber(config.head_dim) ?? (heads && width ? width / heads : undefined),
  };
  const stated = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
  return { vocabSize: info.vocabSize, contextTokens: info.contextTokens, ...stated };
}

/**
 * One more than the highest id in tokenizer.json. Added tokens count in a bundle; others add some that the model's
 * embedding has no row for (a picture's place, say), and those never come out of text.
 */
export function countTokens(tokenizer: Json, origin: Origin = 'bundled'): number {
  const vocab = (tokenizer.model as Json | undefined)?.vocab;
  if (typeof vocab !== 'object' || vocab === null) throw fault('modelInvalid', 'tokenizer.json', 'holds no vocabulary');
  if (Array.isArray(vocab)) return vocab.length;
  let highest = -1;
  for (const id of Object.values(vocab)) if (typeof id === 'number' && id > highest) highest = id;
  const added = Array.isArray(tokenizer.added_tokens) ? (tokenizer.added_tokens as Json[]) : [];
  if (origin === 'bundled') for (const { id } of added) if (typeof id === 'number' && id > highest) highest = id;
  return highest + 1;
}

export function checkVocabulary(vocabSize: number, tokens: number, origin: Origin = 'bundled'): void {
  if (tokens <= vocabSize && vocabSize - tokens <= MAX_PADDING_TOKENS[origin]) return;
  const message = `tokenizer.json has ${tokens} tokens, but config.json says vocab_size ${vocabSize}.`;
  throw new EngineError('modelInvalid', message, { file: 'tokenizer.json', remedy: reinstall });
}

/** Licence and weight count out of the card's YAML front matter; only plain `key: value` lines are read. */
export function readModelCard(card: string): Pick<BundleInfo, 'licence' | 'parameters'> {
  const frontMatter = /^---\r?\n([\s\S]*?)\r?\n---/.exec(card)?.[1] ?? '';
  const value = (key: string) => new RegExp(`^${key}:[ \\t]*["']?([^"'#\\r\\n]+)`, 'm').exec(frontMatter)?.[1]?.trim();
  const parameters = Number(value('parameters')?.replaceAll(/[_,]/g, ''));
  return { licence: value('license') ?? 'unknown', parameters: Number.isFinite(parameters) ? parameters : 0 };
}

/** A graph with what its file says of itself. */
export interface CheckedGraph extends GraphFile {
  operators: ReadonlySet<string>;
}

/** The operator that reads and writes past keys and values where they lie. */
const IN_PLACE_OPERATOR = 'com.microsoft:GroupQueryAttention';

async function findGraphs(
  files: ModelFiles,
  kind: BundleKind,
  config: Json,
  named: string | undefined,
): Promise<Map<string, CheckedGraph>> {
  const graphs = new Map<string, CheckedGraph>();
  for (const stems of await stemsOf(files, kind, config, named)) {
    graphs.set(stems[0], { ...(await files.graph(filesOf(stems, files, config, named))), operators: new Set() });
  }
  return graphs;
}

/** A decoder in two graphs is taken where there is no merged one, or where a person named one of the two. */
async function stemsOf(
  files: ModelFiles,
  kind: BundleKind,
  config: Json,
  named: string | undefined,
): Promise<readonly (readonly [string, ...string[]])[]> {
  const [encoder, merged, ...others] = GRAPHS[kind];
  if (kind !== 'seq2seq' || files.origin === 'bundled' || !encoder || !merged) return GRAPHS[kind];
  const split = SPLIT_DECODER.map((stem): readonly [string] => [stem]);
  const isThere = async (stems: readonly [string, ...string[]]) => {
    for (const file of filesOf(stems, files, config, named)) if (await files.find(file)) return true;
    return false;
  };
  const isSplit = !(await isThere(merged)) && (await isThere(split[0]!));
  return isSplit ? [encoder, ...split] : [encoder, merged, ...others];
}

/** Where a person named one graph of several, the others are those of the same variant beside it. */
function filesOf(
  stems: readonly [string, ...string[]],
  files: ModelFiles,
  config: Json,
  named: string | undefined,
): string[] {
  if (named === undefined) return stems.flatMap((stem) => files.candidates(stem, config));
  const variant =
    /^(.*\/)?(?:encoder_model|decoder_model_merged|decoder_with_past_model|decoder_model)(_\w+)?\.onnx$/.exec(named);
  return variant && files.origin === 'own' && stems[0] !== 'model'
    ? stems.map((stem) => `${variant[1] ?? ''}${stem}${variant[2] ?? ''}.onnx`)
    : [named];
}

/** Looks into the graph before onnxruntime does: operators this engine relies on, and where its weights lie. */
async function checkGraph(files: ModelFiles, graph: CheckedGraph, kind: BundleKind, origin: Origin): Promise<void> {
  const { operators, externalLocations } = readOnnxFile(graph.path, graph.file);
  graph.operators = operators;
  if (kind === 'completion' && origin === 'bundled' && !operators.has(IN_PLACE_OPERATOR)) {
    const why =
      'has no GroupQueryAttention, so its past keys and values cannot stay in place; choose another model folder';
    throw new EngineError('modelUnsupported', `${graph.file} ${why}.`, { file: graph.file });
  }
  for (const location of externalLocations) {
    if (leavesFolder(location)) throw fault('modelInvalid', graph.file, 'wants weights from outside its folder');
    const file = posix.join(posix.dirname(graph.file), location.replaceAll('\\', '/'));
    graph.sizeBytes += (await stat(await files.path(file))).size;
  }
}

function wholeNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined;
}
