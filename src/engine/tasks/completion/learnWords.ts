// Fills the memory of the workspace's other documents, a piece at a time. One call is one job. Keeps ids in memory only and never
// logs a text.

import type { LearnWordsParams, LearnWordsResult } from '../../../shared/protocol/workspaceWords';
import { canonical } from '../../../util/canonicalText';
import type { TokenId } from '../../../util/tokenId';
import type { SiblingMemory } from '../../decode/siblingMemory';
import type { Tokenizer } from '../../vocabulary/tokenizer';
import type { Pace } from '../jobPorts';

/** Encoded at once: some ten milliseconds, which a completion may have to wait (characters). */
const pieceCharacters = 4000;

/** @returns undefined when cancelled; whole documents that were read until then are known */
export async function learnWords(
  { forget, documents }: LearnWordsParams,
  { memory, tokenizer }: { memory: SiblingMemory; tokenizer: Pick<Tokenizer, 'encode'> },
  { token, yieldPoint }: Pace,
): Promise<LearnWordsResult | undefined> {
  const startMs = performance.now();
  if (forget === true) memory.clear();
  else for (const name of forget) memory.forget(name);
  let isFull = false;
  for (const { name, text } of documents) {
    const ids: TokenId[] = [];
    for (const piece of pieces(canonical(text))) {
      await yieldPoint();
      if (token.isCancellationRequested) return undefined;
      for (const id of tokenizer.encode(piece)) ids.push(id);
    }
    if (!memory.set(name, ids)) isFull = true;
  }
  memory.prepare();
  return { documents: memory.size, tokens: memory.tokens, isFull, ms: performance.now() - startMs };
}

/** Cut behind a line where one ends. */
function* pieces(text: string): Generator<string> {
  for (let from = 0; from < text.length; ) {
    const line = text.indexOf('\n', from + pieceCharacters) + 1;
    const most = from + 2 * pieceCharacters;
    let end = line === 0 || line > most ? most : line;
    if (/[\udc00-\udfff]/.test(text[end] ?? '')) end++; // within a character
    yield text.slice(from, end);
    from = end;
  }
}
