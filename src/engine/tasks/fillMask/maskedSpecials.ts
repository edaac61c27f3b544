// The special tokens that a masked model's sequences are made with, by the names that makers give them.

import type { TokenId } from '../../../util/tokenId';
import { EngineError } from '../../errors';
import type { Tokenizer } from '../../vocabulary/tokenizer';
import type { SequenceSpecials } from './blankSequence';

/** Each role: its names in tokenizer_config.json, and the tokens it mostly is. Ours and RoBERTa's, then BERT's. */
const roles = {
  first: { keys: ['cls_token', 'bos_token'], contents: ['<bos>', '<s>', '[CLS]'] },
  last: { keys: ['sep_token', 'eos_token'], contents: ['<eos>', '</s>', '[SEP]'] },
  mask: { keys: ['mask_token'], contents: ['<mask>', '[MASK]'] },
  pad: { keys: ['pad_token'], contents: ['<pad>', '[PAD]'] },
};

/** @throws EngineError modelUnsupported, naming the role that no token has */
export function maskedSpecials(
  tokenizer: Tokenizer,
  config: Readonly<Record<string, unknown>>,
): SequenceSpecials & { pad: TokenId } {
  const find = (role: keyof typeof roles): TokenId => {
    const { keys, contents } = roles[role];
    // A bundle of ours names `<cls>` in its configuration and was trained with `<bos>`.
    const own = tokenizer.special(contents[0]!);
    const id = own ?? firstOf([...keys.map((key) => contentOf(config[key])), ...contents], tokenizer);
    if (id !== undefined) return id;
    const message = `tokenizer.json has no special token for ${keys[0]} (tried ${contents.join(', ')}).`;
    throw new EngineError('modelUnsupported', message, { file: 'tokenizer.json', remedy: 'Choose a masked model.' });
  };
  return { first: find('first'), last: find('last'), mask: find('mask'), pad: find('pad') };
}

function firstOf(contents: readonly (string | undefined)[], tokenizer: Tokenizer): TokenId | undefined {
  const known = contents.find((content) => content !== undefined && tokenizer.special(content) !== undefined);
  return known === undefined ? undefined : tokenizer.special(known);
}

/** A token is written as its text, or as an object with it. */
function contentOf(token: unknown): string | undefined {
  const content = typeof token === 'object' && token !== null ? (token as { content?: unknown }).content : token;
  return typeof content === 'string' ? content : undefined;
}
