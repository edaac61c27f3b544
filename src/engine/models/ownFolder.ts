// A model that a person chose: which folder or graph is meant, and what to say when it can't be used. Opens no graph.

import { realpath, stat } from 'node:fs/promises';
import { freemem, homedir, totalmem } from 'node:os';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { settingOfKind } from '../../shared/modelSettings';
import type { BundleKind } from '../../shared/protocol/engine';
import { isRepoName, personalModelsFolder, resolveModelName } from '../../util/modelNames';
import { EngineError, reinstall } from '../errors';
import { ggufRemedy, remedyFor } from './ownRemedies';

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
  if (found.isDirectory()) return { dir: await wholeFolder(path) };
  if (!path.endsWith('.onnx')) throw wrongFile(path);
  const folder = dirname(path);
  const isInOnnx = basename(folder) === 'onnx';
  const graph = isInOnnx ? `onnx/${basename(path)}` : basename(path);
  return { dir: isInOnnx ? dirname(folder) : folder, graph };
}

/** The folder of the graphs stands for the one it lies in, which has the other files. */
async function wholeFolder(path: string): Promise<string> {
  const isThere = (file: string) =>
    stat(file).then(
      () => true,
      () => false,
    );
  if (basename(path) !== 'onnx' || (await isThere(join(path, 'config.json')))) return path;
  return (await isThere(join(dirname(path), 'config.json'))) ? dirname(path) : path;
}

/** What a person can do about a fault in a folder of their own. The folder's name alone: the path may tell who they are. */
export async function ownFolderError(thrown: unknown, setting: string, kind: BundleKind): Promise<unknown> {
  if (!(thrown instanceof EngineError)) return thrown;
  const remedy = thrown.remedy === reinstall ? await remedyFor(thrown, await folderOf(setting), kind) : thrown.remedy;
  // The runtime's own words may have the path.
  const folder = await realpath(setting.trim()).catch(() => '');
  return thrown.of(`${settingOfKind[kind]} (${basename(setting.trim())})`, folder, remedy);
}

/** '' where there is none. */
async function folderOf(setting: string): Promise<string> {
  const choice = await resolveModelChoice(setting).catch(() => undefined);
  return choice?.dir ?? '';
}

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
