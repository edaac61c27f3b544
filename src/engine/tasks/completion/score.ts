// How probable a text is, left to right. A background job: lets completions pass between its pieces.

import type { ScoreParams, ScoreResult } from '../../../shared/protocol/completion';
import type { CancellationToken } from '../../../util/async';
import { canonical } from '../../../util/canonicalText';
import type { TokenId } from '../../../util/tokenId';
import type { DecoderModel } from '../../decode/decoderModel';
import { DocumentMemory } from '../../decode/documentMemory';
import { scoreIds } from '../../decode/scoreIds';
import type { Tokenizer } from '../../vocabulary/tokenizer';

/** @returns undefined when cancelled. */
export async function score(
  params: ScoreParams,
  { tokenizer, model, start }: { tokenizer: Tokenizer; model: DecoderModel; start: TokenId },
  token: CancellationToken,
  yieldPoint: () => Promise<void>,
): Promise<ScoreResult | undefined> {
  const startMs = performance.now();
  const text = canonical(params.text);
  const ids = tokenizer.encodeStart(text);
  const memory = params.memory ? new DocumentMemory(model.shape.vocabSize) : undefined;
  const logProb = await scoreIds(model, ids, start, token, yieldPoint, memory);
  if (logProb === undefined) return undefined;
  const bytes = Buffer.byteLength(text);
  return { logProb, tokens: ids.length, bytes, ms: performance.now() - startMs };
}
