// The masked model's forward pass over an ONNX graph: MaskedModel in terms of tensors. Knows no text and no files.
//
// attention_mask is 1 on the text and 0 on the padding. Where the graph can, it is 2 on the positions whose logits are
// wanted: only those then go through the head, which costs more than the body (models/recipe, export/masked.py).

import type { MaskedModel, MaskedRow, MaskedShape } from '../decode/maskedModel';
import { EngineError, reinstall } from '../errors';
import { GraphSession, type GraphTensor, type SessionOptions, type TensorInfo } from './session';

const PAD_MARK = 0n;
const TEXT_MARK = 1n;
const WANTED_MARK = 2n;

/** What config.json says of the model. */
export interface MaskedConfig {
  vocabSize: number;
  contextTokens: number;
  padTokenId: number;
}

/** Floats of one run's logits, at most: longer batches go in several runs. 64 MiB. */
const MOST_LOGITS = 1 << 24;

export class MaskedSession implements MaskedModel {
  private ids = new BigInt64Array(0);
  private marks = new BigInt64Array(0);
  private whole = new Float32Array(0);
  private picked = new Float32Array(0);

  private constructor(
    private readonly session: GraphSession,
    readonly shape: MaskedShape,
    private readonly padTokenId: number,
    /** Whether the graph gives the wanted rows alone. */
    readonly selects: boolean,
    private readonly takesTypes: boolean,
  ) {}

  /** Loads a graph and checks it against config.json. @throws EngineError modelMissing, modelInvalid, modelUnsupported */
  static async open(path: string, config: MaskedConfig, options: SessionOptions): Promise<MaskedSession> {
    const session = await GraphSession.open(path, options);
    try {
      const { selects, takesTypes } = readMaskedSignature(session.inputs, session.outputs, config.vocabSize);
      const shape = { vocabSize: config.vocabSize, contextTokens: config.contextTokens };
      return new MaskedSession(session, shape, config.padTokenId, selects, takesTypes);
    } catch (error) {
      await session.dispose();
      throw error;
    }
  }

  async forward(rows: readonly MaskedRow[]): Promise<Float32Array> {
    this.checkRows(rows);
    const { vocabSize } = this.shape;
    const count = rows.reduce((sum, row) => sum + row.wanted.length, 0);
    const out = this.memory('picked', count * vocabSize);
    let at = 0;
    for (const part of this.split(rows)) at += await this.run(part, out.subarray(at * vocabSize));
    return out;
  }

  /** Threads in use. */
  get threads(): number {
    return this.session.threads;
  }

  dispose(): Promise<void> {
    return this.session.dispose();
  }

  /** Batches whose logits fit in the memory we allow; nearly always one. */
  private split(rows: readonly MaskedRow[]): MaskedRow[][] {
    const parts: MaskedRow[][] = [];
    const most = Math.max(1, Math.floor(MOST_LOGITS / this.shape.vocabSize));
    let length = 0;
    let wanted = 0;
    for (const row of rows) {
      const part = parts.at(-1);
      length = Math.max(length, row.ids.length);
      wanted += row.wanted.length;
      const size = this.selects ? wanted : length * ((part?.length ?? 0) + 1);
      if (part && size <= most) part.push(row);
      else {
        parts.push([row]);
        length = row.ids.length;
        wanted = row.wanted.length;
      }
    }
    return parts;
  }

  /** Writes the wanted logits of `rows` to the start of `out`. -> how many positions that were */
  private async run(rows: readonly MaskedRow[], out: Float32Array): Promise<number> {
    const { vocabSize } = this.shape;
    const length = rows.reduce((most, row) => Math.max(most, row.ids.length), 0);
    const dims = [rows.length, length];
    const feeds: Record<string, GraphTensor> = {
      input_ids: this.session.tensor(this.writeIds(rows, length), dims),
      attention_mask: this.session.tensor(this.writeMarks(rows, length), dims),
    };
    // All of it is the first of the two texts that BERT may be given.
    if (this.takesTypes) feeds.token_type_ids = this.session.tensor(new BigInt64Array(rows.length * length), dims);
    const count = rows.reduce((sum, row) => sum + row.wanted.length, 0);
    if (this.selects) {
      const logits = this.session.tensor(out.subarray(0, count * vocabSize), [1, count, vocabSize]);
      await this.session.run(feeds, { logits });
      return count;
    }
    const whole = this.memory('whole', rows.length * length * vocabSize);
    await this.session.run(feeds, { logits: this.session.tensor(whole, [rows.length, length, vocabSize]) });
    let to = 0;
    for (const [n, { wanted }] of rows.entries()) {
      for (const position of wanted) {
        const from = (n * length + position) * vocabSize;
        out.set(whole.subarray(from, from + vocabSize), to);
        to += vocabSize;
      }
    }
    return count;
  }

  private writeIds(rows: readonly MaskedRow[], length: number): BigInt64Array {
    if (this.ids.length < rows.length * length) this.ids = new BigInt64Array(rows.length * length);
    const ids = this.ids.subarray(0, rows.length * length).fill(BigInt(this.padTokenId));
    for (const [n, row] of rows.entries()) {
      for (let i = 0; i < row.ids.length; i++) ids[n * length + i] = BigInt(row.ids[i]!);
    }
    return ids;
  }

  private writeMarks(rows: readonly MaskedRow[], length: number): BigInt64Array {
    if (this.marks.length < rows.length * length) this.marks = new BigInt64Array(rows.length * length);
    const marks = this.marks.subarray(0, rows.length * length).fill(PAD_MARK);
    for (const [n, row] of rows.entries()) {
      marks.fill(TEXT_MARK, n * length, n * length + row.ids.length);
      if (this.selects) for (const position of row.wanted) marks[n * length + position] = WANTED_MARK;
    }
    return marks;
  }

  private memory(which: 'whole' | 'picked', length: number): Float32Array {
    if (this[which].length < length) this[which] = new Float32Array(length);
    return this[which].subarray(0, length);
  }

  /** The native side does not check its bounds. */
  private checkRows(rows: readonly MaskedRow[]): void {
    const { vocabSize, contextTokens } = this.shape;
    const fits = (row: MaskedRow): boolean =>
      row.ids.length <= contextTokens &&
      row.wanted.length > 0 &&
      row.ids.every((id) => id >= 0 && id < vocabSize) &&
      row.wanted.every((at, n) => at > (row.wanted[n - 1] ?? -1) && at < row.ids.length);
    if (rows.length > 0 && rows.every(fits)) return;
    throw new EngineError('internal', `Not a run this masked model can make: ${rows.length} rows.`);
  }
}

/**
 * What the graph's signature says, checked against config.json.
 * @throws EngineError modelInvalid where they disagree, modelUnsupported where the graph wants what we don't give.
 */
export function readMaskedSignature(
  inputs: readonly TensorInfo[],
  outputs: readonly TensorInfo[],
  vocabSize: number,
): { selects: boolean; takesTypes: boolean } {
  for (const name of ['input_ids', 'attention_mask']) {
    if (inputs.find((input) => input.name === name)?.type !== 'int64')
      throw unsupported(`has no int64 input "${name}"`);
  }
  const strange = inputs.find(({ name }) => !/^(input_ids|attention_mask|token_type_ids)$/.test(name));
  if (strange) throw unsupported(`wants the input "${strange.name}"`);
  const logits = outputs.find(({ name }) => name === 'logits');
  if (logits?.type !== 'float32') throw unsupported('has no float32 output "logits"');
  const said = logits.shape.at(-1);
  if (said !== vocabSize) {
    const message = `The graph's vocabulary is ${said}, but config.json says ${vocabSize}.`;
    throw new EngineError('modelInvalid', message, { remedy: reinstall });
  }
  // A graph whose number of logits follows its inputs' shape alone names it so (batch_size, sequence_length).
  const batch = inputs.find(({ name }) => name === 'input_ids')?.shape[0];
  const takesTypes = inputs.some(({ name }) => name === 'token_type_ids');
  return { takesTypes, selects: typeof logits.shape[0] === 'string' && logits.shape[0] !== batch };
}

function unsupported(what: string): EngineError {
  return new EngineError('modelUnsupported', `This engine can't run the masked model's graph: it ${what}.`);
}
