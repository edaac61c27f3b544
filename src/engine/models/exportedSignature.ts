// What the graphs of an encoder-decoder take and give as the ecosystem exports them: a merged decoder, or one for the first
// step and one for those after it. Read from their signatures and checked against config.json; runs nothing. Names are
// those of Hugging Face's exporters.

import type { EncoderDecoderShape } from '../decode/encoderDecoder';
import { EngineError, reinstall } from '../errors';
import type { FloatType } from './decoderSignature';
import type { GraphSignature, Seq2seqConfig } from './seq2seqSignature';
import type { TensorInfo } from './session';

export interface ExportedSignature {
  shape: EncoderDecoderShape;
  /** Of keys and values. */
  cache: FloatType;
  /** What each decoder takes besides ids, marks and the past. */
  first: DecoderInputs;
  next: DecoderInputs;
}

export interface DecoderInputs {
  takesPast: boolean;
  takesBranch: boolean;
  /** Of the encoder's states; undefined where the graph takes none. */
  states: FloatType | undefined;
}

/** Two a layer. */
export const ownSides = (layers: number): string[] => sides(layers, 'decoder');
export const crossedSides = (layers: number): string[] => sides(layers, 'encoder');

function sides(layers: number, whose: 'decoder' | 'encoder'): string[] {
  return Array.from({ length: layers }, (_, n) => ['key', 'value'].map((part) => `${n}.${whose}.${part}`)).flat();
}

/**
 * @param next The same graph as `first` where the decoder is merged.
 * @throws EngineError modelInvalid where graphs and config.json disagree, modelUnsupported where a graph wants what we
 * don't give or lacks what we need.
 */
export function readExportedSignature(
  { encoder, first, next }: { encoder: GraphSignature; first: GraphSignature; next: GraphSignature },
  config: Seq2seqConfig,
): ExportedSignature {
  checkInputs('encoder', encoder, /^(?:input_ids|attention_mask)$/);
  for (const name of ['input_ids', 'attention_mask']) wantInput('encoder', encoder, name);
  for (const graph of [first, next]) {
    checkInputs(
      'decoder',
      graph,
      /^(?:input_ids|encoder_attention_mask|encoder_hidden_states|use_cache_branch|past_key_values\..*)$/,
    );
    for (const name of ['input_ids', 'encoder_attention_mask']) wantInput('decoder', graph, name);
    floatTypeOf('decoder', graph.outputs, 'logits');
  }
  const layers = first.outputs.filter(({ name }) => /^present\.\d+\.decoder\.key$/.test(name)).length;
  if (layers === 0) throw unsupported('decoder', 'gives no keys and values (export it with past)');
  for (const side of ownSides(layers)) {
    floatTypeOf('decoder', first.outputs, `present.${side}`);
    floatTypeOf('decoder', next.outputs, `present.${side}`);
  }
  for (const side of crossedSides(layers)) floatTypeOf('decoder', first.outputs, `present.${side}`);
  const past = [...ownSides(layers), ...crossedSides(layers)].map((side) => `past_key_values.${side}`);
  const types = new Set(past.map((name) => floatTypeOf('decoder', next.inputs, name)));
  if (types.size > 1) throw unsupported('decoder', 'has keys and values of several types');
  const pastShape = next.inputs.find(({ name }) => name === past[0])!.shape;
  if (pastShape.length !== 4) throw unsupported('decoder', 'has keys and values of other than four dimensions');
  const states = encoder.outputs.find(({ name }) => name === 'last_hidden_state');
  floatTypeOf('encoder', encoder.outputs, 'last_hidden_state');
  const vocabSize = first.outputs.find(({ name }) => name === 'logits')!.shape.at(-1);
  const found = {
    vocabSize,
    decoderLayers: layers,
    heads: pastShape[1],
    headDim: pastShape[3],
    width: states!.shape[2],
  };
  const [type] = types;
  return {
    shape: agreed(found, config),
    cache: type!,
    first: inputsOf(first),
    next: inputsOf(next),
  };
}

/** Where a graph gives names in place of numbers, those of config.json are taken. */
function agreed(
  found: Record<'vocabSize' | 'decoderLayers' | 'heads' | 'headDim' | 'width', number | string | undefined>,
  config: Seq2seqConfig,
): EncoderDecoderShape {
  const shape = { contextTokens: config.contextTokens } as EncoderDecoderShape;
  for (const key of ['vocabSize', 'decoderLayers', 'heads', 'headDim', 'width'] as const) {
    const said = config[key];
    const value = typeof found[key] === 'number' ? found[key] : said;
    if (value === undefined) throw unsupported('decoder', `does not state its ${key}`);
    if (said !== undefined && said !== value) {
      const message = `The graphs' ${key} is ${value}, but config.json says ${said}.`;
      throw new EngineError('modelInvalid', message, { remedy: reinstall });
    }
    shape[key] = value;
  }
  return shape;
}

function inputsOf({ inputs }: GraphSignature): DecoderInputs {
  const states = inputs.find(({ name }) => name === 'encoder_hidden_states')?.type;
  return {
    takesPast: inputs.some(({ name }) => name.startsWith('past_key_values.')),
    takesBranch: inputs.some(({ name }) => name === 'use_cache_branch'),
    states: states as FloatType | undefined,
  };
}

function checkInputs(part: string, { inputs }: GraphSignature, known: RegExp): void {
  const strange = inputs.find(({ name }) => !known.test(name));
  if (strange) throw unsupported(part, `wants the input "${strange.name}"`);
}

function wantInput(part: string, { inputs }: GraphSignature, name: string): void {
  if (inputs.find((input) => input.name === name)?.type !== 'int64')
    throw unsupported(part, `has no int64 input "${name}"`);
}

function floatTypeOf(part: string, tensors: readonly TensorInfo[], name: string): FloatType {
  const type = tensors.find((each) => each.name === name)?.type;
  if (type === 'float32' || type === 'float16') return type;
  throw unsupported(part, `has no float32 or float16 "${name}"`);
}

function unsupported(part: string, what: string): EngineError {
  return new EngineError('modelUnsupported', `This engine can't run the ${part}'s graph: it ${what}.`);
}
