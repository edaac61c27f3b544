// What people translated as TMX for other tools, and theirs merged into a file of pairs. Knows no files.

import type { ExchangeParams, ExchangeResult, MemoryPair } from '../../../shared/protocol/memory';
import { readTmx, TmxError, type WrittenUnit, writeTmx } from '../../documents/memory/tmx';
import { mostPairs, TranslationMemory } from '../../documents/memory/translationMemory';

/** @param memory What is exported; merging leaves it as it is. */
export function exchangeMemory(params: ExchangeParams, memory: TranslationMemory): ExchangeResult {
  if (params.kind === 'merge') return merged(params);
  return written([...memory.pairs()], params.version, { added: 0, leftOut: 0 });
}

/** Pairs that are known stay where they are; of the others, what is known and what is no pair of English and Korean is left out. */
function merged({ known, other, version }: Extract<ExchangeParams, { kind: 'merge' }>): ExchangeResult {
  const ours = known === undefined ? [] : pairsIn(known);
  if (typeof ours === 'string') return { kind: 'unreadable', which: 'known', why: ours };
  const theirs = pairsIn(other.tmx);
  if (typeof theirs === 'string') return { kind: 'unreadable', which: 'other', why: theirs };
  const memory = new TranslationMemory();
  memory.set('memory.tmx', ours);
  const before = memory.size;
  const seen = new Set([...memory.pairs()].map(keyOf));
  const units = [...memory.pairs()];
  memory.clear();
  memory.set(
    other.name,
    theirs.filter((pair) => !seen.has(keyOf(pair))),
  );
  units.push(...memory.pairs());
  const kept = units.slice(0, mostPairs);
  const added = kept.length - before;
  return written(kept, version, { added, leftOut: theirs.length - added });
}

function written(
  units: readonly WrittenUnit[],
  version: string,
  counts: { added: number; leftOut: number },
): ExchangeResult {
  const files = new Set(units.map(({ origin }) => origin)).size;
  const isFull = units.length >= mostPairs;
  return { kind: 'written', tmx: writeTmx(units, version), pairs: units.length, files, isFull, ...counts };
}

/** Or why it cannot be read. */
function pairsIn(tmx: string): MemoryPair[] | string {
  try {
    return readTmx(tmx).pairs;
  } catch (error) {
    if (error instanceof TmxError) return error.message;
    throw error;
  }
}

function keyOf({ en, ko }: MemoryPair): string {
  return `${en}\n${ko}`.normalize('NFC');
}
