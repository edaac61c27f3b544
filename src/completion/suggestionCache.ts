// Remembers what was suggested where, so that typing along a suggestion, deleting back and accepting ahead need no
// engine. Text in, text out; keeps text in memory only and never logs it.
//
// The key is the document's state around the cursor. A cursor further on looks back over what was typed since: if
// the remembered state plus a beginning of its suggestion make the present state, the rest of it is the answer.

import { LruMap } from '../util/lru';

export interface CursorState {
  /** Which document; opaque. */
  scope: string;
  before: string;
  after: string;
}

export type CacheAnswer =
  /** Rests of remembered suggestions, best first, none empty. */
  | { kind: 'hit'; texts: string[] }
  /** Asked before, and there was nothing to suggest. */
  | { kind: 'nothing' }
  /** A Hangul syllable is being composed that a remembered suggestion goes on with. */
  | { kind: 'composing' }
  | { kind: 'miss' };

interface Entry {
  texts: readonly string[];
  /** More than one alternative was asked for. */
  isComplete: boolean;
}

/** Characters of the state that make the key: enough that two places in a document don't meet by chance. */
const keyBefore = 400;
const keyAfter = 100;
/** Characters of one suggestion that may have been typed or accepted. */
const mostTyped = 400;

export class SuggestionCache {
  private readonly entries: LruMap<string, Entry>;
  private longest = 0;

  constructor(capacity = 200) {
    this.entries = new LruMap(capacity);
  }

  /** `isComplete`: all alternatives that an explicit trigger wants are here. */
  remember(state: CursorState, texts: readonly string[], isComplete: boolean): void {
    const kept = texts.filter((text) => text !== '');
    this.entries.set(stateKey(state), { texts: kept, isComplete });
    for (const text of kept) this.longest = Math.max(this.longest, text.length);
  }

  /** `wantsAll`: only an answer with all alternatives will do, made for this very state. */
  lookUp(state: CursorState, wantsAll = false): CacheAnswer {
    const exact = this.entries.get(stateKey(state));
    const isExact = exact && (exact.isComplete || !wantsAll);
    if (isExact && exact.texts.length > 0) return { kind: 'hit', texts: [...exact.texts] };
    const rests = wantsAll ? [] : this.restsTyped(state);
    if (rests.length > 0) return { kind: 'hit', texts: rests };
    if (isExact) return { kind: 'nothing' };
    return !wantsAll && this.isComposing(state) ? { kind: 'composing' } : { kind: 'miss' };
  }

  clear(): void {
    this.entries.clear();
    this.longest = 0;
  }

  /** What is left of a suggestion made a few characters ago and typed since; the most recent such state's. */
  private restsTyped(state: CursorState): string[] {
    const most = Math.min(this.longest, state.before.length);
    for (let typed = 1; typed <= most; typed++) {
      for (const closed of closedAfter(state.after)) {
        const entry = this.entries.get(keyOf(state, typed, closed));
        if (!entry) continue;
        const beginning = state.before.slice(-typed);
        const rests = entry.texts.filter((text) => text.length > typed && text.startsWith(beginning));
        if (rests.length > 0) return rests.map((text) => text.slice(typed));
      }
    }
    return [];
  }

  /** Whether the last character is a syllable on its way to the one that a suggestion has there. */
  private isComposing(state: CursorState): boolean {
    const most = Math.min(this.longest, state.before.length);
    for (let typed = 1; typed <= most; typed++) {
      const entry = this.entries.get(keyOf(state, typed, 0));
      if (entry?.texts.some((text) => isOnTheWay(state.before.slice(-typed), text))) return true;
    }
    return false;
  }
}

/** What two states must share to be the same to the cache; of the state `typed` characters ago. */
export function stateKey(state: CursorState, typed = 0): string {
  return keyOf(state, typed, 0);
}

/** How many characters were typed from one state to the other, the text behind the cursor left as it was, or closed. */
export function typedSince(from: CursorState, to: CursorState): number | undefined {
  if (from.scope !== to.scope) return undefined;
  const tail = from.before.slice(-keyBefore);
  const isWhole = tail.length < keyBefore;
  const follows = closedAfter(to.after).some(
    (closed) => to.after.slice(closed, closed + keyAfter) === from.after.slice(0, keyAfter),
  );
  if (!follows) return undefined;
  const most = Math.min(mostTyped, to.before.length - tail.length);
  for (let typed = 0; typed <= most; typed++) {
    const end = to.before.length - typed;
    if (isWhole && end !== tail.length) continue;
    if (to.before.endsWith(tail, end)) return typed;
  }
  return undefined;
}

/** Whether `typed` ends in a syllable on its way to the one that `text` has there. */
export function isOnTheWay(typed: string, text: string): boolean {
  const last = typed[typed.length - 1];
  if (last === undefined || !/[\uac00-\ud7a3\u3131-\u3163]/.test(last)) return false;
  return text.startsWith(typed.slice(0, -1)) && becomes(last, text[typed.length - 1]);
}

/** The key of the state before the last `typed` characters, where the editor has closed `closed` brackets since. */
function keyOf({ scope, before, after }: CursorState, typed: number, closed: number): string {
  const end = before.length - typed;
  return `${scope}\0${before.slice(Math.max(0, end - keyBefore), end)}\0${after.slice(closed, closed + keyAfter)}`;
}

/** How many closing characters the editor may have added behind the cursor: none, or some of those that stand there. */
function closedAfter(after: string): number[] {
  const closers = /^[)\]}'"`*_>」』”’]{0,2}/.exec(after)![0].length;
  return [0, 1, 2].slice(0, closers + 1);
}

/** Compatibility jamo as typed, to the conjoining lead consonants that syllables decompose into. */
const leads = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';

/** Whether the jamo of `partial` are a beginning of those of `whole`. */
function becomes(partial: string, whole: string | undefined): boolean {
  if (whole === undefined || partial === whole) return false;
  const lead = leads.indexOf(partial);
  const jamo = lead >= 0 ? String.fromCharCode(0x1100 + lead) : partial.normalize('NFD');
  return whole.normalize('NFD').startsWith(jamo) || endsInNextLead(jamo, whole);
}

/** "각" on the way to "가" + "ㄱ...": the last consonant moves on to the next syllable. */
function endsInNextLead(jamo: string, whole: string): boolean {
  const target = whole.normalize('NFD');
  return jamo.length === 3 && target.length === 2 && jamo.startsWith(target);
}
