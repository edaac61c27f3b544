// The decoder's forward pass over an ONNX graph: DecoderModel in terms of tensors. Knows no text and no files.
// Its keys and values are in decoderBuffers.ts.

import type { TokenId } from '../../util/tokenId';
import type { DecoderModel, DecoderShape, ForwardInput, KvBuffers } from '../decode/decoderModel';
import { EngineError } from '../errors';
import { DecoderBuffers } from './decoderBuffers';
import { GraphSession, type SessionOptions, type TensorInfo } from './session';

/** What config.json says, where it says it. */
export interface DecoderConfig {
  vocabSize: number;
  contextTokens: number;
  layers?: number;
  kvHeads?: number;
  headDim?: number;
}

/** Rows of logits whose memory is kept between runs; a run that wants more gets memory of its own. */
const RETAINED_ROWS = 64;

export class DecoderSession implements DecoderModel {
  private readonly takesPositions: boolean;
  /** Dimensions of num_logits_to_keep (a scalar in most exports), or undefined where the graph has no such input. */
  private readonly keepDims: readonly number[] | undefined;
  private ids = new BigInt64Array(0);
  private positions = new BigInt64Array(0);
  private ones = new BigInt64Array(0);
  private logits = new Float32Array(0);

  private constructor(
    private readonly session: GraphSession,
    readonly shape: DecoderShape,
  ) {
    const find = (name: string) => session.inputs.find((input) => input.name === name);
    this.takesPositions = find('position_ids') !== undefined;
    this.keepDims = find('num_logits_to_keep')?.shape.map(() => 1);
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
    return new DecoderSession(session, readDecoderShape(session.inputs, session.outputs, config));
  }

  allocate(batch: number): KvBuffers {
    return new DecoderBuffers(this.session, this.shape, batch);
  }

  async forward(input: ForwardInput): Promise<Float32Array> {
    const { batch, pastTokens, keep } = input;
    const { vocabSize } = this.shape;
    const count = this.checkInput(input);
    const total = pastTokens + count;
    const kept = keep === 0 || !this.keepDims ? count : keep;
    const logits = this.logitsMemory(batch * kept * vocabSize);
    const buffers = input.buffers as DecoderBuffers;
    const { feeds, fetches } = buffers.bind(pastTokens, count);
    feeds.input_ids = this.session.tensor(this.writeIds(input.ids), [batch, count]);
    feeds.attention_mask = this.session.tensor(this.onesMemory(batch * total), [batch, total]);
    if (this.keepDims) {
      feeds.num_logits_to_keep = this.session.tensor(BigInt64Array.of(BigInt(kept)), this.keepDims);
    }
    if (this.takesPositions) {
      feeds.position_ids = this.session.tensor(this.writePositions(batch, pastTokens, count), [batch, count]);
    }
    fetches.logits = this.session.tensor(logits, [batch, kept, vocabSize]);
    await this.session.run(feeds, fetches);
    buffers.append(pastTokens, count);
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

const KNOWN_INPUTS = new Set(['input_ids', 'attention_mask', 'position_ids', 'num_logits_to_keep']);

/**
 * The decoder's shape out of the graph's signature, checked against config.json.
 * Names are those of Hugging Face's exporters (`past_key_values.N.key|value`), and this project's own
 * `appended.N.key|value` [batch, kvHeads, n, headDim]: what a run adds (models/recipe, export/decoder.py).
 */
export function readDecoderShape(
  inputs: readonly TensorInfo[],
  outputs: readonly TensorInfo[],
  config: DecoderConfig,
): DecoderShape {
  const past = inputs.filter(({ name }) => name.startsWith('past_key_values.'));
  const strange = inputs.find((input) => !KNOWN_INPUTS.has(input.name) && !past.includes(input));
  if (strange) throw unsupported(`wants the input "${strange.name}"`);
  for (const name of ['input_ids', 'attention_mask']) {
    if (!inputs.some((input) => input.name === name)) throw unsupported(`has no input "${name}"`);
  }
  const layers = past.length / 2;
  for (let layer = 0; layer < layers; layer++) {
    for (const side of ['key', 'value']) {
      const key = inputs.find(({ name }) => name === `past_key_values.${layer}.${side}`);
      const appended = outputs.some(({ name }) => name === `appended.${layer}.${side}`);
      if (!key || !appended) throw unsupported(`lacks the keys and values of layer ${layer}`);
      if (key.type !== 'float32') throw unsupported(`has keys and values of type ${key.type}, not float32`);
    }
  }
  const [, kvHeads, , headDim] = past[0]?.shape ?? [];
  const logits = outputs.find(({ name }) => name === 'logits');
  const vocabSize = logits?.shape.at(-1);
  if (logits?.type !== 'float32') throw unsupported('has no float32 output "logits"');
  if (typeof kvHeads !== 'number' || typeof headDim !== 'number') throw unsupported('does not state its KV heads');
  if (typeof vocabSize !== 'number') throw unsupported('does not state its vocabulary size');
  const shape = { layers, kvHeads, headDim, vocabSize, contextTokens: config.contextTokens };
  for (const key of ['vocabSize', 'layers', 'kvHeads', 'headDim'] as const) {
    const said = config[key];
    if (said === undefined || said === shape[key]) continue;
    const message = `The graph's ${key} is ${shape[key]}, but config.json says ${said}. Reinstall the extension.`;
    throw new EngineError('modelInvalid', message);
  }
  return shape;
}

function unsupported(what: string): EngineError {
  return new EngineError('modelUnsupported', `This engine can't run the decoder's graph: it ${what}.`);
}
