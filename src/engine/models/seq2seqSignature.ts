// What an encoder-decoder is by its config.json and by its two graphs, and whether they agree. Opens nothing.
// Names are those of Hugging Face's exporters; `cross_attentions` and `given_log_probs` are this project's
// own (models/recipe, export/seq2seq.py).

import type { BundleInfo } from '../../shared/protocol/engine';
import type { EncoderDecoderShape } from '../decode/encoderDecoder';
import { EngineError, reinstall } from '../errors';
import type { TensorInfo } from './session';

/** What config.json says, where it says it. */
export interface Seq2seqConfig {
  vocabSize: number;
  contextTokens: number;
  padTokenId: number;
  decoderLayers?: number;
  heads?: number;
  headDim?: number;
  width?: number;
  /** Multiply-adds of the encoder's matrices a token; 0 where config.json does not say enough. */
  encoderTokenCost: number;
}

export interface GraphSignature {
  inputs: readonly TensorInfo[];
  outputs: readonly TensorInfo[];
}

const ENCODER_INPUTS = ['input_ids', 'attention_mask'];
const DECODER_INPUTS = ['input_ids', 'encoder_attention_mask', 'encoder_hidden_states', 'use_cache_branch'];
const SIDES = ['decoder.key', 'decoder.value', 'encoder.key', 'encoder.value'];

export function readSeq2seqConfig(
  config: Readonly<Record<string, unknown>>,
  info: Pick<BundleInfo, 'vocabSize' | 'contextTokens'>,
): Seq2seqConfig {
  const size = (key: string): number | undefined => {
    const value = config[key];
    return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
  };
  const padTokenId = size('pad_token_id');
  if (padTokenId === undefined || padTokenId >= info.vocabSize) {
    const message = 'config.json names no pad_token_id of its vocabulary.';
    throw new EngineError('modelInvalid', message, { file: 'config.json', remedy: reinstall });
  }
  // T5's names, then those of Marian and M2M100.
  const [layers, width] = [size('num_layers') ?? size('encoder_layers'), size('d_model')];
  const mlp = size('d_ff') ?? size('encoder_ffn_dim');
  const heads = size('num_heads') ?? size('decoder_attention_heads');
  const headDim = size('d_kv') ?? (heads && width ? width / heads : undefined);
  const decoderLayers = size('num_decoder_layers') ?? size('decoder_layers') ?? layers;
  const facts = { decoderLayers, heads, headDim, width };
  const stated = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
  const isWhole = layers && width && mlp && heads && headDim;
  const encoderTokenCost = isWhole ? layers * width * (4 * heads * headDim + 3 * mlp) : 0;
  return { vocabSize: info.vocabSize, contextTokens: info.contextTokens, padTokenId, encoderTokenCost, ...stated };
}

/**
 * The model's shape out of its graphs' signatures.
 * @throws EngineError modelInvalid where they and config.json disagree, modelUnsupported where a graph wants what we
 * don't give or lacks what we need.
 */
export function readSeq2seqShape(
  encoder: GraphSignature,
  decoder: GraphSignature,
  config: Seq2seqConfig,
): EncoderDecoderShape {
  checkInputs('encoder', encoder, ENCODER_INPUTS);
  const past = decoder.inputs.filter(({ name }) => name.startsWith('past_key_values.')).map(({ name }) => name);
  const layers = past.length / SIDES.length;
  const wanted = Array.from({ length: layers }, (_, n) => SIDES.map((side) => `${n}.${side}`)).flat();
  checkInputs('decoder', decoder, [...DECODER_INPUTS, ...wanted.map((side) => `past_key_values.${side}`)]);
  for (const side of wanted) floatOutput('decoder', decoder, `present.${side}`);
  floatOutput('decoder', decoder, 'cross_attentions');
  floatOutput('decoder', decoder, 'given_log_probs');
  const width = floatOutput('encoder', encoder, 'last_hidden_state').shape.at(-1);
  const [, heads, , headDim] = decoder.inputs.find(({ name }) => name === past[0])?.shape ?? [];
  const vocabSize = floatOutput('decoder', decoder, 'logits').shape.at(-1);
  const facts = { vocabSize, decoderLayers: layers, heads, headDim, width };
  const shape = { contextTokens: config.contextTokens } as EncoderDecoderShape;
  for (const key of ['vocabSize', 'decoderLayers', 'heads', 'headDim', 'width'] as const) {
    const value = facts[key];
    if (typeof value !== 'number') throw unsupported('decoder', `does not state its ${key}`);
    const said = config[key];
    if (said !== undefined && said !== value) {
      const message = `The graphs' ${key} is ${value}, but config.json says ${said}.`;
      throw new EngineError('modelInvalid', message, { remedy: reinstall });
    }
    shape[key] = value;
  }
  return shape;
}

function checkInputs(part: string, { inputs }: GraphSignature, wanted: readonly string[]): void {
  for (const name of wanted) {
    const type = inputs.find((input) => input.name === name)?.type;
    if (type !== typeOf(name)) throw unsupported(part, `has no ${typeOf(name)} input "${name}"`);
  }
  const strange = inputs.find(({ name }) => !wanted.includes(name));
  if (strange) throw unsupported(part, `wants the input "${strange.name}"`);
}

function typeOf(name: string): string {
  if (name === 'use_cache_branch') return 'bool';
  return name === 'input_ids' || name.endsWith('attention_mask') ? 'int64' : 'float32';
}

function floatOutput(part: string, { outputs }: GraphSignature, name: string): TensorInfo {
  const output = outputs.find((each) => each.name === name);
  if (output?.type !== 'float32') throw unsupported(part, `has no float32 output "${name}"`);
  return output;
}

function unsupported(part: string, what: string): EngineError {
  return new EngineError('modelUnsupported', `This engine can't run the ${part}'s graph: it ${what}.`);
}
