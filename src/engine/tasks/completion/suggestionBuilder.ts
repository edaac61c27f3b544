// One suggestion in the making: takes tokens with their log probabilities, says when to stop, and hands out the text
// that may be shown. Knows the rules by which text ends; what is worth a look is offerRule's; knows no model.

import type { StopAt, StopReason, Suggestion } from '../../../shared/protocol/completion';
import { EngineError } from '../../errors';
import { completeWordsLength, stopLength } from '../../languages/boundaries';
import { isLoneFunctionWord } from '../../languages/functionWords';
import { TextStream } from '../../vocabulary/textStream';
import type { Calibration } from './calibration';
import { bestOffer, type Cut } from './offerRule';
import { isLoop, repeatedStart } from './repetition';

export interface SuggestionRules {
  stopAt: StopAt;
  /** As in `CompleteParams`. */
  caution: number;
  /** No rule but the model's own end. */
  raw: boolean;
  /** The person asked: a word at least, and as much as is expected to save most. Its caution is 0. */
  asked?: boolean;
  /** Of a model that isn't ours. */
  calibration?: Calibration | undefined;
}

interface TokenEnd {
  /** UTF-16 length of the text up to and with this token. */
  length: number;
  /** Sum up to and with this token. */
  logProb: number;
}

const wordEnd = /[\p{L}\p{M}\p{N}_]$/u;
const wordStart = /^[\p{L}\p{M}\p{N}_]/u;
/** A tag or a link's address that the suggestion opens and does not close: half of one breaks what follows. */
const opensTag = /<\/?(?:[A-Za-z][^<>\n]*)?$|\]\([^()\s]*$/;

/** Words under this joint probability are neither shown nor decoded: more of them would seldom come true. */
const leastJoint = 0.15;
/** The same behind the first word when the person asked. */
const leastJointAsked = 0.02;

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
    const wholeBefore = this.stream.text;
    this.logProb += logProb;
    this.stream.push(this.withoutTyped(bytes));
    const { text } = this.stream;
    this.ids.push(id);
    this.ends.push({ length: text.length, logProb: this.logProb });
    if (this.rules.raw) return true;
    const repeated = repeatedStart(this.before, text);
    if (repeated >= 0) return this.finish('repetition', text.slice(0, repeated).trimEnd().length);
    // A blank is what the person leaves for "fill mask".
    const blank = text.search(/_{3,}/);
    if (blank >= 0) return this.finish('boundary', text.slice(0, blank).trimEnd().length);
    if (isLoop(this.ids)) return this.finish('repetition', completeWordsLength(wholeBefore));
    if (this.isUnsure(text)) return this.finish('confidence', text.length);
    const end = stopLength(this.before, text, this.rules.stopAt);
    return end < 0 || this.finish('boundary', end);
  }

  /** The suggestion as it may be shown. */
  result(): Suggestion {
    if (this.typed !== '' && this.ends.length > 0)
      throw new EngineError('internal', 'The healed tokens leave out a part of what was typed.');
    const text = withoutBroken(this.stream.text);
    if (this.rules.raw) return this.upTo(text, this.stop);
    const cuts = this.cuts(text.slice(0, this.keptLength < 0 ? text.length : this.keptLength));
    const best = this.bestOf(cuts, text);
    if (!best) return this.upTo('', cuts.length > 0 || this.stop === 'confidence' ? 'unsure' : this.stop);
    return this.upTo(text.slice(0, best.length), best === cuts.at(-1) ? this.stop : 'confidence');
  }

  private bestOf(cuts: readonly Cut[], text: string): Cut | undefined {
    const { caution, asked, calibration } = this.rules;
    const offer = {
      caution,
      isKorean: this.isKorean(),
      isInWord: wordEnd.test(this.before) && wordStart.test(text),
      calibration,
    };
    if (asked) {
      const words = cuts.filter(({ length }) => /[\p{L}\p{N}]/u.test(text.slice(0, length)));
      return bestOffer(text, words, offer) ?? words[0];
    }
    if (caution === 0) return cuts.at(-1);
    const isLone = ({ length }: Cut) => !offer.isInWord && isLoneFunctionWord(text.slice(0, length));
    return bestOffer(
      text,
      cuts.filter((cut) => !isLone(cut)),
      offer,
    );
  }

  private isUnsure(text: string): boolean {
    const joint = Math.exp(this.logProb);
    if (this.rules.asked) return joint < leastJointAsked && /\S\s+\S/.test(text);
    return this.rules.caution > 0 && joint < leastJoint;
  }

  /** Where the suggestion may end: behind whole words within `text`, in Korean before a particle or an ending too. */
  private cuts(text: string): Cut[] {
    const cuts: Cut[] = [];
    const all = this.stream.text;
    const isCutOff = this.stop === 'length' || this.stop === 'confidence';
    const last = isCutOff && text.length === all.length ? (this.ends.at(-2)?.length ?? 0) : text.length;
    let at = 0;
    for (const { length, logProb } of this.ends) {
      const end = Math.min(length, text.trimEnd().length);
      const isEnd = isWordEnd(all, end) || (this.isKorean() && /[가-힣]$/.test(all.slice(0, end)));
      if (end > at && end <= last && isEnd && !opensTag.test(all.slice(0, end)))
        cuts.push({ length: end, probability: Math.exp(logProb) });
      at = Math.max(at, end);
    }
    // Half a word is better than none where the length limit left no more room.
    const whole = { length: text.length, probability: Math.exp(this.logProb) };
    return cuts.length === 0 && this.stop === 'length' && text.trim() !== '' ? [whole] : cuts;
  }

  private isKorean(): boolean {
    return /[가-힣]/.test(this.before.slice(-40) + this.stream.text);
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

/** Whether no word of `text` goes on behind `at`. */
function isWordEnd(text: string, at: number): boolean {
  return !wordEnd.test(text.slice(0, at)) || !wordStart.test(text.slice(at));
}

/** UTF-8 that no character has (a lone surrogate, say) can still come out of single bytes: the text ends before it. */
function withoutBroken(text: string): string {
  const broken = text.indexOf('\ufffd');
  return broken < 0 ? text : text.slice(0, broken);
}
