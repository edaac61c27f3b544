// The logits behind the token sequences asked about last. While a word is typed, the row before it and the rows along the
// greedy path are asked for again at each keystroke; remembered, they need no run. Sees ids and numbers only.

import type { TokenId } from '../../util/tokenId';

interface Entry {
  ids: Int32Array;
  row: Float32Array;
}

/** Last tokens that a sequence is found by, before all are compared. */
const keyTokens = 6;

export class RowMemory {
  /** Least recently used first. */
  private readonly entries = new Map<string, Entry>();

  /** @param capacity Rows; each is vocabSize floats. */
  constructor(private readonly capacity = 24) {}

  /** A copy, the caller's own. */
  get(ids: readonly TokenId[]): Float32Array | undefined {
    const key = keyOf(ids);
    const entry = this.entries.get(key);
    if (!entry || !isSame(entry.ids, ids)) return undefined;
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.row.slice();
  }

  /** Keeps a copy of `row`. */
  set(ids: readonly TokenId[], row: Float32Array): void {
    const key = keyOf(ids);
    const old = this.entries.get(key) ?? this.takeOldest();
    this.entries.delete(key);
    const memory = old?.row.length === row.length ? old.row : new Float32Array(row.length);
    memory.set(row);
    this.entries.set(key, { ids: Int32Array.from(ids), row: memory });
  }

  clear(): void {
    this.entries.clear();
  }

  /** Its memory is used again, when all is in use. */
  private takeOldest(): Entry | undefined {
    if (this.entries.size < this.capacity) return undefined;
    const [key, entry] = this.entries.entries().next().value!;
    this.entries.delete(key);
    return entry;
  }
}

function keyOf(ids: readonly TokenId[]): string {
  return `${ids.length} ${ids.slice(-keyTokens).join(' ')}`;
}

function isSame(a: Int32Array, b: readonly TokenId[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = a.length - 1; i >= 0; i--) if (a[i] !== b[i]) return false;
  return true;
}
