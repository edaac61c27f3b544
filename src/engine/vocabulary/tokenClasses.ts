// What each token of the vocabulary is as text: the tokens a word may begin with, those it may go on with. Built once a
// tokenizer; decode/ gets its tables as plain bytes.

import type { TokenId } from '../../util/tokenId';
import type { Tokenizer } from './tokenizer';

/** A word's inside: letters, marks and digits, with single hyphens, apostrophes and dots between them. */
const wordText = /^(?!.*\p{VS})[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’.-][\p{L}\p{M}\p{N}]+)*$/u;
const wordPart = /^(?!.*\p{VS})(?:['’-]?[\p{L}\p{M}\p{N}]+|[-])$/u;

/** Per id: 1 where a token may stand there. */
export interface SpanTables {
  first: Uint8Array;
  inner: Uint8Array;
}

export class TokenClasses {
  /** Text of each id; undefined for special ids and for pieces of characters. */
  private readonly texts: (string | undefined)[];
  private readonly spaced: Uint8Array;
  private readonly bare: Uint8Array;
  private readonly anywhere: Uint8Array;
  /** Both of the first two: the inside of a phrase. */

  constructor(private readonly tokenizer: Tokenizer) {
    const size = tokenizer.vocabSize;
    this.texts = new Array<string | undefined>(size);
    this.spaced = new Uint8Array(size);
    this.bare = new Uint8Array(size);
    this.anywhere = new Uint8Array(size);
    for (let id = 0; id < size; id++) {
      const bytes = tokenizer.bytesOf(id);
      const text = bytes === undefined ? undefined : Buffer.from(bytes, 'latin1').toString('utf8');
      if (!text || text.includes('\ufffd')) continue;
      this.texts[id] = text;
      // A space alone begins words whose first letters have no token with a space.
      if (text === ' ' || (text.startsWith(' ') && wordPart.test(text.slice(1)))) this.spaced[id] = 1;
      if (wordPart.test(text)) this.bare[id] = 1;
      this.anywhere[id] = this.spaced[id]! | this.bare[id]!;
    }
  }

  /**
   * @param afterSpace Whether the first token begins with the space that stands before the blank.
   * @param isPhrase Whether spaces may occur inside.
   */
  tables(afterSpace: boolean, isPhrase: boolean): SpanTables {
    return {
      first: afterSpace || this.tokenizer.isOfWords ? this.spaced : this.bare,
      inner: isPhrase ? this.anywhere : this.bare,
    };
  }

  /**
   * The text of a filling without the space at its start, or undefined where it is no word (or phrase) or where the
   * tokenizer spells the same text otherwise: the model never saw it so.
   */
  wordOf(ids: readonly TokenId[], afterSpace: boolean): string | undefined {
    let text = '';
    for (const id of ids) {
      const part = this.texts[id];
      if (part === undefined) return undefined;
      text += part;
    }
    const word = (afterSpace || this.tokenizer.isOfWords ? text.slice(1) : text).normalize('NFC');
    if (!word.split(' ').every((part) => wordText.test(part))) return undefined;
    const spelled = this.tokenizer.encode(text);
    return spelled.length === ids.length && spelled.every((id, n) => id === ids[n]) ? word : undefined;
  }
}
