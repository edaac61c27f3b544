// What kind of model a config.json is of, told by its class (`architectures`) and its family (`model_type`).

import type { BundleKind } from './protocol/engine';

type Json = Readonly<Record<string, unknown>>;

const endings: readonly (readonly [RegExp, BundleKind])[] = [
  [/(?:ForCausalLM|LMHeadModel|ForCausalLMWithValueHead)$/, 'completion'],
  [/ForMaskedLM$/, 'fill-mask'],
  [/(?:ForConditionalGeneration|MTModel)$/, 'seq2seq'],
];

/** Their config.json need not say `is_encoder_decoder`, which is true for the class. */
const encoderDecoders = ['t5', 'mt5', 'umt5', 'marian', 'm2m_100', 'mbart', 'bart', 'pegasus'];

/** The first class that config.json names. */
export function classOfModel({ architectures }: Json): string | undefined {
  return Array.isArray(architectures) ? architectures.find((name) => typeof name === 'string') : undefined;
}

/** @returns undefined where nothing tells, as of a class that only classifies or of one half of an encoder-decoder. */
export function kindOfModel(config: Json): BundleKind | undefined {
  const isEncoderDecoder = config.is_encoder_decoder === true || encoderDecoders.includes(String(config.model_type));
  const named = classOfModel(config);
  const byFamily = isEncoderDecoder ? 'seq2seq' : undefined;
  const kind = named === undefined ? byFamily : endings.find(([ending]) => ending.test(named))?.[1];
  return (kind === 'seq2seq') === isEncoderDecoder ? kind : undefined;
}
