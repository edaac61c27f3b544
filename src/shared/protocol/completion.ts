// Ghost text and scores on the wire. Times are milliseconds, probabilities are 0..1, log probabilities are natural.

import type { TextAround } from './text';

/** How far a suggestion may go. `line` ends before the line break; `paragraph` before an empty line. */
export type StopAt = 'word' | 'line' | 'sentence' | 'paragraph';

export interface CompleteParams {
  /** Text before the cursor, at most some thousand characters; the engine keeps what fits in its window. */
  prefix: string;
  /** Text after the cursor; empty when the cursor is at the document's end. */
  suffix: string;
  /** Title and heading path as Markdown headings, shown to the model when `prefix` does not reach back to them. */
  header: string;
  /** What stands over `prefix` and under `suffix`. The model isn't shown it, but its words and phrases count. */
  around?: TextAround;
  /** The document's name, if it may be among those of `learnWords`: it has a memory of its own. */
  document?: string;
  /** 1..256. */
  maxTokens: number;
  /**
   * 1..8 suggestions, best first. More than one is a person's asking: they begin with different words, and the caution
   * is 0.
   */
  alternatives: number;
  stopAt: StopAt;
  /**
   * 0..10, factor of what a look in vain costs: nothing is returned whose expected saving of keys doesn't exceed that, and
   * a suggestion ends where its expectation doesn't grow. 1 is as calibrated, more is quieter; 0 takes whatever there is.
   */
  caution: number;
  /** Confidence and stop rules off, the document's memory too: the model's greedy continuation of `maxTokens` tokens. */
  raw: boolean;
  /** The person's server is writing a translation or a summary: it may have no slot left for this. */
  isServerTaken?: boolean;
}

/** Why a suggestion ended where it did. */
export type StopReason =
  | 'endOfText' // the model said the text, or the middle before `suffix`, ends here
  | 'boundary' // the line, sentence, word or paragraph that was asked for is complete
  | 'confidence' // more words were not expected to save more
  | 'unsure' // nothing was worth a look: the text is empty
  | 'length' // maxTokens
  | 'repetition' // the model began to repeat itself or the text after the cursor
  | 'empty' // nothing to say (no prefix, or all of it was trimmed)
  | 'cancelled'; // a newer request came, or the caller asked

export interface Suggestion {
  /** To be inserted at the cursor as it is. */
  text: string;
  stop: StopReason;
  /** Sum over the kept tokens, given the typed characters. */
  logProb: number;
  /** Tokens kept. */
  tokens: number;
  /** Probability that the text goes on with exactly this, exp(logProb); 0 when the text is empty. */
  confidence: number;
}

export interface CompleteResult {
  /** Best first; never empty (an empty suggestion carries its reason). */
  suggestions: Suggestion[];
  timing: CompleteTiming;
  /** The model that answered, by its server's name for it; absent where the bundled one did. */
  model?: string;
  /** Why the bundled model answered in a server's place; absent where there is no server, or it answered. */
  server?: string;
  /** Of the document's tokens those that the model's vocabulary lacks (0..1), where they are so many that it can't know what it says. */
  unread?: number;
}

export interface CompleteTiming {
  /** In the engine, from the job's start. */
  ms: number;
  /** Tokens of the whole prompt. */
  promptTokens: number;
  /** Of these, found in the KV cache. */
  reusedTokens: number;
  /** Tokens run one at a time after the prompt, healing included. */
  decodedTokens: number;
}

export interface ScoreParams {
  text: string;
  /** Let what the text said before count beside the model, as ghost text does; the decoder's scores alone. */
  memory?: boolean;
}

export interface ScoreResult {
  /** Natural log probability of the whole text. */
  logProb: number;
  tokens: number;
  /** UTF-8 bytes of the text. */
  bytes: number;
  ms: number;
}
