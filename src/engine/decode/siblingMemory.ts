// What the workspace's other documents say, as a second memory that the document's own (documentMemory.ts) is mixed over: with weights
// of its own, and only behind two and more of the same tokens. Held in the document's own memory, the other documents would do harm:
// single words go on differently in each. Sees ids and numbers only.

import type { TokenId } from '../../util/tokenId';
import { type ContinuationCounts, mixingWeight, type Opinion, type OrderWeight } from './documentMemory';

/** Shortest context that counts (tokens). */
export const shortestSibling = 2;

/** By the length of the context in tokens, from {@link shortestSibling}. `npm run siblings` fits them. */
export const siblingWeights: readonly OrderWeight[] = [
  { most: 0.2, doubt: 2.5 },
  { most: 0.2, doubt: 2.5 },
  { most: 0.3, doubt: 2.5 },
  { most: 0.49, doubt: 2.5 },
  { most: 0.97, doubt: 1.3 },
];

export const longestSibling = shortestSibling + siblingWeights.length - 1;

/** Places that are looked at, newest first. */
const mostLooks = 2000;
/** Tokens of all documents; 16 bytes each. */
export const mostSiblingTokens = 500_000;
/** Chains; those of different contexts may be one. */
const chains = 1 << 16;

export class SiblingMemory {
  /** By name, in the order in which they came. */
  private readonly documents = new Map<string, Int32Array>();
  private tokenCount = 0;
  private index = new SiblingIndex();
  /** Names of the documents in the index; undefined where it must be made anew. */
  private indexed: string[] | undefined = [];

  get tokens(): number {
    return this.tokenCount;
  }

  get size(): number {
    return this.documents.size;
  }

  /** In the place of what was known under this name. @returns false where there is no room for it */
  set(name: string, ids: readonly TokenId[]): boolean {
    this.forget(name);
    if (this.tokenCount + ids.length > mostSiblingTokens) return false;
    const document = Int32Array.from(ids);
    this.documents.set(name, document);
    this.tokenCount += ids.length;
    if (this.indexed) this.index.append(document, this.indexed.push(name) - 1);
    return true;
  }

  forget(name: string): void {
    const document = this.documents.get(name);
    if (!document) return;
    this.documents.delete(name);
    this.tokenCount -= document.length;
    this.indexed = undefined;
  }

  clear(): void {
    this.documents.clear();
    this.tokenCount = 0;
    this.indexed = undefined;
  }

  /**
   * What follows the last tokens of `context` in the documents, by the length of the context.
   * @param own Name of the document that is being written: it has a memory of its own.
   */
  continuations(context: readonly TokenId[], own?: string): ContinuationCounts[] {
    if (this.documents.size === 0) return [];
    const names = this.prepare();
    return this.index.continuations(context, own === undefined ? -1 : names.indexOf(own));
  }

  /** The same with what it counts, the weakest first, as `DocumentMemory.blend` takes it. */
  opinions(context: readonly TokenId[], own?: string): Opinion[] {
    return this.continuations(context, own).flatMap(({ counts, all }, n) =>
      all === 0 ? [] : [{ counts, all, share: mixingWeight(siblingWeights[n]!, all, counts.size) }],
    );
  }

  /** Indexes what changed (10 ms for all that there may be), so that no completion has to. @returns names of the documents by number */
  prepare(): readonly string[] {
    this.indexed ??= this.indexAll();
    return this.indexed;
  }

  private indexAll(): string[] {
    this.index = new SiblingIndex();
    for (const [n, document] of [...this.documents.values()].entries()) this.index.append(document, n);
    return [...this.documents.keys()];
  }
}

/** All documents behind each other, with a chain through the places that two equal tokens end at. */
class SiblingIndex {
  private ids = new Int32Array(1 << 12);
  /** Of each position, the one before it in its chain; -1 for the first. */
  private previous = new Int32Array(1 << 12);
  /** Of each position, its document's number. */
  private document = new Int32Array(1 << 12);
  /** Of each chain, its last position. */
  private readonly last = new Int32Array(chains).fill(-1);
  private length = 0;

  append(ids: Int32Array, document: number): void {
    while (this.length + ids.length > this.ids.length) this.grow();
    for (const [n, id] of ids.entries()) {
      const at = this.length++;
      this.ids[at] = id;
      this.document[at] = document;
      if (n === 0) continue;
      const chain = chainOf(ids[n - 1]!, id);
      this.previous[at] = this.last[chain]!;
      this.last[chain] = at;
    }
  }

  continuations(context: readonly TokenId[], own: number): ContinuationCounts[] {
    const end = context.length;
    const orders = Math.min(longestSibling, end) - shortestSibling + 1;
    const found: ContinuationCounts[] = Array.from({ length: Math.max(0, orders) }, () => ({
      counts: new Map(),
      all: 0,
    }));
    if (found.length === 0) return found;
    let looks = mostLooks;
    for (let at = this.last[chainOf(context[end - 2]!, context[end - 1]!)]!; at >= 0; at = this.previous[at]!) {
      if (looks-- === 0) break;
      const document = this.document[at]!;
      if (document === own || at + 1 >= this.length || this.document[at + 1] !== document) continue;
      const next = this.ids[at + 1] as TokenId;
      for (const counted of found.slice(0, this.matched(context, at) - shortestSibling + 1)) {
        counted.counts.set(next, (counted.counts.get(next) ?? 0) + 1);
        counted.all++;
      }
    }
    return found;
  }

  /** How many tokens up to `at` are the last ones of the context, within one document; less than two count as one. */
  private matched(context: readonly TokenId[], at: number): number {
    const most = Math.min(longestSibling, context.length, at + 1);
    let length = 0;
    while (
      length < most &&
      this.ids[at - length] === context[context.length - 1 - length] &&
      this.document[at - length] === this.document[at]
    )
      length++;
    return Math.max(length, shortestSibling - 1);
  }

  private grow(): void {
    for (const name of ['ids', 'previous', 'document'] as const) {
      const old = this[name];
      this[name] = new Int32Array(old.length * 2);
      this[name].set(old);
    }
  }
}

function chainOf(before: number, last: number): number {
  return (Math.imul(before, 0x9e3779b1) + Math.imul(last, 0x85ebca6b)) >>> 16;
}
