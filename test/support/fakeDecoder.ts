// A DecoderModel by arithmetic: each position "attends" to all before it, so a wrong or stale key shows in the logits.

import type { DecoderModel, DecoderShape, ForwardInput, KvBuffers } from '../../src/engine/decode/decoderModel';

/** One "key" a position: a hash of all before it, as a deep layer's key is a function of the whole prefix. */
class FakeBuffers implements KvBuffers {
  readonly keys: Uint32Array;

  constructor(
    readonly batch: number,
    readonly capacity: number,
  ) {
    this.keys = new Uint32Array(batch * capacity).fill(0xdead); // what was never written is garbage, as in real memory
  }

  copyFrom(source: KvBuffers, length: number): void {
    const from = (source as FakeBuffers).keys.subarray(0, length);
    for (let row = 0; row < this.batch; row++) this.keys.set(from, row * this.capacity);
  }
}

export interface FakeDecoderOptions {
  vocabSize?: number;
  contextTokens?: number;
  /** Replaces the arithmetic: logits for a sequence's ids, to script what the model "says" (ids left out: -20). */
  logitsFor?: (ids: readonly number[]) => ArrayLike<number>;
  /** Called before each run; throw to make the run fail half way (its keys are then half written). */
  onRun?: (input: ForwardInput) => void;
}

/** Deterministic, and a function of the buffers and ids alone. With `logitsFor` the keys are the plain ids. */
export class FakeDecoder implements DecoderModel {
  readonly shape: DecoderShape;
  /** Of each run so far: tokens a sequence, and sequences. */
  readonly runs: { tokens: number; batch: number; pastTokens: number }[] = [];
  private logits = new Float32Array(0);

  constructor(private readonly options: FakeDecoderOptions = {}) {
    const { vocabSize = 32, contextTokens = 64 } = options;
    this.shape = { layers: 1, kvHeads: 1, headDim: 1, vocabSize, contextTokens };
  }

  allocate(batch: number): KvBuffers {
    return new FakeBuffers(batch, this.shape.contextTokens);
  }

  async forward(input: ForwardInput): Promise<Float32Array> {
    const { ids, batch, pastTokens, buffers } = input;
    const { vocabSize, contextTokens } = this.shape;
    const n = ids.length / batch;
    const keep = input.keep === 0 ? n : input.keep;
    if (!Number.isInteger(n) || n < 1 || keep > n || pastTokens + n > contextTokens || (n > 1 && batch > 1)) {
      throw new RangeError(`bad run: ${ids.length} ids, batch ${batch}, past ${pastTokens}, keep ${keep}`);
    }
    await new Promise((resolve) => setImmediate(resolve)); // as onnxruntime does
    this.logits.fill(Number.NaN); // a view kept from the last run must not be readable
    this.logits = new Float32Array(batch * keep * vocabSize);
    this.runs.push({ tokens: n, batch, pastTokens });
    const { keys, capacity } = buffers as FakeBuffers;
    for (let row = 0; row < batch; row++) {
      for (let i = 0; i < n; i++) {
        if (i === n - 1) this.options.onRun?.(input);
        const at = pastTokens + i;
        keys[row * capacity + at] = this.key(keys, row * capacity, at, ids[row * n + i]!);
        const kept = i - (n - keep);
        if (kept >= 0) this.writeLogits(keys, row * capacity, at + 1, (row * keep + kept) * vocabSize);
      }
    }
    return this.logits;
  }

  private key(keys: Uint32Array, start: number, at: number, id: number): number {
    if (this.options.logitsFor) return id;
    let hash = Math.imul(id + 1, 0x9e3779b1) ^ at;
    for (let i = 0; i < at; i++) hash = Math.imul(hash ^ keys[start + i]!, 0x85ebca6b) ^ (hash >>> 13);
    return hash >>> 0;
  }

  private writeLogits(keys: Uint32Array, start: number, length: number, to: number): void {
    const { vocabSize } = this.shape;
    const scripted = this.options.logitsFor?.(Array.from(keys.subarray(start, start + length)));
    for (let id = 0; id < vocabSize; id++) {
      const noise = (Math.imul(keys[start + length - 1]! ^ id, 0x27d4eb2f) >>> 8) / 2 ** 24;
      this.logits[to + id] = scripted ? (scripted[id] ?? -20) : noise * 8 - 4;
    }
  }
}
