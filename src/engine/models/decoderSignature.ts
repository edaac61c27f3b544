// What a decoder's graph takes and gives, read from its signature and checked against config.json. Runs nothing.
// Names are those of Hugging Face's exporters (`past_key_values.N.key|value`, `present.N.key|value`), and this project's
// own `appended` [2 layers * batch, kvHeads, n, headDim]: what a run adds (models/recipe, export/decoder.py).

import type { DecoderShape } from '../decode/decoderModel';
import { EngineError, reinstall } from '../errors';
import { type CacheType, isCacheType } from './cacheMemory';
import type { TensorInfo } from './session';

/** What config.json says, where it says it. */
export interface DecoderConfig {
  vocabSize: number;
  contextTokens: number;
  layers?: number;
  kvHeads?: number;
  headDim?: number;
  /** Whether the graph reads past keys and values where they lie (GroupQueryAttention); unknown counts as yes. */
  keepsInPlace?: boolean;
}

export type FloatType = 'float32' | 'float16';

export interface DecoderSignature {
  shape: DecoderShape;
  /** How keys and values come out: what a run added, all sides as one output, or all there are by then, a side an output. */
  cache: { adds: 'rows' | 'all'; type: CacheType };
  logits: FloatType;
  takesMask: boolean;
  takesPositions: boolean;
  /** Of a merged graph: whether there is a past is said to it. */
  takesBranch: boolean;
  /** Dimensions of num_logits_to_keep (a scalar in most exports), or undefined where the graph has no such input. */
  keepDims: readonly number[] | undefined;
}

const KNOWN_INPUTS = new Set(['input_ids', 'attention_mask', 'position_ids', 'num_logits_to_keep', 'use_cache_branch']);

/** Throws `modelInvalid` where graph and config disagree, `modelUnsupported` where the graph wants what we don't give. */
export function readDecoderSignature(
  inputs: readonly TensorInfo[],
  outputs: readonly TensorInfo[],
  config: DecoderConfig,
): DecoderSignature {
  const past = inputs.filter(({ name }) => name.startsWith('past_key_values.'));
  const strange = inputs.find((input) => !KNOWN_INPUTS.has(input.name) && !past.includes(input));
  if (strange) throw unsupported(`wants the input "${strange.name}"`);
  const ids = inputs.find(({ name }) => name === 'input_ids');
  if (!ids) throw unsupported('has no input "input_ids"');
  const noted = inputs.find(
    ({ name, type }) => /^(input_ids|attention_mask|position_ids)$/.test(name) && type !== 'int64',
  );
  if (noted) throw unsupported(`wants "${noted.name}" as ${noted.type}, not int64`);
  if (past.length === 0) throw unsupported('takes no past keys and values (export it with past)');
  const cache = readCache(past, outputs, config);
  const logits = outputs.find(({ name }) => name === 'logits');
  if (!isFloat(logits?.type)) throw unsupported('has no float32 or float16 output "logits"');
  const shape = checkShape(readShape(past, logits!, config, cache.adds), config);
  const find = (name: string) => inputs.find((input) => input.name === name);
  return {
    shape,
    cache,
    logits: logits!.type as FloatType,
    takesMask: find('attention_mask') !== undefined,
    takesPositions: find('position_ids') !== undefined,
    takesBranch: find('use_cache_branch') !== undefined,
    keepDims: find('num_logits_to_keep')?.shape.map(() => 1),
  };
}

/** The sides, key then value a layer, as the exporters number them. */
export function sideNames({ layers }: DecoderShape): string[] {
  return Array.from({ length: 2 * layers }, (_, side) => sideName(side));
}

function sideName(side: number): string {
  return `${side >> 1}.${side % 2 === 0 ? 'key' : 'value'}`;
}

function readCache(
  past: readonly TensorInfo[],
  outputs: readonly TensorInfo[],
  { keepsInPlace = true }: DecoderConfig,
): DecoderSignature['cache'] {
  const isOutput = (name: string) => outputs.some((output) => output.name === name);
  const adds = keepsInPlace && isOutput('appended') ? 'rows' : 'all';
  for (let side = 0; side < Math.max(2, past.length); side++) {
    const input = past.find((each) => each.name === `past_key_values.${sideName(side)}`);
    const isGiven = adds === 'rows' || isOutput(`present.${sideName(side)}`);
    if (!input || !isGiven) throw unsupported(`lacks the keys and values of layer ${side >> 1}`);
    if (!isCacheType(input.type))
      throw unsupported(`has keys and values of type ${input.type}, not float32, float16 or int8`);
  }
  const type = past[0]!.type as CacheType;
  if (past.some((each) => each.type !== type)) throw unsupported('has keys and values of several types');
  if (adds === 'rows' && type === 'float16') throw unsupported(`appends keys and values of type ${type}`);
  return { adds, type };
}

/** Where the graph gives names in place of numbers, those of config.json are taken. */
function readShape(
  past: readonly TensorInfo[],
  logits: TensorInfo,
  config: DecoderConfig,
  adds: DecoderSignature['cache']['adds'],
): DecoderShape {
  const [, kvHeads, , headDim] = past[0]!.shape;
  if (past[0]!.shape.length !== 4) throw unsupported('has keys and values of other than four dimensions');
  const number = (stated: number | string | undefined, said: number | undefined, what: string): number => {
    if (typeof stated === 'number' && stated > 0) return stated;
    if (adds === 'all' && said !== undefined) return said;
    throw unsupported(`does not state its ${what}`);
  };
  return {
    layers: past.length / 2,
    kvHeads: number(kvHeads, config.kvHeads, 'KV heads'),
    headDim: number(headDim, config.headDim, 'head size'),
    vocabSize: number(logits.shape.at(-1), config.vocabSize, 'vocabulary size'),
    contextTokens: config.contextTokens,
  };
}

function checkShape(shape: DecoderShape, config: DecoderConfig): DecoderShape {
  for (const key of ['vocabSize', 'layers', 'kvHeads', 'headDim'] as const) {
    const said = config[key];
    if (said === undefined || said === shape[key]) continue;
    const message = `The graph's ${key} is ${shape[key]}, but config.json says ${said}.`;
    throw new EngineError('modelInvalid', message, { remedy: reinstall });
  }
  return shape;
}

function isFloat(type: string | undefined): type is FloatType {
  return type === 'float32' || type === 'float16';
}

function unsupported(what: string): EngineError {
  return new EngineError('modelUnsupported', `This engine can't run the decoder's graph: it ${what}.`);
}
