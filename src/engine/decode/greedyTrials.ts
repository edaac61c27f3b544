// How often a decoder's first choice is right, and how sure it was: a known text read token by token, a piece at a time so
// that it fits between other work. Numbers only.

import type { TokenId } from '../../util/tokenId';
import type { DecoderModel, KvBuffers } from './decoderModel';
import { type DocumentMemory, longestContext } from './documentMemory';
import { argmax } from './logits';

export interface Trial {
  /** What the model gave its first choice, 0..1. */
  probability: number;
  isRight: boolean;
}

/** Tokens read in one piece. */
const pieceTokens = 16;

export class GreedyTrials {
  readonly trials: Trial[] = [];
  private buffers: KvBuffers | undefined;
  private read = 0;

  /**
   * @param ids A sequence from its start on; no longer than the model's context.
   * @param memory Empty; mixed in as in use, and told each token once it was asked for.
   */
  constructor(
    private readonly model: DecoderModel,
    private readonly ids: readonly TokenId[],
    private readonly memory: Pick<DocumentMemory, 'blend' | 'append'>,
  ) {}

  get isDone(): boolean {
    return this.read >= this.ids.length - 1;
  }

  /** Reads one more piece. */
  async step(): Promise<void> {
    if (this.isDone) return;
    const { vocabSize } = this.model.shape;
    this.buffers ??= this.model.allocate(1);
    const piece = this.ids.slice(this.read, Math.min(this.read + pieceTokens, this.ids.length - 1));
    const input = { ids: piece, batch: 1, pastTokens: this.read, buffers: this.buffers, keep: 0 };
    const rows = await this.model.forward(input);
    for (let n = 0; n < piece.length; n++) {
      const row = rows.subarray(n * vocabSize, (n + 1) * vocabSize);
      const at = this.read + n + 1;
      this.memory.blend(row, this.ids.slice(Math.max(1, at - longestContext), at));
      const choice = argmax(row);
      this.trials.push({ probability: Math.min(1, Math.exp(row[choice]!)), isRight: choice === this.ids[at] });
      this.memory.append(this.ids[at]!);
    }
    this.read += piece.length;
    if (this.isDone) this.buffers = undefined;
  }
}
