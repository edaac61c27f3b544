// What the decoder is shown: the document around the cursor, cut to the window and put in the order it was trained on.
// Knows the sequence format and the token budgets; knows no model.
//
//   at the end of a text       <bos> header prefix
//   before existing text       <bos> <fim_suffix> suffix <fim_middle> header prefix
//
// or as else the model learned it (sequenceFormat). The suffix comes first because it stays the same while its author types: the KV cache then holds all but the last
// tokens of every prompt (SPM order, "variant 2", of Bavarian et al., arXiv 2207.14255).

import type { TextAround } from '../../../shared/protocol/text';
import { LruMap } from '../../../util/lru';
import type { TokenId } from '../../../util/tokenId';
import type { Tokenizer } from '../../vocabulary/tokenizer';
import type { SequenceFormat } from './sequenceFormat';
import { typedFragmentLength } from './typedFragment';

export interface PromptBudget {
  /** Tokens of the whole prompt, at most. */
  promptTokens: number;
  /** Of these, for the text after the cursor. */
  suffixTokens: number;
  /** The window over a long prefix moves in steps of this many tokens, so that the cache survives between two steps. */
  slideTokens: number;
}

/** Most tokens one request may generate; the window keeps this much room behind the prompt. */
export const mostNewTokens = 256;

/** Tokens spent on healing before the tokenizer's own spelling is taken. */
const healingRoom = 32;

/** How a window of `contextTokens` is shared out between what the model is shown and what it may say. */
export function promptBudget(contextTokens: number): PromptBudget {
  return {
    promptTokens: contextTokens - roomForNewTokens(contextTokens) - healingRoom,
    suffixTokens: Math.min(128, contextTokens >> 3),
    slideTokens: Math.min(128, contextTokens >> 3),
  };
}

export function roomForNewTokens(contextTokens: number): number {
  return Math.min(mostNewTokens, contextTokens >> 1);
}

export interface CompletionPrompt {
  /** Ids up to the characters given back. */
  ids: TokenId[];
  /** Bytes of the characters given back, to be spelled again by the first tokens (code units 0..255). */
  typed: string;
  /** The whole prompt as the tokenizer spells it, nothing given back. */
  unhealed: TokenId[];
  /** The document, whether or not the window shows it: behind the cursor, and before it up to the characters given back. */
  document: [after: readonly TokenId[], before: readonly TokenId[]];
}

export interface PromptText {
  prefix: string;
  suffix: string;
  /** Headings over the cursor, one a line; those the window shows anyway are left out. */
  header: string;
  /** The rest of the document; not shown to the model. */
  around?: TextAround | undefined;
}

export class PromptBuilder {
  private readonly stretches = new LruMap<string, readonly TokenId[]>(4);

  constructor(
    private readonly tokenizer: Tokenizer,
    private readonly budget: PromptBudget,
    private readonly format: SequenceFormat,
  ) {}

  build(text: PromptText): CompletionPrompt {
    const prefix = withoutHalfPair(text.prefix);
    const { front, back } = this.around(text.suffix);
    const header = headingsNotIn(text.header, prefix);
    const all = header === '' ? this.tokenizer.encodeStart(prefix) : this.tokenizer.encode(prefix);
    const typed = this.giveBack(all, prefix.slice(prefix.length - typedFragmentLength(prefix)));
    const room = this.budget.promptTokens - front.length - back.length;
    const shown = this.window(all, header, text.header, room);
    const upTo = (ids: TokenId[]) => ids.slice(0, ids.length - typed.tokens);
    const after = this.stretch(text.suffix + (text.around?.below ?? ''));
    const before = [...this.stretch(text.around?.above ?? ''), ...upTo(all)];
    const ids = [...front, ...upTo(shown), ...back];
    return { ids, typed: typed.bytes, unhealed: [...front, ...shown, ...back], document: [after, before] };
  }

  /** Ids of a long text that is the same at the next keystroke. */
  private stretch(text: string): readonly TokenId[] {
    let ids = this.stretches.get(text);
    if (!ids) {
      ids = this.tokenizer.encode(text);
      this.stretches.set(text, ids);
    }
    return ids;
  }

  /** What stands before and behind the shown prefix. */
  private around(suffix: string): { front: TokenId[]; back: TokenId[] } {
    const { start, middle } = this.format;
    if (suffix.trim() === '' || !middle) return { front: [start], back: [] };
    // Four units a token is more than English needs; the rest of a long suffix isn't worth encoding.
    const ids = this.tokenizer.encode(suffix.slice(0, this.budget.suffixTokens * 6));
    const after = [middle.suffix, ...ids.slice(0, this.budget.suffixTokens), middle.middle];
    const front = middle.prefix === undefined ? [start] : [start, middle.prefix];
    return middle.order === 'suffixFirst' ? { front: [...front, ...after], back: [] } : { front, back: after };
  }

  /** Whole tokens at the end that hold the given characters, and their bytes. */
  private giveBack(ids: readonly TokenId[], fragment: string): { tokens: number; bytes: string } {
    const wanted = Buffer.byteLength(fragment);
    let tokens = 0;
    let bytes = '';
    while (bytes.length < wanted && tokens < ids.length) {
      tokens++;
      bytes = (this.tokenizer.bytesOf(ids[ids.length - tokens]!) ?? '') + bytes;
    }
    return { tokens, bytes };
  }

  /**
   * The end of the prefix that fits, from a line's start where one is near, under the headings it doesn't show.
   * @param hidden Headings the whole prefix doesn't show.
   * @param header All headings over the cursor, for a prefix that must be cut.
   */
  private window(all: readonly TokenId[], hidden: string, header: string, room: number): TokenId[] {
    const plain = this.tokenizer.encodeStart(hidden);
    if (all.length + plain.length <= room) return [...plain, ...all];
    const headings = this.tokenizer.encodeStart(asBlocks(header.split('\n'))).slice(0, room >> 2);
    const over = all.length - (room - headings.length);
    const { slideTokens } = this.budget;
    const dropped = Math.min(Math.ceil(over / slideTokens) * slideTokens, all.length - 1);
    return [...headings, ...all.slice(this.nextLineStart(all, dropped))];
  }

  private nextLineStart(ids: readonly TokenId[], from: number): number {
    for (let at = from; at < Math.min(from + this.budget.slideTokens, ids.length - 1); at++) {
      if (this.tokenizer.bytesOf(ids[at - 1] ?? -1)?.endsWith('\n')) return at;
    }
    return from;
  }
}

/** A text that ends with the first half of a surrogate pair can't be written in UTF-8. */
function withoutHalfPair(text: string): string {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? text.slice(0, -1) : text;
}

function headingsNotIn(header: string, text: string): string {
  return asBlocks(header.split('\n').filter((line) => !text.includes(line)));
}

function asBlocks(lines: readonly string[]): string {
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => `${line}\n\n`)
    .join('');
}
