// Blanks and slips on the wire. Probabilities are 0..1.

import type { TextRange } from './text';

export interface FillMaskParams {
  /**
   * The passage around the blanks (paragraph and neighbours), Markdown and comment markers as the author sees them. The
   * engine joins soft line breaks, leaves comment markers out, and sees what fits in its window around the blanks.
   */
  text: string;
  /**
   * The blanks, in order, not overlapping; at least one. What stands there is the original, unless it is a marker (`___`,
   * `<mask>`). White space at a blank's ends is kept. `inputTooLong` when they, with what lies between them, don't fit.
   */
  blanks: TextRange[];
  /** Candidates a blank, 1..50. */
  candidates: number;
  /** Tokens a candidate may have, 1..6; for a selected phrase of more tokens, about as many as it has. */
  maxSpanTokens: number;
  /** Words not to be offered again ("more"); compared without case. */
  exclude: string[];
  /** For each candidate, which words of the passage speak for it. */
  explain: boolean;
  /** What the decoder would write in the blank, where there is one blank: phrases are judged and set beside the words. */
  proposals?: readonly ProposedPhrase[];
}

export interface ProposePhrasesParams {
  /** The passage before the blank, with the space that stands there. */
  prefix: string;
  /** The passage behind it; without one there are no phrases. */
  suffix: string;
  /** At most, 1..100. */
  count: number;
}

export interface ProposedPhrase {
  /** One to four words, without white space at its ends. */
  text: string;
  /** Natural log probability of the phrase, given what stands on both sides, but for a constant of the place. */
  logProb: number;
}

export interface ProposePhrasesResult {
  /** Likeliest first; single words are among them, as what the phrases are to be compared with. */
  phrases: ProposedPhrase[];
  ms: number;
}

export interface FillCandidate {
  /** With the case, article and spacing that the place asks for. */
  text: string;
  /** 0..1 among all fillings of the tried lengths; length-normalised for fillings of several tokens. */
  probability: number;
  /** 1 and up. */
  tokens: number;
  /** What else must change for it to fit: a particle or an article beside the blank. Ranges are in `FillMaskParams.text`. */
  adjustments: { range: TextRange; text: string }[];
  /**
   * Words of `FillMaskParams.text` that speak most for it (without them it is less probable), strongest first, at most 3;
   * empty unless `explain`.
   */
  evidence: TextRange[];
}

export interface FilledBlank {
  /** Best first, no two alike but for case or punctuation; the author's own word is not among them. */
  candidates: FillCandidate[];
  /** The author's own word and what the model thinks of it, on the candidates' scale; absent for a marker. */
  original?: { text: string; probability: number };
}

export interface JointFilling {
  /** One a blank, like `FillCandidate.text`. */
  texts: string[];
  /** 0..1 among all combinations. */
  probability: number;
  /** Of all its words, as in `FillCandidate`. */
  adjustments: FillCandidate['adjustments'];
}

export interface FillMaskResult {
  /** One a blank, in the order asked. */
  blanks: FilledBlank[];
  /** For several blanks: fillings of all together, best first. Empty for one blank. */
  joint: JointFilling[];
  ms: number;
}

export interface FindSlipsParams {
  text: string;
  /** The part whose words are looked at; the rest is there to be read with it. All of it where there is none. */
  within?: TextRange;
  /** Words that the document has so often that they are meant as they are written; in small letters. */
  usual?: readonly string[];
  /**
   * How much more probable the alternative must be, 0 or more: natural log of the ratio, the prior odds of such a slip
   * included. slipThreshold.ts holds the one that was measured.
   */
  minLogRatio: number;
}

export interface Slip {
  range: TextRange;
  /** Alternatives close in spelling, most probable first; at least one. */
  replacements: { text: string; logRatio: number }[];
}

export interface FindSlipsResult {
  slips: Slip[];
  ms: number;
}
