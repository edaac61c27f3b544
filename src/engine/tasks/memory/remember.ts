// Fills a memory with what people translated: files are read one by one, what was read before is put back. One call is one job.
// Keeps texts in memory only and never logs them.

import type { MemoryDocument, MemoryPair, RememberParams, RememberResult } from '../../../shared/protocol/memory';
import { pairsOf } from '../../documents/memory/documentPairs';
import type { TranslationMemory } from '../../documents/memory/translationMemory';
import type { Pace } from '../jobPorts';

/**
 * @param likely Of what two pages say beside each other that which can be translations; the rest is nobody's memory.
 * @returns Undefined when cancelled; what was read until then is remembered.
 */
export async function remember(
  { forget, documents, known }: RememberParams,
  memory: TranslationMemory,
  { token, yieldPoint }: Pace,
  likely: (pairs: readonly MemoryPair[]) => readonly MemoryPair[] = (pairs) => pairs,
): Promise<RememberResult | undefined> {
  const startMs = performance.now();
  if (forget === true) memory.clear();
  else for (const name of forget) memory.forget(name);
  for (const { name, pairs } of known) {
    memory.set(name, pairs);
    await yieldPoint();
    if (token.isCancellationRequested) return undefined;
  }
  const read: RememberResult['read'] = [];
  for (const document of documents) {
    const found = readable(document);
    const pairs = document.kind === 'pages' ? [...likely(found)] : found;
    memory.set(document.name, pairs);
    read.push({ name: document.name, pairs });
    await yieldPoint();
    if (token.isCancellationRequested) return undefined;
  }
  return { read, pairs: memory.size, ms: performance.now() - startMs };
}

/** A file that can't be read has nothing to give; whoever works on it is told elsewhere. */
function readable(document: MemoryDocument): MemoryPair[] {
  try {
    return pairsOf(document);
  } catch {
    return [];
  }
}
