// What a person can do about a folder of their own that cannot be used, by what lies in it. Opens no graph.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BundleKind } from '../../shared/protocol/engine';
import type { EngineError } from '../errors';

const exportTasks: Readonly<Record<BundleKind, string>> = {
  completion: 'text-generation-with-past',
  'fill-mask': 'fill-mask',
  seq2seq: 'text2text-generation-with-past',
};

export const ggufRemedy =
  'A GGUF is for llama.cpp: run its server and name that in localText.server.url, or choose an ONNX export.';
const snapshotRemedy = "This is a model in the hub's cache: choose the folder inside of its snapshots.";
const fastTokenizerRemedy =
  'Save a fast tokenizer there: AutoTokenizer.from_pretrained(...).save_pretrained(...) in Python.';
/** transformers has no fast tokenizer of these families, so that saving one again writes the same files. */
const copyRemedy =
  "transformers saves none for this kind of model: take a copy made for transformers.js, such as Xenova/opus-mt-en-de, or that copy's tokenizer.json.";

/** @param dir The folder, which need not be there. */
export async function remedyFor({ code, file = '' }: EngineError, dir: string, kind: BundleKind): Promise<string> {
  if (code !== 'modelMissing') return 'Download or export it again.';
  const inOnnx = (await namesIn(join(dir, 'onnx'))).map((name) => `onnx/${name}`);
  const files = [...(await namesIn(dir)), ...inOnnx];
  if (file === 'tokenizer.json') return tokenizerRemedy(dir, files);
  const graphs = files.filter((name) => name.endsWith('.onnx'));
  if (graphs.length === 0 && files.some((name) => name.endsWith('.gguf'))) return ggufRemedy;
  if (files.includes('snapshots')) return snapshotRemedy;
  const isWithoutGraph = file.endsWith('.onnx') || (graphs.length === 0 && files.some(isWeights));
  if (!isWithoutGraph) return 'Copy the whole folder, or choose another one.';
  const exported = `choose the folder of an ONNX export (optimum-cli export onnx --model NAME --task ${exportTasks[kind]} FOLDER).`;
  return graphs.length > 0
    ? `It has ${graphs.slice(0, 4).join(', ')}: write the path of the one that is meant, or ${exported}`
    : `C${exported.slice(1)}`;
}

async function tokenizerRemedy(dir: string, files: readonly string[]): Promise<string> {
  const found = files.filter((name) => /^(vocab\.json|merges\.txt|vocab\.txt|.*\.(spm|model))$/.test(name));
  const beside = found.length > 0 ? `It has ${found.join(', ')}, which are not read. ` : '';
  return beside + ((await isSavedWithoutTokenizer(dir)) ? copyRemedy : fastTokenizerRemedy);
}

async function isSavedWithoutTokenizer(dir: string): Promise<boolean> {
  const text = await readFile(join(dir, 'config.json'), 'utf8').catch(() => '');
  return /"model_type"\s*:\s*"(?:marian|m2m_100)"/.test(text);
}

/** As PyTorch and TensorFlow store them. */
function isWeights(name: string): boolean {
  return /\.(?:safetensors|bin|pt|pth|h5)$/.test(name);
}

function namesIn(dir: string): Promise<string[]> {
  return readdir(dir).catch(() => []);
}
