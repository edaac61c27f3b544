// How a decoder's sequences are written: what begins and ends one, and how text after the cursor is told, if the model
// learned to be told. Knows names of special tokens; knows no text.

import type { TokenId } from '../../../util/tokenId';
import { EngineError } from '../../errors';
import type { Json } from '../../models/modelFiles';
import type { Tokenizer } from '../../vocabulary/tokenizer';

export interface SequenceFormat {
  /** The token that every sequence begins with. */
  start: TokenId;
  /** Tokens that end a text or a middle. */
  ends: ReadonlySet<TokenId>;
  /** Undefined where the model never learned to fill in the middle. */
  middle: MiddleFormat | undefined;
}

/**
 * Orders of Bavarian et al., arXiv 2207.14255. Suffix first: `prefix suffix SUFFIX middle PREFIX`, which keeps the KV cache
 * while PREFIX grows. Prefix first: `prefix PREFIX suffix SUFFIX middle`.
 */
export interface MiddleFormat {
  order: 'suffixFirst' | 'prefixFirst';
  /** Undefined where nothing is written there. */
  prefix: TokenId | undefined;
  suffix: TokenId;
  middle: TokenId;
}

/** Tokens before the cursor that the document's memory looks at, at most. */
const readTokens = 8;

/**
 * The end of a sequence in the order that people read: where the text after the cursor stands between the prefix and what
 * is written, without it.
 */
export function inReadingOrder(ids: readonly TokenId[], middle: MiddleFormat | undefined): readonly TokenId[] {
  if (middle?.order !== 'prefixFirst') return ids;
  const written = ids.lastIndexOf(middle.middle) + 1;
  const suffix = written > 0 ? ids.lastIndexOf(middle.suffix, written) : -1;
  return suffix < 0 ? ids : [...ids.slice(Math.max(0, suffix - readTokens), suffix), ...ids.slice(written)];
}

/** The format of this project's own decoders (models/recipe). */
export function recipeFormat(tokenizer: Tokenizer): SequenceFormat {
  const ends = ['<eos>', '<fim_end>'].map((end) => tokenizer.special(end)).filter((id) => id !== undefined);
  const [suffix, middle] = [tokenizer.special('<fim_suffix>'), tokenizer.special('<fim_middle>')];
  const isTold = suffix !== undefined && middle !== undefined;
  return {
    start: tokenizer.requireSpecial('<bos>'),
    ends: new Set(ends),
    middle: isTold ? { order: 'suffixFirst', prefix: undefined, suffix, middle } : undefined,
  };
}

export interface ModelWords {
  config: Json;
  generationConfig: Json;
  tokenizerConfig: Json;
}

/** The format of a model of somebody else's. Any special token ends a text: none says something in one. */
export function foreignFormat(tokenizer: Tokenizer, words: ModelWords): SequenceFormat {
  if (tokenizer.special('<fim_end>') !== undefined && tokenizer.special('<bos>') !== undefined)
    return recipeFormat(tokenizer);
  const start = beginning(tokenizer, words);
  if (start === undefined) {
    const message = 'config.json names neither bos_token_id nor eos_token_id, so no sequence can begin.';
    throw new EngineError('modelInvalid', message, { file: 'config.json', remedy: 'Write one of them into it.' });
  }
  const ends = tokenizer.specialTokenIds().filter((id) => !tokenizer.isUnknown(id));
  return { start, ends: new Set(ends), middle: middleOf(tokenizer) };
}

function beginning(
  tokenizer: Tokenizer,
  { config, generationConfig, tokenizerConfig }: ModelWords,
): TokenId | undefined {
  const named = (name: string): TokenId | undefined => {
    const token = tokenizerConfig[name];
    const content = typeof token === 'object' && token !== null ? (token as Json).content : token;
    const numbered = [config[`${name}_id`], generationConfig[`${name}_id`]].flat().find((id) => typeof id === 'number');
    return (typeof content === 'string' ? tokenizer.special(content) : undefined) ?? (numbered as TokenId | undefined);
  };
  // GPT-2 and Qwen begin nothing; between two texts stands the end of the first.
  return named('bos_token') ?? named('eos_token');
}

/** By the names of Qwen-Coder, StarCoder and CodeGemma. */
function middleOf(tokenizer: Tokenizer): MiddleFormat | undefined {
  const read = (write: (name: string) => string, order: MiddleFormat['order']): MiddleFormat | undefined => {
    const [prefix, suffix, middle] = ['fim_prefix', 'fim_suffix', 'fim_middle'].map((name) =>
      tokenizer.special(write(name)),
    );
    return prefix !== undefined && suffix !== undefined && middle !== undefined
      ? { order, prefix, suffix, middle }
      : undefined;
  };
  // StarCoder saw both orders equally often; Qwen's and CodeGemma's makers show this one.
  return read((name) => `<${name}>`, 'suffixFirst') ?? read((name) => `<|${name}|>`, 'prefixFirst');
}
