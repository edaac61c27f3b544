// Ways to go on behind the beginning of a target, for a translator of either kind. Ids only.

import { type CancellationToken, yieldToEventLoop } from '../../../util/async';
import type { TokenId } from '../../../util/tokenId';
import type { Decoded, DecodeRequest } from '../../decode/beam';
import { alternatives } from '../../decode/beamSearch';
import type { EncoderDecoderModel } from '../../decode/encoderDecoder';
import { notAt } from '../../decode/firstTokens';
import { allOf } from '../../decode/idConstraints';
import type { Tokenizer } from '../../vocabulary/tokenizer';

interface Behind {
  /** What the target begins with. */
  forced: readonly TokenId[];
  /** Whether a word has to begin there, with the space before it; undefined: either way. */
  beginsWithSpace: boolean | undefined;
  /** How many ways, each with another first token. */
  branches: number;
  start: TokenId;
  end: TokenId;
}

/** @returns undefined when cancelled. */
export function waysOn(
  { tokenizer, model }: { tokenizer: Tokenizer; model: EncoderDecoderModel },
  request: DecodeRequest,
  { forced, beginsWithSpace, branches, start, end }: Behind,
  token: CancellationToken,
): Promise<Decoded[] | undefined> {
  const misspaced = beginsWithSpace === undefined ? [] : tokensBySpace(tokenizer, !beginsWithSpace);
  const first = notAt(forced.length, [...misspaced, end]);
  const constraint = request.constraint ? allOf([request.constraint, first]) : first;
  const options = { beams: branches, start, end };
  return alternatives(model, { ...request, forced: [...forced], constraint }, options, token, yieldToEventLoop);
}

/** Tokens of text that begin with a space, or those that don't. */
function tokensBySpace(tokenizer: Tokenizer, beginsWithSpace: boolean): TokenId[] {
  const found: TokenId[] = [];
  for (let id = 0; id < tokenizer.vocabSize; id++) {
    const bytes = tokenizer.bytesOf(id);
    if (bytes !== undefined && bytes.startsWith(' ') === beginsWithSpace) found.push(id as TokenId);
  }
  return found;
}
