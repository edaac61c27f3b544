// Whether an English word exists: it is listed, is a regular form of one that is, or is put together from such as writers do.
// Sees text only.

import type { WordList } from './wordList';

const prefix =
  /^(?:sub|re|pre|un|non|auto|hyper|multi|mini|meta|super|inter|over|under|dis|mis|micro|de|anti|co|out)(?=.{4})/;

/** No compound begins with these: "cannotvert". */
const noFirst = new Set('cannot could would should these those because which their does were been'.split(' '));

/** Letters of each part of a compound at least: "waypoint" is one, "memberhip" is none. */
const leastFirst = 3;
const leastSecond = 4;

export class EnglishWords {
  /** @param list Without case. An empty one knows everything. */
  constructor(private readonly list: WordList) {}

  /** @param word Of letters alone. */
  has(word: string): boolean {
    const small = word.toLowerCase();
    return this.isForm(small) || this.isForm(small.replace(prefix, '')) || this.isCompound(small);
  }

  private isForm(word: string): boolean {
    return this.list.knows(word) || this.list.knows(word.replace(/ies$/, 'y'));
  }

  private isCompound(word: string): boolean {
    const isListed = (part: string) => this.list.rank(part) !== undefined;
    for (let at = leastFirst; at <= word.length - leastSecond; at++) {
      const [first, second] = [word.slice(0, at), word.slice(at)];
      if (isListed(first) && !noFirst.has(first) && (isListed(second) || isListed(second.replace(/s$/, ''))))
        return true;
    }
    return false;
  }
}
