// One suggestion in the making: takes tokens with their log probabilities, says when to stop, and hands out the text
// that may be shown. Knows the stop and confidence rules; knows no model.

import type { StopAt, StopReason, Suggestion } from '../../../shared/protocol/completion';
import { EngineError } from '../../errors';
import { completeWordsLength, stopLength } from '../../languages/boundaries';
import { TextStream } from '../../vocabulary/textStream';

export interface SuggestionRules {
  stopAt: StopAt;
  /** 0..1, of the joint probability of all words kept. */
  minConfidence: number;
  /** 0..1, of the first word's probability. */
  floor: number;
  /** No rule but the model's own end. */
  raw: boolean;
}

interface TokenEnd {
  /** UTF-16 length of the text up to and with this token. */
  length: number;
  /** Sum up to and with this token. */
  logProb: number;
}

/** A run of tokens that comes this often in a row is a loop. */
const loopRepeats = 3;
const longestLoopTokens = 8;

export class SuggestionBuilder {
  private readonly stream = new TextStream();
  private readonly ends: TokenEnd[] = [];
  private readonly ids: number[] = [];
  private logProb = 0;
  private stop: StopReason = 'length';
  /** Set once the text is known to end there. */
  private keptLength = -1;

  /**
   * @param before Text before the cursor.
   * @param typed Bytes the first tokens spell again; they are not part of the suggestion.
   */
  constructor(
    private readonly before: string,
    private typed: string,
    private readonly rules: SuggestionRules,
  ) {}

  /** Bytes that the last character still lacks, 0..3. */
  get missingBytes(): number {
    return this.stream.missingBytes;
  }

  /** A token that only spells characters typed already. */
  pushTyped(bytes: string): void {
    this.withoutTyped(bytes);
  }

  /** The model says that the text ends here. */
  pushEnd(logProb: number): false {
    this.logProb += logProb;
    return this.finish('endOfText', this.stream.text.length);
  }

  /**
   * @param bytes Of the token, as code units 0..255.
   * @returns Whether another token is wanted.
   */
  push(id: number, bytes: string, logProb: number): boolean {
    const wholeBefore = this.stream.text.length;
    this.logProb += logProb;
    this.stream.push(this.withoutTyped(bytes));
    this.ids.push(id);
    this.ends.push({ length: this.stream.text.length, logProb: this.logProb });
    if (this.rules.raw) return true;
    const text = this.stream.text;
    if (isLoop(this.ids)) return this.finish('repetition', completeWordsLength(text.slice(0, wholeBefore)));
    const repeated = repeatedWordsStart(text);
    if (repeated >= 0) return this.finish('repetition', text.slice(0, repeated).trimEnd().length);
    const floored = this.checkConfidence(text);
    if (floored) return false;
    const end = stopLength(this.before, text, this.rules.stopAt);
    return end < 0 || this.finish('boundary', end);
  }

  /** The suggestion as it may be shown. */
  result(): Suggestion {
    if (this.typed !== '' && this.ids.length > 0)
      throw new EngineError('internal', 'The healed tokens leave out a part of what was typed.');
    const { raw } = this.rules;
    const text = withoutBroken(this.stream.text);
    if (this.keptLength < 0) this.keptLength = raw ? text.length : completeWordsLength(text) || text.length;
    return this.upTo(text.slice(0, this.keptLength), this.stop);
  }

  private checkConfidence(text: string): boolean {
    const { minConfidence, floor } = this.rules;
    const words = completeWordsLength(text);
    const joint = Math.exp(this.logProb);
    if (words === 0 && joint < Math.max(minConfidence, floor)) {
      this.finish('floor', 0);
      return true;
    }
    if (joint >= minConfidence) return false;
    this.finish('confidence', words);
    return true;
  }

  private finish(stop: StopReason, keptLength: number): false {
    this.stop = stop;
    this.keptLength = keptLength;
    return false;
  }

  private upTo(text: string, stop: StopReason): Suggestion {
    if (text.trim() === '') {
      const reason: StopReason = stop === 'length' ? 'empty' : stop;
      return { text: '', stop: reason, logProb: 0, tokens: 0, confidence: 0 };
    }
    let tokens = 0;
    let logProb = 0;
    for (const end of this.ends) {
      tokens++;
      logProb = end.logProb;
      if (end.length >= text.length) break;
    }
    return { text, stop, logProb, tokens, confidence: Math.exp(logProb) };
  }

  /** Takes the bytes already typed off the first tokens. */
  private withoutTyped(bytes: string): string {
    const cut = Math.min(this.typed.length, bytes.length);
    if (bytes.slice(0, cut) !== this.typed.slice(0, cut))
      throw new EngineError('internal', 'A healed token does not spell what was typed.');
    this.typed = this.typed.slice(cut);
    return bytes.slice(cut);
  }
}

/** Whether `ids` end with the same run of tokens several times in a row. */
function isLoop(ids: readonly number[]): boolean {
  for (let period = 1; period <= longestLoopTokens; period++) {
    const span = period * loopRepeats;
    if (ids.length < span) return false;
    let same = true;
    for (let i = ids.length - 1; same && i >= ids.length - span + period; i--) same = ids[i] === ids[i - period];
    if (same) return true;
  }
  return false;
}

/** So many words in a row are not said twice in one suggestion. */
const repeatedWords = 4;

/** Where the last complete words of `text` begin, if the same words stand earlier in it; else -1. */
function repeatedWordsStart(text: string): number {
  const words = [...text.slice(0, completeWordsLength(text)).matchAll(/\S+/g)];
  const last = words.slice(-repeatedWords);
  if (words.length < 2 * repeatedWords) return -1;
  for (let from = 0; from + 2 * repeatedWords <= words.length; from++) {
    if (last.every(([word], i) => words[from + i]![0] === word)) return last[0]!.index;
  }
  return -1;
}

/** UTF-8 that no character has (a lone surrogate, say) can still come out of single bytes: the text ends before it. */
function withoutBroken(text: string): string {
  const broken = text.indexOf('\ufffd');
  return broken < 0 ? text : text.slice(0, broken);
}
