// Reads and checks one bundle: a folder in the Hugging Face layout. Opens no graph and knows no decoding.
// Every fault ends in an EngineError that names the file and what to do; nothing outside the folder is ever read.

import { readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import type { BundleInfo, BundleKind, EngineErrorCode } from '../../shared/protocol/engine';
import { EngineError } from '../errors';
import type { DecoderConfig } from './decoderSession';
import { readOnnxFile } from './onnxFile';
import { readSeq2seqConfig, type Seq2seqConfig } from './seq2seqSignature';

const REMEDY = 'Reinstall the extension.';

/** `model_type` values a kind may have: families whose graphs have the names and the meaning the engine relies on. */
const ARCHITECTURES: Readonly<Record<BundleKind, readonly string[]>> = {
  completion: ['llama', 'mistral', 'qwen2', 'qwen3', 'smollm3'],
  'fill-mask': ['eurobert', 'bert', 'modernbert', 'roberta', 'distilbert'],
  seq2seq: ['t5'],
};

/** Graphs a kind consists of: the stem of each file under `onnx/`. */
const GRAPHS: Readonly<Record<BundleKind, readonly string[]>> = {
  completion: ['model'],
  'fill-mask': ['model'],
  seq2seq: ['encoder_model', 'decoder_model_merged'],
};

/** transformers.js' suffix of the file for each dtype (its utils/dtypes.js), in the order tried when config names none. */
const DTYPE_SUFFIXES: Readonly<Record<string, string>> = {
  q4: '_q4',
  q8: '_quantized',
  fp32: '',
  int8: '_int8',
  uint8: '_uint8',
  q4f16: '_q4f16',
  fp16: '_fp16',
  bnb4: '_bnb4',
};

/** Vocabularies are padded to round sizes; a tokenizer that falls short by more belongs to another model. */
const MAX_PADDING_TOKENS = 255;

export type Json = Readonly<Record<string, unknown>>;

export interface GraphFile {
  /** Absolute, links resolved. */
  path: string;
  /** Relative to the bundle, for messages. */
  file: string;
  sizeBytes: number;
}

/** A bundle whose files are there, parse, agree with each other and stay inside the folder. */
export class Bundle {
  private constructor(
    /** Absolute, links resolved. */
    readonly dir: string,
    readonly info: BundleInfo,
    /** By stem: "model", or "encoder_model" and "decoder_model_merged". */
    readonly graphs: ReadonlyMap<string, GraphFile>,
    readonly config: Json,
    readonly generationConfig: Json,
    /** Parsed tokenizer.json, for vocabulary/tokenizer.ts. */
    readonly tokenizer: Json,
    readonly tokenizerConfig: Json,
  ) {}

  /** Throws `modelMissing`, `modelInvalid` or `modelUnsupported`. */
  static async open(dir: string, kind: BundleKind): Promise<Bundle> {
    const root = await realpath(dir).catch((cause) => {
      throw new EngineError('modelMissing', `The ${kind} model's folder is missing. ${REMEDY}`, { cause });
    });
    const config = await readJson(root, 'config.json');
    const facts = readConfig(config, kind);
    const generationConfig = await readJson(root, 'generation_config.json');
    const tokenizer = await readJson(root, 'tokenizer.json');
    const tokenizerConfig = await readJson(root, 'tokenizer_config.json');
    checkVocabulary(facts.vocabSize, countTokens(tokenizer));
    const graphs = await findGraphs(root, kind, config);
    for (const graph of graphs.values()) await checkGraph(root, graph, kind);
    const card = readModelCard(await readText(root, 'MODEL_CARD.md').catch(() => ''));
    const sizeBytes = [...graphs.values()].reduce((sum, graph) => sum + graph.sizeBytes, 0);
    const info: BundleInfo = { kind, ...facts, ...card, sizeBytes };
    return new Bundle(root, info, graphs, config, generationConfig, tokenizer, tokenizerConfig);
  }

  /** The graph of a stem; the only one by default. */
  graph(stem = GRAPHS[this.info.kind][0]!): GraphFile {
    const graph = this.graphs.get(stem);
    if (!graph) throw new EngineError('internal', `A ${this.info.kind} bundle has no graph "${stem}".`);
    return graph;
  }

  /** For {@link DecoderSession.over}: the facts of config.json that the graph must agree with. */
  get decoderConfig(): DecoderConfig {
    return readDecoderConfig(this.config, this.info);
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
): Pick<BundleInfo, 'architecture' | 'vocabSize' | 'contextTokens'> {
  const architecture = config.model_type;
  if (typeof architecture !== 'string') throw fault('modelInvalid', 'config.json', 'names no model_type');
  if (!ARCHITECTURES[kind].includes(architecture)) {
    const known = ARCHITECTURES[kind].join(', ');
    const message = `config.json: a ${kind} model of type "${architecture}" can't be run (known: ${known}). Choose another model folder.`;
    throw new EngineError('modelUnsupported', message, { file: 'config.json' });
  }
  const vocabSize = wholeNumber(config.vocab_size);
  const contextTokens = wholeNumber(config.max_position_embeddings ?? config.n_positions);
  if (!vocabSize) throw fault('modelInvalid', 'config.json', 'states no vocab_size');
  if (!contextTokens) throw fault('modelInvalid', 'config.json', 'states no max_position_embeddings');
  return { architecture, vocabSize, contextTokens };
}

/** Layers, heads and sizes as config.json states them. */
export function readDecoderConfig(config: Json, info: Pick<BundleInfo, 'vocabSize' | 'contextTokens'>): DecoderConfig {
  const heads = wholeNumber(config.num_attention_heads);
  const width = wholeNumber(config.hidden_size);
  const facts = {
    layers: wholeNumber(config.num_hidden_layers),
    kvHeads: wholeNumber(config.num_key_value_heads) ?? heads,
    headDim: wholeNumber(config.head_dim) ?? (heads && width ? width / heads : undefined),
  };
  const stated = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
  return { vocabSize: info.vocabSize, contextTokens: info.contextTokens, ...stated };
}

/** One more than the highest id in tokenizer.json, added tokens included. */
export function countTokens(tokenizer: Json): number {
  const vocab = (tokenizer.model as Json | undefined)?.vocab;
  if (typeof vocab !== 'object' || vocab === null) throw fault('modelInvalid', 'tokenizer.json', 'holds no vocabulary');
  let highest = -1;
  for (const id of Object.values(vocab)) if (typeof id === 'number' && id > highest) highest = id;
  const added = Array.isArray(tokenizer.added_tokens) ? (tokenizer.added_tokens as Json[]) : [];
  for (const { id } of added) if (typeof id === 'number' && id > highest) highest = id;
  return highest + 1;
}

export function checkVocabulary(vocabSize: number, tokens: number): void {
  if (tokens <= vocabSize && vocabSize - tokens <= MAX_PADDING_TOKENS) return;
  const message = `tokenizer.json has ${tokens} tokens, but config.json says vocab_size ${vocabSize}. ${REMEDY}`;
  throw new EngineError('modelInvalid', message, { file: 'tokenizer.json' });
}

/** Licence and weight count out of the card's YAML front matter; only plain `key: value` lines are read. */
export function readModelCard(card: string): Pick<BundleInfo, 'licence' | 'parameters'> {
  const frontMatter = /^---\r?\n([\s\S]*?)\r?\n---/.exec(card)?.[1] ?? '';
  const value = (key: string) => new RegExp(`^${key}:[ \\t]*["']?([^"'#\\r\\n]+)`, 'm').exec(frontMatter)?.[1]?.trim();
  const parameters = Number(value('parameters')?.replaceAll(/[_,]/g, ''));
  return { licence: value('license') ?? 'unknown', parameters: Number.isFinite(parameters) ? parameters : 0 };
}

/** Names a stem's file may have, best first: the one config.json names for transformers.js, else any known one. */
export function graphCandidates(stem: string, config: Json): string[] {
  const named = (config['transformers.js_config'] as Json | undefined)?.dtype;
  const dtype = typeof named === 'object' && named !== null ? (named as Json)[stem] : named;
  if (typeof dtype !== 'string' || dtype === 'auto') {
    return Object.values(DTYPE_SUFFIXES).map((suffix) => `${stem}${suffix}.onnx`);
  }
  const suffix = DTYPE_SUFFIXES[dtype];
  if (suffix === undefined) throw fault('modelUnsupported', 'config.json', `names an unknown dtype "${dtype}"`);
  return [`${stem}${suffix}.onnx`];
}

/** Whether an external-data location, as written in a graph, leads out of the graph's own folder. */
export function leavesFolder(location: string): boolean {
  const isRooted = /^([/\\]|[A-Za-z]:)/.test(location) || isAbsolute(location);
  return location === '' || location.includes('\0') || isRooted || location.split(/[/\\]/).includes('..');
}

async function findGraphs(root: string, kind: BundleKind, config: Json): Promise<Map<string, GraphFile>> {
  const graphs = new Map<string, GraphFile>();
  for (const stem of GRAPHS[kind]) {
    const candidates = graphCandidates(stem, config).map((name) => `onnx/${name}`);
    for (const file of candidates) {
      const path = await resolveInside(root, file, { optional: true });
      if (path === undefined) continue;
      graphs.set(stem, { path, file, sizeBytes: (await stat(path)).size });
      break;
    }
    if (!graphs.has(stem)) throw fault('modelMissing', candidates[0]!, 'is missing');
  }
  return graphs;
}

/** Looks into the graph before onnxruntime does: operators this engine relies on, and where its weights lie. */
async function checkGraph(root: string, graph: GraphFile, kind: BundleKind): Promise<void> {
  const { operators, externalLocations } = readOnnxFile(graph.path, graph.file);
  if (kind === 'completion' && !operators.has('com.microsoft:GroupQueryAttention')) {
    const why =
      'has no GroupQueryAttention, so its past keys and values cannot stay in place; choose another model folder';
    throw new EngineError('modelUnsupported', `${graph.file} ${why}.`, { file: graph.file });
  }
  for (const location of externalLocations) {
    if (leavesFolder(location)) throw fault('modelInvalid', graph.file, 'wants weights from outside its folder');
    const file = `onnx/${location.replaceAll('\\', '/')}`;
    const path = await resolveInside(root, file);
    graph.sizeBytes += (await stat(path)).size;
  }
}

async function readJson(root: string, file: string): Promise<Json> {
  const text = await readText(root, file);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own message quotes the file; for us its name is enough.
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw fault('modelInvalid', file, 'is truncated or is no JSON object');
}

async function readText(root: string, file: string): Promise<string> {
  return readFile(await resolveInside(root, file), 'utf8');
}

/** The file's real path; a link that leads out of the folder is `modelInvalid`. */
async function resolveInside(root: string, file: string): Promise<string>;
async function resolveInside(root: string, file: string, options: { optional: true }): Promise<string | undefined>;
async function resolveInside(root: string, file: string, options?: { optional: true }): Promise<string | undefined> {
  let path: string;
  try {
    path = await realpath(join(root, file));
  } catch (cause) {
    const isAbsent = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    if (isAbsent && options?.optional) return undefined;
    throw fault(isAbsent ? 'modelMissing' : 'modelInvalid', file, isAbsent ? 'is missing' : 'cannot be read', cause);
  }
  const inside = relative(root, path);
  if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
    throw fault('modelInvalid', file, "is a link that leads out of the model's folder");
  }
  if (!(await stat(path)).isFile()) throw fault('modelInvalid', file, 'is not a file');
  return path;
}

function wholeNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined;
}

function fault(code: EngineErrorCode, file: string, what: string, cause?: unknown): EngineError {
  return new EngineError(code, `${file} ${what}. ${REMEDY}`, cause === undefined ? { file } : { file, cause });
}
