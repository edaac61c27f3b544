// Keys and values of a decoder whose graph hands back all of them, past and new: the usual export. What a run gave is
// what the next one is fed. Rows that were forgotten are left out by copying.

import type { DecoderShape, KvBuffers } from '../decode/decoderModel';
import { type CacheMemory, cacheMemory } from './cacheMemory';
import type { DecoderRun, RunnableBuffers } from './decoderBuffers';
import { type DecoderSignature, sideNames } from './decoderSignature';
import { float16ToFloat32 } from './float16';
import type { GraphSession, GraphTensor } from './session';
import { copyRows } from './strides';

export class WholeCache implements RunnableBuffers {
  /** Two a layer, key then value, each [batch, kvHeads, held, headDim]. */
  private sides: CacheMemory[];
  private held = 0;
  private readonly shape: DecoderShape;
  private readonly names: readonly string[];
  private readonly presents: readonly string[];

  constructor(
    private readonly session: GraphSession,
    private readonly signature: DecoderSignature,
    readonly batch: number,
  ) {
    this.shape = signature.shape;
    this.names = sideNames(this.shape);
    this.presents = this.names.map((name) => `present.${name}`);
    this.sides = this.names.map(() => this.memory(0));
  }

  async run(feeds: Record<string, GraphTensor>, { pastTokens, count }: DecoderRun): Promise<Float32Array> {
    this.keep(pastTokens);
    const dims = [this.batch, this.shape.kvHeads, pastTokens, this.shape.headDim];
    for (const [index, side] of this.sides.entries()) {
      feeds[`past_key_values.${this.names[index]}`] = this.session.tensor(side, dims);
    }
    const outputs = await this.session.runFor(feeds, ['logits', ...this.presents]);
    this.sides = this.presents.map((name) => outputs[name]! as CacheMemory);
    this.held = pastTokens + count;
    const logits = outputs.logits!;
    return logits instanceof Uint16Array ? float16ToFloat32(logits) : (logits as Float32Array);
  }

  copyFrom(source: KvBuffers, length: number): void {
    const from = source as WholeCache;
    const { kvHeads, headDim } = this.shape;
    const strides = { from: from.held * headDim, to: length * headDim, used: length * headDim };
    this.sides = from.sides.map((side) => {
      const copy = this.memory(length);
      for (let n = 0; n < this.batch; n++) copyRows(side, copy, kvHeads, strides, n * kvHeads * strides.to);
      return copy;
    });
    this.held = length;
  }

  /** Forgets what is behind the first `length` positions. */
  private keep(length: number): void {
    if (length === this.held) return;
    const { kvHeads, headDim } = this.shape;
    const strides = { from: this.held * headDim, to: length * headDim, used: length * headDim };
    this.sides = this.sides.map((side) => {
      const kept = this.memory(length);
      copyRows(side, kept, this.batch * kvHeads, strides);
      return kept;
    });
    this.held = length;
  }

  private memory(tokens: number): CacheMemory {
    const { kvHeads, headDim } = this.shape;
    return cacheMemory(this.signature.cache.type, this.batch * kvHeads * tokens * headDim);
  }
}
