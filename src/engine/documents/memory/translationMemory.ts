// What people translated: pairs of sentences with the file each comes from, found again by the same or a like sentence. Kept in
// memory and nowhere else. Knows no model and no editor.

import type { MemoryMatch, MemoryPair } from '../../../shared/protocol/memory';
import type { TextLanguage } from '../../../shared/protocol/text';
import { LinkHabits } from '../inStep/links';
import { patchSentence, saysTheSame } from '../inStep/patchSentence';
import { type Near, WordIndex } from './wordIndex';

/** Pairs that are kept; what comes after is left out. */
export const mostPairs = 20_000;
/** UTF-16 units of a sentence that is kept: longer ones are no sentences. */
const longest = 2_000;
/** Near ones that are told. */
const mostNear = 5;
/** Words that differ in nothing but signs are nearly, but not quite, the same. */
const mostUnequal = 0.99;

export interface Remembered extends MemoryMatch {
  /** As the person wrote it, or patched. */
  text: string;
}

export interface Found {
  /** To be written in the sentence's place: of the same sentence, or of one of which only atoms differ. */
  best?: Remembered;
  /** Others that are as near or less, nearest first; each text once. */
  near: readonly Remembered[];
}

interface Entry extends MemoryPair {
  origin: string;
}

interface Side {
  /** Ids of entries by their text. */
  same: Map<string, number[]>;
  words: WordIndex;
}

export class TranslationMemory {
  private entries: (Entry | undefined)[] = [];
  private readonly byOrigin = new Map<string, number[]>();
  /** Made when a language is first asked for. */
  private sides: Partial<Record<TextLanguage, Side>> = {};
  private live = 0;

  get size(): number {
    return this.live;
  }

  /** In the order in which they came. */
  *pairs(): Generator<Readonly<Entry>> {
    for (const entry of this.entries) if (entry) yield entry;
  }

  /** What was known of that origin goes. @returns How many there was room for. */
  set(origin: string, pairs: readonly MemoryPair[]): number {
    this.forget(origin);
    const ids: number[] = [];
    const seen = new Set<string>();
    for (const pair of pairs) {
      const entry = { en: normal(pair.en), ko: normal(pair.ko), origin };
      const key = `${entry.en}\n${entry.ko}`;
      if (this.live >= mostPairs || seen.has(key) || !isPair(entry)) continue;
      seen.add(key);
      const id = this.entries.push(entry) - 1;
      ids.push(id);
      this.live++;
      for (const language of ['en', 'ko'] as const) this.index(language, id, entry);
    }
    if (ids.length > 0) this.byOrigin.set(origin, ids);
    return ids.length;
  }

  forget(origin: string): void {
    const ids = this.byOrigin.get(origin) ?? [];
    this.byOrigin.delete(origin);
    for (const id of ids) {
      this.entries[id] = undefined;
      for (const side of Object.values(this.sides)) side.words.remove(id);
    }
    this.live -= ids.length;
    // Many saves leave many holes.
    if (this.entries.length > 2 * this.live + 1000) this.compact();
  }

  clear(): void {
    this.entries = [];
    this.byOrigin.clear();
    this.sides = {};
    this.live = 0;
  }

  /**
   * @param sentence As its document writes it, on one line.
   * @param without Origins that are left out of account.
   */
  find(sentence: string, from: TextLanguage, without: ReadonlySet<string> = new Set()): Found {
    if (this.live === 0) return { near: [] };
    const text = normal(sentence);
    const { same, words } = this.side(from);
    const isAsked = (id: number) => this.entries[id] !== undefined && !without.has(this.entries[id].origin);
    const equal = (same.get(text) ?? []).filter(isAsked);
    const like = words.near(text).filter(({ id }) => isAsked(id));
    const others = like.filter(({ id }) => !equal.includes(id)).map(unequal);
    const found = [
      ...this.byUse(equal, from).map((id) => this.remembered({ id, share: 1 }, from)),
      ...this.patched(text, others, from),
      ...others.slice(0, mostNear).map((near) => this.remembered(near, from)),
    ];
    const [first] = found;
    const best = first && (first.share === 1 || first.isPatched) ? first : undefined;
    const near = differing(found).filter(({ text: said }) => said !== best?.text);
    return { ...(best && { best }), near: near.slice(0, mostNear) };
  }

  /** The way most people put it first; of equals what was written first. */
  private byUse(ids: readonly number[], from: TextLanguage): number[] {
    const uses = new Map<string, number>();
    const said = (id: number) => this.entries[id]![other(from)];
    for (const id of ids) uses.set(said(id), (uses.get(said(id)) ?? 0) + 1);
    return [...ids].sort((a, b) => uses.get(said(b))! - uses.get(said(a))! || a - b);
  }

  /** The nearest one of which only numbers, code or addresses differ, with those of `text`. */
  private patched(text: string, near: readonly Near[], from: TextLanguage): Remembered[] {
    for (const each of near.slice(0, mostNear)) {
      const { text: old, ...match } = this.remembered(each, from);
      const was = this.entries[each.id]![from];
      const patched = saysTheSame(was, text) ? old : patchSentence(was, text, old, new LinkHabits());
      if (patched !== undefined) return [{ ...match, text: patched, isPatched: true }];
    }
    return [];
  }

  private remembered({ id, share }: Near, from: TextLanguage): Remembered {
    const entry = this.entries[id]!;
    return { text: entry[other(from)], origin: entry.origin, share };
  }

  private side(language: TextLanguage): Side {
    const known = this.sides[language];
    if (known) return known;
    this.sides[language] = { same: new Map(), words: new WordIndex() };
    for (const [id, entry] of this.entries.entries()) if (entry) this.index(language, id, entry);
    return this.sides[language];
  }

  private index(language: TextLanguage, id: number, entry: Entry): void {
    const side = this.sides[language];
    if (!side) return;
    const ids = side.same.get(entry[language]);
    if (ids) ids.push(id);
    else side.same.set(entry[language], [id]);
    side.words.add(id, entry[language]);
  }

  private compact(): void {
    const all = [...this.pairs()];
    this.clear();
    for (const origin of new Set(all.map((entry) => entry.origin)))
      this.set(
        origin,
        all.filter((entry) => entry.origin === origin),
      );
  }
}

function other(language: TextLanguage): TextLanguage {
  return language === 'en' ? 'ko' : 'en';
}

/** One line, one space between words. */
function normal(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}

/** Both sides say something, and not the same thing. */
function isPair({ en, ko }: MemoryPair): boolean {
  const fits = (text: string) => text.length <= longest && /\p{L}/u.test(text);
  return fits(en) && fits(ko) && en !== ko && /[\uac00-\ud7a3]/.test(ko);
}

function unequal({ id, share }: Near): Near {
  return { id, share: Math.min(share, mostUnequal) };
}

function differing(found: readonly Remembered[]): Remembered[] {
  return found.filter(({ text }, n) => found.findIndex((each) => each.text === text) === n);
}
