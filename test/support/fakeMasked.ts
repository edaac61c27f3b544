// MaskedModels by arithmetic: one that says what a function says, one that knows texts by heart.

import type { MaskedModel, MaskedRow, MaskedShape } from '../../src/engine/decode/maskedModel';
import type { Tokenizer } from '../../src/engine/vocabulary/tokenizer';
import type { TokenId } from '../../src/util/tokenId';

const unlikely = -20;

/** Logits by id for a position of a row; ids left out are very unlikely. */
export type Say = (ids: readonly TokenId[], at: number) => ReadonlyMap<number, number>;

export class FakeMasked implements MaskedModel {
  readonly shape: MaskedShape;
  /** The rows of each run so far. */
  readonly runs: MaskedRow[][] = [];
  private logits = new Float32Array(0);

  constructor(
    private readonly say: Say,
    { vocabSize = 32, contextTokens = 64 } = {},
  ) {
    this.shape = { vocabSize, contextTokens };
  }

  async forward(rows: readonly MaskedRow[]): Promise<Float32Array> {
    const { vocabSize, contextTokens } = this.shape;
    if (rows.length === 0 || rows.some((row) => row.ids.length > contextTokens || row.wanted.length === 0)) {
      throw new RangeError('bad run');
    }
    this.runs.push([...rows]);
    await new Promise((resolve) => setImmediate(resolve)); // as onnxruntime does
    this.logits.fill(Number.NaN); // a view kept from the last run must not be readable
    const asked = rows.flatMap((row) => row.wanted.map((at) => ({ row, at })));
    this.logits = new Float32Array(asked.length * vocabSize).fill(unlikely);
    for (const [n, { row, at }] of asked.entries()) {
      for (const [id, logit] of this.say(row.ids, at)) this.logits[n * vocabSize + id] = logit;
    }
    return this.logits;
  }
}

/**
 * Knows `texts`: where a row with its masks agrees with one of them, it says that text's tokens. Texts given first are
 * likelier. What stands at the position itself is not looked at, as with a mask.
 */
export function readerOf(tokenizer: Tokenizer, texts: readonly string[], contextTokens = 128): FakeMasked {
  const mask = tokenizer.requireSpecial('<mask>');
  const known = texts.map((text) => [
    tokenizer.requireSpecial('<bos>'),
    ...tokenizer.encode(text),
    tokenizer.requireSpecial('<eos>'),
  ]);
  const say: Say = (ids, at) => {
    const said = new Map<number, number>();
    for (const [n, text] of known.entries()) {
      const agrees = text.length === ids.length && text.every((id, i) => i === at || ids[i] === mask || ids[i] === id);
      const logit = 8 - n;
      if (agrees) said.set(text[at]!, Math.max(said.get(text[at]!) ?? unlikely, logit));
    }
    return said;
  };
  return new FakeMasked(say, { vocabSize: tokenizer.vocabSize, contextTokens });
}
