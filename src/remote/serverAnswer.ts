// A suggestion out of what a server wrote: checked against the typed letters, ended by the same rules as the bundled
// model's, cut where it is not expected to save keys. Sees text and probabilities; opens nothing.

import { completeWordsLength, stopLength } from '../engine/languages/boundaries';
import { isLoneFunctionWord } from '../engine/languages/functionWords';
import { bestOffer, type Cut } from '../engine/tasks/completion/offerRule';
import { repeatedStart } from '../engine/tasks/completion/repetition';
import type { CompleteParams, StopReason, Suggestion } from '../shared/protocol/completion';
import type { StreamedText } from './streamedText';

type Rules = Pick<CompleteParams, 'prefix' | 'stopAt' | 'caution' | 'alternatives'>;

/** Whether what came so far already holds all that may be shown. */
export function isEnough(text: string, typed: string, { prefix, stopAt }: Rules): boolean {
  if (!typed.startsWith(text.slice(0, typed.length))) return true; // it goes another way than what was typed
  return text.length > typed.length && stopLength(prefix, text.slice(typed.length), stopAt) >= 0;
}

/**
 * @param typed What the answer must begin with; it stands in the document already.
 * @returns An empty text, with the reason, where nothing may be shown. A text without believable probabilities is shown
 *   to who asked, never by itself.
 */
export function serverSuggestion(streamed: StreamedText, typed: string, rules: Rules): Suggestion {
  const { prefix, stopAt, caution } = rules;
  const whole = streamed.text.replace(/\ufffd+$/, '');
  if (whole.includes('\ufffd') || !whole.startsWith(typed)) return nothing('empty');
  const text = whole.slice(typed.length);
  let stop: StopReason = streamed.finish === 'stop' ? 'endOfText' : 'length';
  let kept = text.length;
  const end = stopLength(prefix, text, stopAt);
  const repeated = repeatedStart(prefix, text);
  if (end >= 0) [stop, kept] = ['boundary', end];
  if (repeated >= 0 && repeated < kept) [stop, kept] = ['repetition', text.slice(0, repeated).trimEnd().length];
  // Behind the limit, and in a stream that broke off, the last word may be a half one.
  if (stop === 'length') kept = completeWordsLength(text.slice(0, kept));
  const shown = text.slice(0, kept).trimEnd();
  if (shown === '') return nothing('empty');
  const asked = rules.alternatives > 1;
  const cuts = cutsOf(streamed, typed.length, shown);
  if (!cuts) return asked || caution === 0 ? suggestion(shown, stop, 0) : nothing('unsure');
  const isInWord = /[\p{L}\p{N}]$/u.test(prefix) && /^[\p{L}\p{N}]/u.test(shown);
  const isKorean = /[가-힣]/.test(prefix.slice(-40) + shown);
  const offered = cuts.filter((cut) => asked || isInWord || !isLoneFunctionWord(shown.slice(0, cut.length)));
  const best = caution === 0 ? cuts.at(-1) : bestOffer(shown, offered, { caution, isKorean, isInWord });
  const cut = best ?? (asked ? cuts[0] : undefined);
  if (!cut) return nothing('unsure');
  return suggestion(shown.slice(0, cut.length), cut === cuts.at(-1) ? stop : 'confidence', Math.log(cut.probability));
}

/** The ends of words with their joint probability; undefined where the server's can't be believed. */
function cutsOf({ tokens }: StreamedText, typedLength: number, shown: string): Cut[] | undefined {
  const cuts: Cut[] = [];
  let [length, logProb] = [-typedLength, 0];
  for (const token of tokens) {
    if (token.logProb === undefined) return undefined;
    // What spells the typed letters is given: its probability is not the suggestion's.
    length += token.text.length;
    if (length > 0) logProb += token.logProb;
    const at = Math.min(length, shown.length);
    const isEnd = at > 0 && at <= shown.length && !/^[\p{L}\p{M}\p{N}_]/u.test(shown.slice(at));
    if (isEnd && at > (cuts.at(-1)?.length ?? 0)) cuts.push({ length: at, probability: Math.exp(logProb) });
    if (length >= shown.length) break;
  }
  return cuts.length > 0 ? cuts : undefined;
}

function suggestion(text: string, stop: StopReason, logProb: number): Suggestion {
  return { text, stop, logProb, tokens: 1, confidence: Math.exp(logProb) };
}

function nothing(stop: StopReason): Suggestion {
  return { text: '', stop, logProb: 0, tokens: 0, confidence: 0 };
}
