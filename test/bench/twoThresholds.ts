// The rule before the present one (engine/tasks/completion/offerRule.ts), for the curve that compares the two: a suggestion
// ended before the first word that would have brought its probability under one threshold, and was shown when its first
// word was over another.

import { completeWordsLength, stopLength } from '../../src/engine/languages/boundaries';
import type { StopAt } from '../../src/shared/protocol/completion';

export interface Thresholds {
  /** 0..1, of all words. */
  minConfidence: number;
  /** 0..1, of the first. */
  floor: number;
}

export interface Piece {
  /** '' where the model says that the text ends. */
  text: string;
  logProb: number;
}

export function textWithin(
  before: string,
  pieces: readonly Piece[],
  stopAt: StopAt,
  { minConfidence, floor }: Thresholds,
): string {
  let text = '';
  let logProb = 0;
  for (const piece of pieces) {
    if (piece.text === '') return text;
    text += piece.text;
    logProb += piece.logProb;
    const words = completeWordsLength(text);
    const joint = Math.exp(logProb);
    if (words === 0 && joint < Math.max(minConfidence, floor)) return '';
    if (joint < minConfidence) return text.slice(0, words);
    const end = stopLength(before, text, stopAt);
    if (end >= 0) return text.slice(0, end);
  }
  return text.slice(0, completeWordsLength(text) || text.length);
}
