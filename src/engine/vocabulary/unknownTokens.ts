// How much of a text a vocabulary has no tokens for. Where it spells by bytes that is nothing, whatever the text.

import type { Tokenizer } from './tokenizer';

/** Above this share of a text's tokens a model cannot know what it says. */
const mostUnknown = 0.05;

/** @returns The share of unknown tokens (0..1), where it is so large that a person should be told; else undefined. */
export function tellingUnknownShare(
  ids: readonly number[],
  tokenizer: Pick<Tokenizer, 'isUnknown'>,
): number | undefined {
  let count = 0;
  for (const id of ids) if (tokenizer.isUnknown(id)) count++;
  return count > mostUnknown * ids.length ? count / ids.length : undefined;
}
