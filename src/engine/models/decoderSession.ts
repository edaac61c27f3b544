// The decoder's forward pass over an ONNX graph: DecoderModel in terms of tensors. Knows no text and no files.
// Its keys and values are in decoderBuffers.ts, or in wholeCache.ts where the graph hands back all of them.

import type { TokenId } from '../../util/tokenId';
import type { DecoderModel, DecoderShape, ForwardInput, KvBuffers } from '../decode/decoderModel';
import { EngineError, reinstall } from '../errors';
import { DecoderBuffers, type RunnableBuffers } from './decoderBuffers';
import { type DecoderConfig, type DecoderSignature, readDecoderSignature } from './decoderSignature';
import { GraphSession, type GraphTensor, type SessionOptions } from './session';
import { WholeCache } from './wholeCache';

/** Rows of logits whose memory is kept between runs; a run that wants more gets memory of its own. */
const RETAINED_ROWS = 64;

export class DecoderSession implements DecoderModel {
  private ids = new BigInt64Array(0);
  private positions = new BigInt64Array(0);
  private ones = new BigInt64Array(0);
  private logits = new Float32Array(0);

  readonly shape: DecoderShape;

  private constructor(
    private readonly session: GraphSession,
    private readonly signature: DecoderSignature,
  ) {
    this.shape = signature.shape;
  }

  /**
   * Loads a graph and checks it against config.json. For a bundle:
   * `DecoderSession.open(bundle.graph().path, bundle.decoderConfig, { threads })`.
   */
  static async open(path: string, config: DecoderConfig, options: SessionOptions): Promise<DecoderSession> {
    const session = await GraphSession.open(path, options);
    try {
      return DecoderSession.over(session, config);
    } catch (error) {
      await session.dispose();
      throw error;
    }
  }

  /** Throws `modelInvalid` where graph and config disagree, `modelUnsupported` where the graph wants what we don't give. */
  static over(session: GraphSession, config: DecoderConfig): DecoderSession {
    return new DecoderSession(session, readDecoderSignature(session.inputs, session.outputs, config));
  }

  allocate(batch: number): KvBuffers {
    const { session, signature } = this;
    return signature.cache.adds === 'rows'
      ? new DecoderBuffers(session, signature, batch)
      : new WholeCache(session, signature, batch);
  }

  async forward(input: ForwardInput): Promise<Float32Array> {
    const { batch, pastTokens, keep } = input;
    const { vocabSize } = this.shape;
    const { keepDims, takesMask, takesPositions, takesBranch } = this.signature;
    const count = this.checkInput(input);
    const total = pastTokens + count;
    const kept = keep === 0 || !keepDims ? count : keep;
    const feeds: Record<string, GraphTensor> = {
      input_ids: this.session.tensor(this.writeIds(input.ids), [batch, count]),
    };
    if (takesMask) feeds.attention_mask = this.session.tensor(this.onesMemory(batch * total), [batch, total]);
    if (keepDims) feeds.num_logits_to_keep = this.session.tensor(BigInt64Array.of(BigInt(kept)), keepDims);
    if (takesPositions) {
      feeds.position_ids = this.session.tensor(this.writePositions(batch, pastTokens, count), [batch, count]);
    }
    if (takesBranch) feeds.use_cache_branch = this.session.tensor(Uint8Array.of(pastTokens > 0 ? 1 : 0), [1]);
    const size = batch * kept * vocabSize;
    const run = { pastTokens, count, kept, logits: () => this.logitsMemory(size) };
    const logits = await (input.buffers as RunnableBuffers).run(feeds, run);
    if (logits.length !== size) {
      const message = `The graph gives ${logits.length} logits where ${size} were due (vocabulary ${vocabSize}).`;
      throw new EngineError('modelInvalid', message, { remedy: reinstall });
    }
    // More rows than asked for come only with batch 1, where the last ones lie together.
    return keep === 0 || kept === keep ? logits : logits.subarray((kept - keep) * vocabSize);
  }

  /** Threads in use. */
  get threads(): number {
    return this.session.threads;
  }

  dispose(): Promise<void> {
    return this.session.dispose();
  }

  /** -> tokens a sequence. The native operator does not check its bounds. */
  private checkInput({ ids, batch, pastTokens, buffers, keep }: ForwardInput): number {
    const count = ids.length / batch;
    const { contextTokens, vocabSize } = this.shape;
    const fits = Number.isInteger(count) && count >= 1 && pastTokens >= 0 && pastTokens + count <= contextTokens;
    if (!fits || buffers.batch !== batch || keep < 0 || keep > count || (count > 1 && batch > 1)) {
      const what = `${ids.length} ids, batch ${batch} of ${buffers.batch}, past ${pastTokens}, keep ${keep}`;
      throw new EngineError('internal', `Not a run this decoder can make: ${what}.`);
    }
    for (const id of ids) {
      if (!(id >= 0 && id < vocabSize))
        throw new EngineError('internal', `No token ${id} in a vocabulary of ${vocabSize}.`);
    }
    return count;
  }

  private writeIds(ids: readonly TokenId[]): BigInt64Array {
    if (this.ids.length < ids.length) this.ids = new BigInt64Array(ids.length);
    for (let i = 0; i < ids.length; i++) this.ids[i] = BigInt(ids[i]!);
    return this.ids.subarray(0, ids.length);
  }

  private writePositions(batch: number, pastTokens: number, count: number): BigInt64Array {
    if (this.positions.length < batch * count) this.positions = new BigInt64Array(batch * count);
    for (let i = 0; i < batch * count; i++) this.positions[i] = BigInt(pastTokens + (i % count));
    return this.positions.subarray(0, batch * count);
  }

  /** The attention mask is all ones: every held position is real. */
  private onesMemory(length: number): BigInt64Array {
    if (this.ones.length < length) this.ones = new BigInt64Array(Math.max(length, this.shape.contextTokens)).fill(1n);
    return this.ones.subarray(0, length);
  }

  private logitsMemory(length: number): Float32Array {
    if (length > RETAINED_ROWS * this.shape.vocabSize) return new Float32Array(length);
    if (this.logits.length < length) this.logits = new Float32Array(length);
    return this.logits.subarray(0, length);
  }
}
