// Types a document character by character as a person with the extension would, and counts what the suggestions save.
// Drives the extension's own flow (context, cache, trimming); knows no editor, no files and no engine process.

import type { CompletionEngine } from '../completion/completionEngine';
import { CompletionFlow, type FlowSettings } from '../completion/completionFlow';
import type { Outcome } from '../shared/completionOutcome';
import { neverCancelled } from '../util/async';

/** A suggestion is taken when it saves at least this many keystrokes. */
const leastSaving = 2;
/** Characters typed until progress is told again. */
const charactersBetween = 100;

export interface ReplayResult {
  /** Of what is typed (code points). */
  characters: number;
  /** Typed characters, and one for each acceptance. */
  keystrokes: number;
  /** characters - keystrokes. */
  saved: number;
  /** Suggestions that came into view; one that is typed along stays the same suggestion. */
  shown: number;
  /** Of these, taken whole or in part. */
  accepted: number;
  /** Engine calls. */
  requests: number;
  /** Of each engine call, in the engine's process. */
  latencies: number[];
}

export interface ReplayOptions {
  /** Where the typing begins (UTF-16 units); the text before stands there already. Default 0. */
  from?: number;
  /**
   * Typed with a Korean input method: while a syllable is being composed an editor paints no ghost text, so that a
   * suggestion is in view only where the last syllable was closed by a space, a sign or a line's end, or accepted.
   */
  ime?: boolean;
  /** Called now and then with how much is typed (0..1). */
  onProgress?: (share: number) => void;
}

export async function replay(
  text: string,
  languageId: string,
  engine: CompletionEngine,
  settings: FlowSettings,
  { from = 0, ime = false, onProgress = () => {} }: ReplayOptions = {},
): Promise<ReplayResult> {
  const latencies: number[] = [];
  const timed: CompletionEngine = {
    async complete(params, token) {
      const startMs = performance.now();
      const result = await engine.complete(params, token);
      latencies.push(performance.now() - startMs);
      return result;
    },
  };
  const flow = new CompletionFlow(timed, { prepareAhead: false, delay: async () => {} }); // nobody types
  const immediate = { ...settings, debounceMs: 0 };
  const result = { characters: 0, keystrokes: 0, saved: 0, shown: 0, accepted: 0, requests: 0, latencies };
  let isTaken = false;
  let isAccepted = false;
  for (let at = from, told = from; at < text.length; ) {
    if (at - told >= charactersBetween) {
      onProgress((at - from) / (text.length - from));
      told = at;
    }
    const request = { scheme: 'untitled', path: 'replay', languageId, before: text.slice(0, at), after: '' };
    const isComposing: boolean = ime && !isAccepted && /[가-힣ㄱ-ㅣ]$/.test(request.before);
    const isAsked: boolean = at > 0 && !isComposing;
    const suggested: Outcome | undefined = isAsked
      ? await flow.suggest({ ...request, explicit: false }, immediate, neverCancelled)
      : undefined;
    if (suggested?.kind === 'some' && suggested.source === 'engine') {
      result.shown++;
      isTaken = false;
    }
    const taken: Taken | undefined =
      suggested?.kind === 'some' ? acceptance(suggested.texts[0]!, text.slice(at)) : undefined;
    isAccepted = taken !== undefined;
    if (taken) {
      if (!isTaken) result.accepted++;
      isTaken = true;
      result.keystrokes += taken.keystrokes;
      at += taken.length;
    } else {
      result.keystrokes++;
      at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
    }
  }
  result.characters = countCharacters(text.slice(from));
  result.saved = result.characters - result.keystrokes;
  result.requests = flow.requests;
  return result;
}

interface Taken {
  /** UTF-16 units. */
  length: number;
  keystrokes: number;
}

/** Whether a text is typed with a Korean input method. */
export function isKorean(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return (text.match(/[가-힣]/g)?.length ?? 0) > letters / 4;
}

/**
 * What a person would take of `suggestion` when the document goes on with `rest`: all of it for one keystroke, else
 * its longest run of matching whole words for one keystroke a word; nothing when that saves too little.
 */
export function acceptance(suggestion: string, rest: string): Taken | undefined {
  const whole = { length: suggestion.length, keystrokes: 1 };
  if (rest.startsWith(suggestion)) return saves(suggestion, whole.keystrokes) ? whole : undefined;
  let length = 0;
  let keystrokes = 0;
  for (const [word] of suggestion.matchAll(/\s*\S+/g)) {
    const end = length + word.length;
    if (!rest.startsWith(word, length) || !isWordEnd(rest, end)) break;
    length = end;
    keystrokes++;
  }
  return saves(rest.slice(0, length), keystrokes) ? { length, keystrokes } : undefined;
}

function saves(text: string, keystrokes: number): boolean {
  return countCharacters(text) - keystrokes >= leastSaving;
}

/** Whether a word of the document ends at `at`, so that accepting up to there takes a whole word. */
function isWordEnd(text: string, at: number): boolean {
  return at >= text.length || !/[\p{L}\p{M}\p{N}_]/u.test(text.slice(at, at + 2).charAt(0));
}

function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
