// Summaries on the wire.

import type { SpeakerChoice, Spoken } from './speaker';
import type { LanguageTag, TextFormat, TextLanguage, TextRange } from './text';

export type SummaryType = 'tldr' | 'keyPoints' | 'headline';
export type SummaryLength = 'short' | 'medium' | 'long';

export interface SummarizeParams {
  /** A selection or a whole document, line ends LF. */
  text: string;
  format: TextFormat;
  /** The stretches of `text` that are read, each by itself (the comments of a program); all of it without them. */
  parts?: TextRange[];
  type: SummaryType;
  length: SummaryLength;
  from: TextLanguage;
  /** Language of the summary; when it isn't `from`, the summary is translated. */
  to: LanguageTag;
  /** Who writes and translates; absent: the bundled model. */
  by?: SpeakerChoice;
  /** Filled by the client ({@link SummarizeProgressType}). */
  partialResultToken?: string;
}

/** A sentence of the summary and the place of the text it is taken from or stands closest to. */
export interface SummaryPoint {
  text: string;
  /** In `SummarizeParams.text`. */
  source: TextRange;
  /** `extracted` word for word; `written` by the model; `translated` from an extracted one. */
  origin: 'extracted' | 'written' | 'translated';
  /** 0..1: how central an extracted sentence is, how sure the model was of a written one. */
  confidence: number;
}

export interface SummarizeProgress {
  /** Steps ready (passages read, points made) and all there are. */
  done: number;
  total: number;
  /** Points that came since the last message. */
  points: SummaryPoint[];
  /** Where another than the bundled model was asked. */
  spoken?: Spoken;
}

export interface SummarizeResult {
  /** The points in order: as a Markdown list (`keyPoints`) or as running text. Plain prose, never HTML. */
  text: string;
  points: SummaryPoint[];
  /** Where another than the bundled model was asked. */
  spoken?: Spoken;
  ms: number;
}
