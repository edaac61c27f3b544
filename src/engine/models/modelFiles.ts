// The files of a model's folder: where each lies, in a bundle of ours as in what others export, and that none leads out
// of it. Knows no graph and no config.

import { open, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import type { EngineErrorCode } from '../../shared/protocol/engine';
import { EngineError, reinstall } from '../errors';

/** Whose a folder is: one of the extension's, or one that a person named. */
export type Origin = 'bundled' | 'own';

export type Json = Readonly<Record<string, unknown>>;

export interface GraphFile {
  /** Absolute. */
  path: string;
  /** Relative to the folder, for messages. */
  file: string;
  sizeBytes: number;
}

/** transformers.js' suffix of the file for each dtype (its utils/dtypes.js), in the order tried when config names none. */
export const dtypeSuffixes: Readonly<Record<string, string>> = {
  q4: '_q4',
  q8: '_quantized',
  fp32: '',
  int8: '_int8',
  uint8: '_uint8',
  q4f16: '_q4f16',
  fp16: '_fp16',
  bnb4: '_bnb4',
};

export class ModelFiles {
  private constructor(
    /** Absolute, links resolved. */
    readonly root: string,
    readonly origin: Origin,
    /** The folder that no link may lead out of. */
    private readonly limit: string,
  ) {}

  /** Throws `modelMissing` where there is no such folder. `what` is for the message, e.g. "completion". */
  static async open(dir: string, what: string, origin: Origin): Promise<ModelFiles> {
    const root = await realpath(dir).catch((cause) => {
      throw new EngineError('modelMissing', `The ${what} model's folder is missing.`, { cause, remedy: reinstall });
    });
    return new ModelFiles(root, origin, origin === 'own' ? hubRepository(root) : root);
  }

  /** Throws `modelMissing` or `modelInvalid`. */
  async json(file: string): Promise<Json> {
    const text = await this.text(file);
    let value: unknown;
    try {
      value = JSON.parse(text.replace(/^\ufeff/, ''));
    } catch {
      // The parser's own message quotes the file; for us its name is enough.
    }
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
    throw fault('modelInvalid', file, 'is truncated or is no JSON object');
  }

  /** What a person's own folder need not have: {} where it isn't there. */
  async jsonOfBundle(file: string): Promise<Json> {
    const isOptional = this.origin === 'own' && (await this.find(file)) === undefined;
    return isOptional ? {} : this.json(file);
  }

  async text(file: string): Promise<string> {
    return readFile(await this.path(file), 'utf8').catch((cause) => {
      throw fault('modelInvalid', file, 'cannot be read; check its permissions', cause);
    });
  }

  /** Throws `modelMissing` or `modelInvalid`; a link that leads out of the folder is the latter. */
  async path(file: string): Promise<string> {
    const path = await this.find(file);
    if (path === undefined) throw fault('modelMissing', file, 'is missing');
    return path;
  }

  /** As {@link path}, undefined where there is none. */
  async find(file: string): Promise<string | undefined> {
    const written = join(this.root, file);
    let target: string;
    try {
      target = await realpath(written);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw fault('modelInvalid', file, 'cannot be read', cause);
    }
    if (!isInside(this.limit, target)) {
      throw fault('modelInvalid', file, "is a link that leads out of the model's folder");
    }
    if (!(await stat(target)).isFile()) throw fault('modelInvalid', file, 'is not a file');
    // The data beside a graph is looked for beside the link, as the hub's cache has it, not beside what it leads to.
    return this.origin === 'own' ? written : target;
  }

  /** The first of `candidates` that is there. Throws `modelMissing`, naming the first, of a person's own the plain name. */
  async graph(candidates: readonly string[]): Promise<GraphFile> {
    for (const file of candidates) {
      const path = await this.find(file);
      if (path === undefined) continue;
      await refusePointer(path, file);
      return { path, file, sizeBytes: (await stat(path)).size };
    }
    if (candidates.length === 1 || this.origin === 'bundled') throw fault('modelMissing', candidates[0]!, 'is missing');
    const plain = candidates.reduce((shortest, name) => (name.length < shortest.length ? name : shortest));
    const variants = `${plain.replace('.onnx', '_quantized.onnx')}, ...`;
    throw fault('modelMissing', plain, `is missing, here and in onnx/, and so are its variants (${variants})`);
  }

  /** Files a stem may have, best first: in `onnx/`, of a person's own folder in its root too. */
  candidates(stem: string, config: Json): string[] {
    const names = graphNames(stem, config, this.origin);
    const inOnnx = names.map((name) => `onnx/${name}`);
    return this.origin === 'own' ? names.flatMap((name, n) => [inOnnx[n]!, name]) : inOnnx;
  }
}

/** Names a stem's file may have, best first: the one config.json names for transformers.js, else any known one. */
export function graphNames(stem: string, config: Json, origin: Origin = 'bundled'): string[] {
  const named = (config['transformers.js_config'] as Json | undefined)?.dtype;
  const dtype = typeof named === 'object' && named !== null ? (named as Json)[stem] : named;
  const all = Object.values(dtypeSuffixes).map((suffix) => `${stem}${suffix}.onnx`);
  if (typeof dtype !== 'string' || dtype === 'auto') return all;
  const suffix = dtypeSuffixes[dtype];
  if (suffix === undefined) {
    if (origin === 'own') return all;
    throw fault('modelUnsupported', 'config.json', `names an unknown dtype "${dtype}"`);
  }
  const wanted = `${stem}${suffix}.onnx`;
  // A folder that was downloaded in part has another variant, and that one does as well.
  return origin === 'own' ? [wanted, ...all.filter((name) => name !== wanted)] : [wanted];
}

/** Whether an external-data location, as written in a graph, leads out of the graph's own folder. */
export function leavesFolder(location: string): boolean {
  const isRooted = /^([/\\]|[A-Za-z]:)/.test(location) || isAbsolute(location);
  return location === '' || location.includes('\0') || isRooted || location.split(/[/\\]/).includes('..');
}

export function fault(code: EngineErrorCode, file: string, what: string, cause?: unknown): EngineError {
  return new EngineError(code, `${file} ${what}.`, { file, remedy: reinstall, ...(cause !== undefined && { cause }) });
}

/**
 * The folder that a hub cache keeps a repository in (`models--OWNER--NAME`, huggingface_hub's layout): the files of a
 * snapshot are links into its `blobs`. Any other folder is its own limit.
 */
function hubRepository(root: string): string {
  const snapshots = dirname(root);
  const repository = dirname(snapshots);
  const isSnapshot = basename(snapshots) === 'snapshots' && basename(repository).startsWith('models--');
  return isSnapshot ? repository : root;
}

function isInside(folder: string, path: string): boolean {
  const inside = relative(folder, path);
  return !(inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside));
}

const pointerStart = 'version https://git-lfs';

/** What git leaves in the place of a large file that was not fetched. */
async function refusePointer(path: string, file: string): Promise<void> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(pointerStart.length), 0, pointerStart.length, 0);
    if (buffer.toString('latin1', 0, bytesRead) !== pointerStart) return;
  } finally {
    await handle.close();
  }
  throw fault('modelInvalid', file, 'is a Git LFS pointer and not the file itself (run "git lfs pull" in the folder)');
}
