// The only door to onnxruntime: opens a graph, runs it, and turns native errors into coded ones.
// Knows nothing of decoding or of what the tensors mean.

import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { EngineError, reinstall } from '../errors';
import { runtimeTrouble, runtimeTroubleText, thisMachine } from './runtimeTrouble';

type Ort = typeof import('onnxruntime-node');

/** A value of a graph's signature. Symbolic dimensions are their names. */
export interface TensorInfo {
  name: string;
  type: string;
  shape: readonly (number | string)[];
}

/** Bytes are booleans, 0 or 1; 16-bit words are the bits of float16. */
export type TensorData = Float32Array | BigInt64Array | Int32Array | Uint8Array | Uint16Array | Int8Array;

/** A tensor over memory of ours: onnxruntime reads and writes `data` in place. */
export type GraphTensor = Tensor;

export interface SessionOptions {
  /** Intra-op threads; 0 chooses from the number of cores. */
  threads: number;
}

/** Threads for a request of 0: all cores of a small machine, at most 4, because decoding is bound by memory. */
export function chooseThreads(requested: number, cores = availableParallelism()): number {
  return requested > 0 ? requested : Math.max(1, Math.min(4, cores));
}

/** Graphs under this many bytes run a token faster in one thread than they can wake a second one (measured on 2 cores). */
const smallGraphBytes = 16e6;

/** As {@link chooseThreads}, for a graph that runs a token at a time: a small one leaves the other cores free. */
export function chooseThreadsForTokens(requested: number, sizeBytes: number): number {
  return chooseThreads(requested > 0 || sizeBytes >= smallGraphBytes ? requested : 1);
}

/** One graph, loaded. Runs are synchronous native calls: keep each one short. */
export class GraphSession {
  private isDisposed = false;

  private constructor(
    private readonly ort: Ort,
    private readonly session: InferenceSession,
    private readonly file: string,
    readonly threads: number,
    readonly inputs: readonly TensorInfo[],
    readonly outputs: readonly TensorInfo[],
  ) {}

  /**
   * Loads `path`; external data beside it is found by onnxruntime, so check where it points before.
   * Throws `modelMissing`, `modelInvalid`, `modelUnsupported` (an operator this runtime lacks) or `outOfMemory`.
   */
  static async open(path: string, options: SessionOptions): Promise<GraphSession> {
    const file = basename(path);
    if (!existsSync(path)) {
      throw new EngineError('modelMissing', `${file} is missing.`, { file, remedy: reinstall });
    }
    const ort = await loadRuntime();
    const threads = chooseThreads(options.threads);
    try {
      const session = await ort.InferenceSession.create(path, sessionOptions(threads));
      const inputs = session.inputMetadata.map(toTensorInfo);
      const outputs = session.outputMetadata.map(toTensorInfo);
      return new GraphSession(ort, session, file, threads, inputs, outputs);
    } catch (cause) {
      throw toEngineError(cause, `${file} could not be loaded`, 'modelInvalid');
    }
  }

  /** `data` is used where it lies, not copied. dims multiply to its length. */
  tensor(data: TensorData, dims: readonly number[]): GraphTensor {
    if (data instanceof Float32Array) return new this.ort.Tensor('float32', data, dims);
    if (data instanceof BigInt64Array) return new this.ort.Tensor('int64', data, dims);
    if (data instanceof Int8Array) return new this.ort.Tensor('int8', data, dims);
    if (data instanceof Uint8Array) return new this.ort.Tensor('bool', data, dims);
    // onnxruntime-node 1.30 refuses every Tensor of float16 that has elements on Node 24 and later; its native side reads
    // these four fields of whatever it is given.
    if (data instanceof Uint16Array) return { type: 'float16', data, dims, location: 'cpu' } as unknown as GraphTensor;
    return new this.ort.Tensor('int32', data, dims);
  }

  /** Runs the graph; each wanted output is written into the tensor given for it. */
  async run(feeds: Record<string, GraphTensor>, outputs: Record<string, GraphTensor>): Promise<void> {
    if (this.isDisposed) throw new EngineError('internal', `${this.file} was used after it was closed.`);
    try {
      await this.session.run(feeds, outputs);
    } catch (cause) {
      throw toEngineError(cause, `${this.file} could not be run`, 'internal');
    }
  }

  /** Runs the graph; the wanted outputs come in memory of their own. Those of float16 come as their bits. */
  async runFor(feeds: Record<string, GraphTensor>, names: readonly string[]): Promise<Record<string, TensorData>> {
    if (this.isDisposed) throw new EngineError('internal', `${this.file} was used after it was closed.`);
    try {
      const outputs = await this.session.run(feeds, names);
      return Object.fromEntries(names.map((name) => [name, bitsOf(outputs[name]!)]));
    } catch (cause) {
      throw toEngineError(cause, `${this.file} could not be run`, 'internal');
    }
  }

  async dispose(): Promise<void> {
    if (this.isDisposed) return;
    this.isDisposed = true;
    await this.session.release();
  }
}

/**
 * Threads do not spin while they wait for work. Measured on two cores that others used too (36M and 9M decoders, two
 * threads): half the CPU time a token (16 against 32 ms, 3.8 against 8.3 ms) and shorter, because a thread that spins
 * takes the core from the one it waits for; on idle cores spinning would be up to a quarter faster.
 */
function sessionOptions(threads: number): InferenceSession.SessionOptions {
  return {
    executionProviders: ['cpu'],
    graphOptimizationLevel: 'all',
    executionMode: 'sequential',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 4, // at 3 a failing run writes a line with node names and shapes on stderr
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  };
}

/**
 * onnxruntime is loaded on first use: 15 MB of native code that `--help` and the tests of pure parts do without.
 *
 * Since 1.29 its builds for Linux and macOS send telemetry, keep an id of the machine and a database of what is to be sent in the
 * cache folder, and look its host up. Off only by this variable, read once when the library starts. On Windows it
 * writes events for the system's own tracing (ETW), which no variable stops; it sends nothing itself.
 */
async function loadRuntime(): Promise<Ort> {
  process.env.ORT_DISABLE_TELEMETRY = '1';
  try {
    return await import('onnxruntime-node');
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    const machine = thisMachine();
    const trouble = runtimeTrouble(said, machine);
    throw new EngineError('runtimeMissing', runtimeTroubleText(said, trouble, machine), { cause, trouble });
  }
}

/** Of float16 the class depends on Node's version. */
function bitsOf({ type, data }: Tensor): TensorData {
  if (type !== 'float16' || data instanceof Uint16Array) return data as TensorData;
  const { buffer, byteOffset, length } = data as Float32Array;
  return new Uint16Array(buffer, byteOffset, length);
}

function toTensorInfo(metadata: InferenceSession.ValueMetadata): TensorInfo {
  if (!metadata.isTensor) return { name: metadata.name, type: 'other', shape: [] };
  return { name: metadata.name, type: metadata.type, shape: metadata.shape };
}

/** Native errors carry their kind in the text only. The text may name files and nodes, never a user's words. */
export function toEngineError(cause: unknown, what: string, otherwise: 'modelInvalid' | 'internal'): EngineError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (/bad.?alloc|failed to allocate|out of memory/i.test(reason)) {
    return new EngineError('outOfMemory', `${what}: not enough memory. Close other programs and try again.`, { cause });
  }
  if (
    /not a registered function|NOT_IMPLEMENTED|Unsupported model IR version|opset \d+ is under development/i.test(
      reason,
    )
  ) {
    return new EngineError('modelUnsupported', `${what}: this runtime can't run it (${firstLine(reason)}).`, { cause });
  }
  const remedy = otherwise === 'modelInvalid' ? reinstall : undefined;
  return new EngineError(otherwise, `${what}: ${firstLine(reason)}.`, { cause, remedy });
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]!.slice(0, 200).replace(/\.$/, '');
}
