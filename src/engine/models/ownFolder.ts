// A model that a person chose: which folder or graph is meant, and what to say when it can't be used. Opens no graph.

import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { freemem, homedir, totalmem } from 'node:os';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { settingOfKind } from '../../shared/modelSettings';
import type { BundleKind } from '../../shared/protocol/engine';
import { isRepoName, personalModelsFolder, resolveModelName } from '../../util/modelNames';
import { EngineError, reinstall } from '../errors';

/** A folder, and where a graph was named in it, that one. */
export interface ModelChoice {
  dir: string;
  /** Relative to `dir`, with forward slashes. */
  graph?: string;
}

/**
 * What is meant by a setting: OWNER/NAME of a model that was added, the path of a folder, or of one `.onnx` file in it;
 * `~` is the home folder.
 * @throws EngineError inputInvalid where it is no absolute path, modelMissing where nothing is there
 */
export async function resolveModelChoice(setting: string): Promise<ModelChoice> {
  const home = homedir();
  const models = personalModelsFolder({ env: process.env, platform: process.platform, home });
  const path = resolveModelName(setting, resolve(models), home) ?? '';
  if (!isAbsolute(path)) {
    throw new EngineError('inputInvalid', 'this is no absolute path.', {
      remedy: 'Write the whole path of the folder.',
    });
  }
  const found = await stat(path).catch((cause) => {
    if (isRepoName(setting.trim())) throw notAdded(setting.trim(), cause);
    throw new EngineError('modelMissing', 'there is nothing at this path.', { cause, remedy: 'Set the path right.' });
  });
  if (found.isDirectory()) return { dir: path };
  if (!path.endsWith('.onnx')) throw wrongFile(path);
  const folder = dirname(path);
  const isInOnnx = basename(folder) === 'onnx';
  const graph = isInOnnx ? `onnx/${basename(path)}` : basename(path);
  return { dir: isInOnnx ? dirname(folder) : folder, graph };
}

/** What a person can do about a fault in a folder of their own. The folder's name alone: the path may tell who they are. */
export async function ownFolderError(thrown: unknown, setting: string, kind: BundleKind): Promise<unknown> {
  if (!(thrown instanceof EngineError)) return thrown;
  const remedy = thrown.remedy === reinstall ? await remedyFor(thrown, setting, kind) : thrown.remedy;
  // The runtime's own words may have the path.
  const folder = await realpath(setting.trim()).catch(() => '');
  return thrown.of(`${settingOfKind[kind]} (${basename(setting.trim())})`, folder, remedy);
}

const exportTasks: Readonly<Record<BundleKind, string>> = {
  completion: 'text-generation-with-past',
  'fill-mask': 'fill-mask',
  seq2seq: 'text2text-generation-with-past',
};

async function remedyFor({ code, file }: EngineError, setting: string, kind: BundleKind): Promise<string> {
  const { dir } = await resolveModelChoice(setting).catch(() => ({ dir: '' }));
  const files = await readdir(dir).catch(() => []);
  const isGraph = file?.endsWith('.onnx');
  if (code === 'modelMissing' && isGraph) {
    if (files.some((name) => name.endsWith('.gguf'))) return ggufRemedy;
    return `Choose the folder of an ONNX export (optimum-cli export onnx --model NAME --task ${exportTasks[kind]} FOLDER).`;
  }
  if (code === 'modelMissing' && file === 'tokenizer.json') {
    const found = files.filter((name) => /^(vocab\.json|merges\.txt|vocab\.txt|.*\.(spm|model))$/.test(name));
    const beside = found.length > 0 ? `It has ${found.join(', ')}, which are not read. ` : '';
    return beside + ((await isSavedWithoutTokenizer(dir)) ? copyRemedy : fastTokenizerRemedy);
  }
  return code === 'modelMissing' ? 'Copy the whole folder, or choose another one.' : 'Download or export it again.';
}

const fastTokenizerRemedy =
  'Save a fast tokenizer there: AutoTokenizer.from_pretrained(...).save_pretrained(...) in Python.';
/** transformers has no fast tokenizer of these families, so that saving one again writes the same files. */
const copyRemedy =
  "transformers saves none for this kind of model: take a copy made for transformers.js, such as Xenova/opus-mt-en-de, or that copy's tokenizer.json.";

async function isSavedWithoutTokenizer(dir: string): Promise<boolean> {
  const text = await readFile(join(dir, 'config.json'), 'utf8').catch(() => '');
  return /"model_type"\s*:\s*"(?:marian|m2m_100)"/.test(text);
}

const ggufRemedy =
  'A GGUF is for llama.cpp: run its server and name that in localText.server.url, or choose an ONNX export.';

function notAdded(name: string, cause: unknown): EngineError {
  const remedy = `Add it (local-text models add ${name}), or write the whole path of a folder.`;
  return new EngineError('modelMissing', 'no model of this name was added.', { cause, remedy });
}

function wrongFile(path: string): EngineError {
  const remedy = path.endsWith('.gguf') ? ggufRemedy : 'Name the folder of an ONNX export, or an .onnx file in it.';
  return new EngineError('modelUnsupported', `${basename(path)} is no folder and no ONNX graph.`, { remedy });
}

/** A graph takes its file's size again while it is loaded, and some beside. */
const roomFactor = 1.3;

/** @throws EngineError outOfMemory before anything is loaded, where the model can't fit */
export function checkRoom(sizeBytes: number, file: string, roomBytes = freeBytes()): void {
  const wanted = sizeBytes * roomFactor;
  if (wanted <= roomBytes) return;
  const inGb = (bytes: number) => (bytes / 1e9).toFixed(1);
  const message = `${file} needs about ${inGb(wanted)} GB of memory, and ${inGb(roomBytes)} GB are free.`;
  const remedy = 'Choose a smaller variant (q4, q8) or a smaller model, or close other programs.';
  throw new EngineError('outOfMemory', message, { file, remedy });
}

/** macOS counts as free only what nobody used for anything; there three quarters of all memory can be had. */
function freeBytes(): number {
  if (process.platform === 'darwin') return totalmem() * 0.75;
  return process.availableMemory?.() ?? freemem();
}
