// A text cut into words and what stands between them. Offsets and strings only: what is made of the pieces is the
// view's matter.

import type { TextRange } from '../../shared/protocol/text';
import type { TranslatedSentence } from '../../shared/protocol/translation';

export interface Piece {
  text: string;
  /** Index of the range it is; undefined between them. */
  index?: number;
}

/**
 * Under this a sentence is marked: on held-out documentation one in four or five is, and such translations agree with the
 * author's half as well as the others (models/seq2seq/MODEL_CARD.md).
 */
export const lowConfidence = 0.5;

/**
 * The text from `start` to `end`, cut at the ranges. Of ranges that overlap the first one holds; those outside are left
 * out.
 */
export function cutAt(text: string, { start, end }: TextRange, ranges: readonly TextRange[]): Piece[] {
  const order = ranges
    .map((range, index) => ({ ...range, index }))
    .sort((one, other) => one.start - other.start || other.end - one.end);
  const pieces: Piece[] = [];
  let at = start;
  for (const range of order) {
    if (range.start < at || range.end > end || range.start === range.end) continue;
    if (range.start > at) pieces.push({ text: text.slice(at, range.start) });
    pieces.push({ text: text.slice(range.start, range.end), index: range.index });
    at = range.end;
  }
  if (at < end) pieces.push({ text: text.slice(at, end) });
  return pieces;
}

/** The different places of the source that a sentence's words were made from. */
export function sourceRanges({ words }: Pick<TranslatedSentence, 'words'>): TextRange[] {
  const found = new Map<string, TextRange>();
  for (const range of words.flatMap(({ sources }) => sources)) found.set(`${range.start}-${range.end}`, range);
  return [...found.values()];
}

export type Doubt = 'cut' | 'unsure' | 'left' | 'failed';

/** Why a sentence should be looked at; undefined where nothing speaks for that. */
export function doubtAbout(sentence: TranslatedSentence): Doubt | undefined {
  const { outcome, confidence, keptBecause } = sentence;
  if (keptBecause) return 'left';
  if (outcome === 'cut') return 'cut';
  if (sentence.failed?.length) return 'failed';
  return outcome === 'translated' && confidence < lowConfidence ? 'unsure' : undefined;
}

export function overlaps(one: TextRange, other: TextRange): boolean {
  return one.start < other.end && other.start < one.end;
}
