// Whether a model is of a kind and a family that can be run, by its config.json. Knows no files.

import { classOfModel, kindOfModel } from '../../shared/modelKind';
import { settingOfKind } from '../../shared/modelSettings';
import type { BundleKind } from '../../shared/protocol/engine';
import { EngineError } from '../errors';
import { fault, type Json, type Origin } from './modelFiles';

/** `model_type` values a bundle may have: families whose graphs have the names and the meaning the engine relies on. */
const families: Readonly<Record<BundleKind, readonly string[]>> = {
  completion: ['llama', 'mistral', 'qwen2', 'qwen3', 'smollm3'],
  'fill-mask': ['eurobert', 'bert', 'modernbert', 'roberta', 'xlm-roberta', 'camembert', 'distilbert'],
  seq2seq: ['t5', 'mt5', 'marian', 'm2m_100'],
};

const kindNames: Readonly<Record<BundleKind, readonly [name: string, job: string]>> = {
  completion: ['a decoder', 'writes on'],
  'fill-mask': ['a masked model', 'fills blanks'],
  seq2seq: ['an encoder-decoder', 'translates'],
};

/** @returns `model_type`. @throws EngineError modelInvalid where there is none, modelUnsupported */
export function familyOf(config: Json, kind: BundleKind, origin: Origin): string {
  const family = config.model_type;
  if (typeof family !== 'string') throw fault('modelInvalid', 'config.json', 'names no model_type');
  if (origin === 'own') checkKind(config, family, kind);
  // Any decoder whose graph has the usual names may do: it is tried out once it is open.
  const isTried = origin === 'own' && kind === 'completion';
  if (isTried || families[kind].includes(family)) return family;
  const known = families[kind].join(', ');
  const message = `a ${kind} model of type "${family}" can't be run (known: ${known}).`;
  throw unsupported(message, 'Choose another model folder.');
}

/** A person's folder may be whole and yet of another kind, or of a model that classifies or compares texts. */
function checkKind(config: Json, family: string, kind: BundleKind): void {
  const [wanted] = kindNames[kind];
  const named = classOfModel(config);
  const known = kindOfModel(config);
  if (known !== undefined && known !== kind) {
    const [name, job] = kindNames[known];
    const remedy = `Name it in ${settingOfKind[known]}, and ${wanted} here.`;
    throw unsupported(`this is ${name}, which ${job} (${named ?? family}).`, remedy);
  }
  const isEncoder = families['fill-mask'].includes(family);
  if (known === undefined && named !== undefined && isEncoder) {
    throw unsupported(`a ${named} gives no words.`, `Choose ${wanted}.`);
  }
}

function unsupported(message: string, remedy: string): EngineError {
  return new EngineError('modelUnsupported', `config.json: ${message}`, { file: 'config.json', remedy });
}
