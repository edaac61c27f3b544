// What a person did not want, where: dismissed with Esc, typed against twice, or accepted and undone. Follows the
// suggestion in view from what the flow tells of cursor states. Text in memory only; no editor, no engine.

import { LruMap } from '../util/lru';
import { type CursorState, isOnTheWay, stateKey, typedSince } from './suggestionCache';

interface View {
  /** Where it was first offered, and the texts as they were there. */
  origin: CursorState;
  /** Where it stands now, and what is left of the texts. */
  state: CursorState;
  texts: readonly string[];
  sinceMs: number;
  /** The person asked for it. */
  isRequested: boolean;
}

/** Shorter than this nobody has read it: typing on says nothing. */
const seenAfterMs = 150;
const timesAgainst = 2;
const mostAccepted = 20;

export class Refusals {
  private view: View | undefined;
  /** By state: first words that are refused there, and how often each was typed against. */
  private readonly against = new LruMap<string, Map<string, number>>(300);
  private readonly accepted: { state: CursorState; text: string }[] = [];

  constructor(private readonly nowMs: () => number = () => performance.now()) {}

  /** These are in view now, as far as can be known: no event tells. */
  offered(state: CursorState, texts: readonly string[], isRequested: boolean): void {
    const { view } = this;
    const isSame =
      view && this.isAlong(state) && view.texts.some((text) => texts.includes(text.slice(typed(view, state))));
    this.view = isSame
      ? { ...view, state, texts }
      : { origin: state, state, texts, sinceMs: this.nowMs(), isRequested };
  }

  /** Whether `state` is the view's own, or its beginning typed since. */
  isAlong(state: CursorState): boolean {
    const { view } = this;
    if (!view) return false;
    const since = typed(view, state);
    return since >= 0 && view.texts.some((text) => text.length > since && text.startsWith(lastOf(state, since)));
  }

  /** Whether what is in view was asked for by hand and is typed along or accepted by parts. */
  continuesRequest(state: CursorState): boolean {
    return this.view?.isRequested === true && this.isAlong(state);
  }

  /** The cursor came to stand here by one change of the text. */
  moved(state: CursorState): void {
    const { view } = this;
    if (!view) return;
    const since = typed(view, state);
    if (since === 0) return;
    const added = since > 0 ? lastOf(state, since) : '';
    if (added !== '' && view.texts.some((text) => isOnTheWay(added, text))) return;
    const taken = added === '' ? undefined : view.texts.find((text) => text.startsWith(added));
    if (taken !== undefined) {
      if (since > 1) this.noteAccepted(view.state, taken);
      if (taken.length > since) return; // the rest stays in view
    } else if (since > 0 && this.nowMs() - view.sinceMs >= seenAfterMs) {
      this.count(view, 1);
    }
    this.view = undefined;
  }

  /** Esc while the suggestion was in view. */
  dismissed(): void {
    if (this.view) this.count(this.view, timesAgainst);
    this.view = undefined;
  }

  /** An undo led here. @returns whether it took back a suggestion that had been accepted here */
  undone(state: CursorState): boolean {
    const key = stateKey(state);
    const taken = this.accepted.filter((each) => stateKey(each.state) === key);
    for (const { text } of taken) this.add(state, text, timesAgainst);
    this.view = undefined;
    return taken.length > 0;
  }

  /** Whether `text` begins with a word that was refused here, or would finish that word. */
  isRefused(state: CursorState, text: string): boolean {
    for (let back = 0; back <= longestWord; back++) {
      const words = this.against.get(stateKey(state, back));
      if (!words) continue;
      const whole = firstWord(lastOf(state, back) + text);
      if (back < whole.length && (words.get(whole) ?? 0) >= timesAgainst) return true;
    }
    return false;
  }

  clear(): void {
    this.view = undefined;
    this.accepted.length = 0;
    this.against.clear();
  }

  private count({ origin, state, texts }: View, times: number): void {
    for (const text of texts) {
      this.add(state, text, times);
      const since = typedSince(origin, state);
      if (since !== undefined && since > 0) this.add(origin, lastOf(state, since) + text, times);
    }
  }

  private add(state: CursorState, text: string, times: number): void {
    const key = stateKey(state);
    const words = this.against.get(key) ?? new Map<string, number>();
    const word = firstWord(text);
    words.set(word, (words.get(word) ?? 0) + times);
    this.against.set(key, words);
  }

  private noteAccepted(state: CursorState, text: string): void {
    this.accepted.push({ state, text });
    if (this.accepted.length > mostAccepted) this.accepted.shift();
  }
}

const longestWord = 40;

/** The first word with the blanks before it, a sign behind it left out. */
function firstWord(text: string): string {
  return (/^\s*[\p{L}\p{M}\p{N}_'’-]+/u.exec(text) ?? /^\s*\S*/.exec(text))![0].slice(0, longestWord);
}

/** Characters typed since the view was at its state; -1 when the cursor is somewhere else. */
function typed({ state: from }: View, state: CursorState): number {
  return typedSince(from, state) ?? -1;
}

function lastOf({ before }: CursorState, count: number): string {
  return count === 0 ? '' : before.slice(-count);
}
